"""The backing voices: harmonies, doubles, chords without words, echoes and answers, as the style has them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tonewright.composition.piece import Piece
from tonewright.composition.score import Note, SungLine, SungSyllable, VocalPart
from tonewright.composition.vocal_cast import backing_voice, span_of
from tonewright.composition.vocal_echo import EchoWriter
from tonewright.composition.vocal_harmony import blends_in_octave, harmony, in_octave
from tonewright.composition.vocal_lead import TakenLine
from tonewright.composition.vocal_pads import SOUNDS, choir_pads, tied
from tonewright.composition.vocal_style import Seat, VocalStyle, seat
from tonewright.speech.roster import ArtistVoice

STEM = "backing_vocals"
_DOUBLES = ("double_left", "double_right")
_SIDES = {"above": 1, "below": -1, "low": -1, "echo_above": 1, "answer_above": 1, "answer_below": -1}
_HARMONIES = ("above", "below", "low")
_OCTAVES = {"octave_above": 1, "octave_below": -1}
_HALVED_FROM_BARS = 8


@dataclass
class _Singer:
    """A backing voice at its place, and the lines written for it so far."""

    place: str
    label: str
    voice: ArtistVoice
    span: tuple[int, int]
    seat: Seat
    lines: list[SungLine] = field(default_factory=list)

    @property
    def best(self) -> tuple[int, int]:
        return self.voice.best_low, self.voice.best_high


class Backing:
    """Writes what is sung behind the lead, section by section."""

    def __init__(self, piece: Piece, style: VocalStyle, lead: ArtistVoice, second: ArtistVoice) -> None:
        self.piece, self.style, self.lead, self.second = piece, style, lead, second
        self.choir_unwanted = "choir" in piece.brief.unwanted
        self.singers: dict[str, _Singer] = {}
        first = self._singer("echo")
        self.echoes = EchoWriter(piece, style, first.voice, first.span)
        middle = self._singer("answer")
        self.answers = EchoWriter(piece, style, middle.voice, middle.span)

    def section(self, index: int, taken: Sequence[TakenLine], following: float) -> None:
        """The backing of one section; `following` is the beat at which the lead sings again after it."""
        section = self.piece.sections[index]
        middle = (section.start_bar + section.end_bar) / 2 * self.piece.meter.bar_beats
        halved = section.bars >= _HALVED_FROM_BARS
        begins = [*(one.notes[0].start_beat for one in taken[1:]), following]
        for one, until in zip(taken, begins, strict=True):
            late = halved and one.start >= middle - 1e-6
            ways = self.style.ways(section, late)
            if one.singers == "backing":
                self._in_place(one)
                continue
            self._along(one, ways)
            for line in one.echoes:
                self._sung(self.echoes.echo(one, line), "echo", ("echo_above",))
            if "answers" in ways and not one.echoes and not self.choir_unwanted:
                answer = self.answers.answer(one, until)
                if answer is not None:
                    self._sung(answer, "answer", ("answer_above", "answer_below"))
        self._pads(index)

    def parts(self) -> list[VocalPart]:
        """The parts of all who have something to sing; only the first echo's words stand in the lyrics."""
        level_db = self.style.level_db + self.piece.style.mix["vocals"].level_db
        return [
            VocalPart(
                one.label, STEM, one.voice.item_id,
                tuple(sorted(one.lines, key=lambda line: line.syllables[0].notes[0].start_beat)),
                one.seat.level_db + level_db, one.seat.pan, one.seat.reverb,
                words_shown=one.place == "echo", late_s=one.seat.late_s,
            )
            for one in self.singers.values()
            if one.lines
        ]  # fmt: skip

    def _along(self, taken: TakenLine, ways: Sequence[str]) -> None:
        """Those who sing the lead's line with it."""
        joint = [] if taken.joint is None else _pitches_under(taken.joint, taken.notes)
        others: list[list[int]] = [joint] if joint else []
        for way in ways:
            if joint and _SIDES.get(way) == _side(joint, taken.notes):
                # The second singer is there already.
                continue
            for place in _DOUBLES if way == "double" else (way,):
                if place not in (*_DOUBLES, *_SIDES, *_OCTAVES):
                    continue
                singer = self._singer(place, self.second if taken.singers == "second" else self.lead)
                if place in _OCTAVES:
                    pitches = in_octave(taken.notes, _OCTAVES[place], singer.span)
                elif place in _SIDES:
                    pitches = self._harmony(taken.notes, singer, others)
                    others.append(pitches)
                else:
                    pitches = [note.pitch for note in taken.notes]
                singer.lines.append(_at(taken.line, pitches))

    def _harmony(self, tune: Sequence[Note], singer: _Singer, others: Sequence[Sequence[int]]) -> list[int]:
        return harmony(self.piece, tune, _SIDES[singer.place], singer.span, singer.best, others)

    def _sung(self, line: SungLine, first: str, harmonies: Sequence[str], label: str = "") -> None:
        """A line that the backing voices sing alone, the first its tune, others in harmony."""
        self._singer(first, label=label).lines.append(line)
        tune = _notes(line)
        others: list[list[int]] = []
        for place in harmonies:
            singer = self._singer(place, label=f"{label} above" if label else "")
            others.append(self._harmony(tune, singer, others))
            singer.lines.append(_at(line, others[-1]))

    def _in_place(self, taken: TakenLine) -> None:
        """A line that belongs to the backing voices alone, in bars of its own; an echo may still be sung there."""
        span = self._singer("echo").span
        self._sung(_at(taken.line, in_octave(taken.notes, 0, span)), "echo", ("echo_above",), "choir")

    def _pads(self, index: int) -> None:
        section = self.piece.sections[index]
        halves = [(section, False)]
        if section.bars >= _HALVED_FROM_BARS:
            half = section.bars // 2
            halves = [
                (replace(section, bars=half), False),
                (replace(section, start_bar=section.start_bar + half, bars=section.bars - half), True),
            ]
        for part, late in halves:
            ways = self.style.ways(section, late)
            way = next((way for way in ways if way in SOUNDS), None)
            if way is None or self.choir_unwanted:
                continue
            choir = [self._singer(f"choir_{n + 1}") for n in range(self.style.voices)]
            choir.sort(key=lambda one: -one.voice.best_high)
            sung = choir_pads(self.piece, part, index, way, [(one.voice, one.span) for one in choir])
            for singer, lines in zip(choir, sung, strict=True):
                singer.lines += lines

    def _singer(self, place: str, lead: ArtistVoice | None = None, label: str = "") -> _Singer:
        """Who sings at a place behind the lead, or behind the second singer; `label` names a part of its own."""
        lead = lead or self.lead
        label = label or (f"harmony {place}" if place in _HARMONIES else place.replace("_", " "))
        if lead.item_id != self.lead.item_id:
            label += ", second"
        if label not in self.singers:
            voice = backing_voice(lead, place)
            span = (voice.low, voice.high) if voice.item_id == lead.item_id else span_of(self.piece, voice)
            self.singers[label] = _Singer(place, label, voice, span, seat(place))
        return self.singers[label]


def joined(piece: Piece, taken: TakenLine, voice: ArtistVoice) -> SungLine:
    """The second singer's part of a line that both sing: a third or sixth away, or the tune in another octave."""
    span = span_of(piece, voice)
    middle = sum(note.pitch for note in taken.notes) / len(taken.notes)
    side = 1 if (voice.best_low + voice.best_high) / 2 > middle else -1
    if blends_in_octave(taken.notes, voice):
        return _at(taken.line, in_octave(taken.notes, side, span))
    return _at(taken.line, harmony(piece, taken.notes, side, span, (voice.best_low, voice.best_high)))


def _pitches_under(line: SungLine, tune: Sequence[Note]) -> list[int]:
    """What a line that is sung with a tune has at each of the tune's notes, tied notes included."""
    found = _notes(line)
    return [max((n for n in found if n.start_beat <= one.start_beat), key=lambda n: n.start_beat).pitch for one in tune]


def _side(pitches: Sequence[int], tune: Sequence[Note]) -> int:
    return 1 if sum(pitches) > sum(note.pitch for note in tune) else -1


def _notes(line: SungLine) -> list[Note]:
    return [note for syllable in line.syllables for note in syllable.notes]


def _at(line: SungLine, pitches: Sequence[int]) -> SungLine:
    """The line on other pitches, one for each of its notes; where a syllable stays on one, it is one note."""
    own = iter(pitches)
    return replace(
        line,
        syllables=tuple(
            SungSyllable(s.text, s.word, tied([replace(n, pitch=next(own)) for n in s.notes])) for s in line.syllables
        ),
    )
