"""The lead and a duet's second singer: lyrics on melodies that belong to their sections, each in its own octave."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tonewright.brief.brief import LyricLine, Singers
from tonewright.composition.accents import strength
from tonewright.composition.contour import Slot, draw
from tonewright.composition.harmony import tune_scale
from tonewright.composition.lyric_setting import BREATH_S, ECHO_PACE, Clockwork, SetSyllable, set_line, sung_s
from tonewright.composition.melisma import Melismatic
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note, SungLine, SungSyllable
from tonewright.composition.song_form import SungSection
from tonewright.composition.vocal_style import VocalStyle
from tonewright.speech.roster import ArtistVoice, voice_named
from tonewright.theory.seeds import rng

# The part of the tessitura in which a kind of section lies, 0 its lowest note and 1 its highest.
_PLACES = {"verse": (0.0, 0.62), "prechorus": (0.15, 0.8), "chorus": (0.22, 1.0), "bridge": (0.15, 0.9)}
_NARROWEST = 9
# What the ends of a section's lines are held of what the style allows: a question, its answer, the section's end.
_ASKING, _ANSWERING, _CLOSING = 0.55, 0.75, 1.0
# How strongly a tune is drawn to its line's contour, how far that reaches, and how freely voices leap.
_PULL, _REACH, _FREER = 0.5, 1.2, 0.4
# How strongly a line is drawn to a tune that it resembles, and to one in its own rhythm.
_LIKE, _AGAIN = 0.8, 3.0
# Contours of the lines of a group of four: where the line starts, peaks and ends (0…1 of the section's range).
_CONTOURS = {
    "verse": ((0.2, 0.75, 0.35), (0.45, 0.8, 0.1), (0.25, 0.95, 0.5), (0.8, 0.5, 0.05)),
    "chorus": ((0.2, 0.95, 0.55), (0.85, 0.7, 0.1), (0.25, 1.0, 0.75), (1.0, 0.6, 0.0)),
    "prechorus": ((0.1, 0.4, 0.35), (0.3, 0.6, 0.5), (0.5, 0.8, 0.7), (0.6, 1.0, 0.9)),
    "bridge": ((0.7, 0.95, 0.5), (0.6, 0.3, 0.2), (0.4, 0.9, 0.7), (0.7, 1.0, 0.6)),
}

_ECHO_LEEWAY_BEATS = 1.0


@dataclass(frozen=True)
class TakenLine:
    """A line as the lead or the second singer has it, with who sings it and where its bars lie.

    `start` and `end` are the beats of its bars; `words` are the line as written; `echoes` are the backing voices'
    lines that answer it, `joint` is the second singer's part where both sing.
    """

    line: SungLine
    words: LyricLine
    singers: Singers
    start: float
    end: float
    echoes: tuple[LyricLine, ...] = ()
    joint: SungLine | None = None

    @property
    def notes(self) -> tuple[Note, ...]:
        """Its notes in order."""
        return tuple(note for syllable in self.line.syllables for note in syllable.notes)

    @property
    def last_beat(self) -> float:
        """Where its last note ends."""
        return self.line.syllables[-1].notes[-1].end_beat


@dataclass(frozen=True)
class _Setting:
    line: LyricLine
    singers: Singers
    start: float
    end: float
    syllables: tuple[SetSyllable, ...]
    echoes: tuple[LyricLine, ...]


class LeadWriter:
    """Writes the lines of a song, section by section, in order."""

    def __init__(self, piece: Piece, style: VocalStyle) -> None:
        self.piece, self.style = piece, style
        self.lead = voice_named(piece.brief.voice.value)
        second = piece.brief.second_voice.value
        self.second = voice_named(second) if second else self.lead
        self.nobody_leads = all(line.singers == "backing" for s in piece.brief.lyrics for line in s.lines)
        self.beat_s = 60.0 / piece.tempo_bpm
        self.motion = min(1.0, piece.style.motion + _FREER)
        self.melismatic = Melismatic(piece, style)
        self.free_from = self.echoed_until = 0.0
        self.rhythms: dict[tuple[str, int], tuple[float, ...]] = {}
        self.tunes: dict[str, list[list[tuple[float, int]]]] = {}

    def section(self, index: int, section: SectionPlan, sung: SungSection) -> list[TakenLine]:
        """The lines of one section with their notes."""
        settings = self._rhythm(section, sung)
        pitches = self._pitches(section, settings)
        return [
            self._line(index, section, number, setting, own)
            for number, (setting, own) in enumerate(zip(settings, pitches, strict=True))
        ]

    def _line(self, index: int, section: SectionPlan, number: int, setting: _Setting, pitches: list[int]) -> TakenLine:
        notes = []
        for one, pitch in zip(setting.syllables, pitches, strict=True):
            at = setting.start + one.start
            level = 0.62 + 0.14 * one.stress + 0.1 * strength(self.piece, at) + 0.12 * section.intensity
            notes.append(Note(at, one.duration, pitch, min(level, 1.0), "legato"))
        voice = self._voice(setting.singers)
        sung = self.melismatic.sung(notes, (voice.low, voice.high), f"{section.kind}/line {number}")
        language = setting.line.language or self.piece.brief.language.value
        line = SungLine(
            setting.line.text,
            tuple(word.text for word in setting.line.words),
            index,
            tuple(SungSyllable(s.text, s.word, own) for s, own in zip(setting.syllables, sung, strict=True)),
            language,
        )
        return TakenLine(line, setting.line, setting.singers, setting.start, setting.end, setting.echoes)

    def _rhythm(self, section: SectionPlan, sung: SungSection) -> list[_Setting]:
        bar_beats = self.piece.meter.bar_beats
        habit = rng(self.piece.seed, f"lyrics/{sung.kind}").random(round(bar_beats * 4))
        clock = Clockwork(
            self.piece.meter, self.piece.tempo_bpm, sung.pace, self.piece.style.syncopation, habit, self.style.hold_s
        )
        bar = section.start_bar
        settings: list[_Setting] = []
        lines = with_echoes(sung)
        for number, (line, bars, echoes) in enumerate(lines):
            held = _CLOSING if number == len(lines) - 1 else _ANSWERING if number % 2 else _ASKING
            start = bar * bar_beats
            # A pick-up would begin before the echo of the line before has ended.
            taken = self.echoed_until if line.singers == "backing" else min(self.echoed_until, start)
            earliest = max(self.free_from - start, taken - start, -start)
            model = self.rhythms.get((sung.kind, number)) or self.rhythms.get((sung.kind, number % 2)) or ()
            echoed = sum(sung_s(echo, ECHO_PACE) for echo in echoes) / self.beat_s
            timing = replace(clock, hold_s=clock.hold_s * held)
            syllables = set_line(line, bars, earliest, timing, model, echoed)
            self.rhythms.setdefault((sung.kind, number), tuple(s.start for s in syllables))
            last = syllables[-1]
            self.free_from = start + last.start + last.duration + BREATH_S / self.beat_s
            self.echoed_until = self.free_from + (echoed + _ECHO_LEEWAY_BEATS if echoes else 0.0)
            bar += bars
            settings.append(_Setting(line, self._singers(line), start, bar * bar_beats, syllables, echoes))
        return settings

    def _singers(self, line: LyricLine) -> Singers:
        """Who sings a line: the lead, where there is no second singer or nothing but echoes."""
        instead: tuple[Singers, ...] = ("backing",) if self.nobody_leads else ()
        instead += ("second", "both") if self.second is self.lead else ()
        return "lead" if line.singers in instead else line.singers

    def _voice(self, singers: Singers) -> ArtistVoice:
        return self.second if singers == "second" else self.lead

    def _pitches(self, section: SectionPlan, settings: list[_Setting]) -> list[list[int]]:
        known = self.tunes.get(section.kind, [])
        slots = [self._slots(section.kind, n, s, n == len(settings) - 1) for n, s in enumerate(settings)]
        # Lines answer in pairs: the third remembers the first, the fourth goes home.
        tune = self._drawn(section.kind, settings, slots)
        aimed = []
        for number, (setting, own) in enumerate(zip(settings, slots, strict=True)):
            like = known[number % len(known)] if known else tune[number - 2] if number % 4 == 2 else None
            aimed.append(self._aimed(own, setting, like) if like else own)
        found = self._drawn(section.kind, settings, aimed)
        self.tunes.setdefault(section.kind, found)
        return [[pitch for _, pitch in line] for line in found]

    def _aimed(self, slots: list[Slot], setting: _Setting, like: list[tuple[float, int]]) -> list[Slot]:
        """The slots aimed at a tune that is known, in the octave of who sings them."""
        middle = sum(pitch for _, pitch in like) / len(like)
        own = sum(slot.target for slot in slots) / len(slots)
        octave = 12 * round((own - middle) / 12)
        targets = [
            min(like, key=lambda pair, at=one.start: abs(pair[0] - at))[1]  # type: ignore[misc]
            for one in setting.syllables
        ]
        pull = _AGAIN if [at for at, _ in like] == [one.start for one in setting.syllables] else _LIKE
        return [
            replace(slot, target=float(target + octave), pull=pull) for slot, target in zip(slots, targets, strict=True)
        ]

    def _drawn(self, kind: str, settings: list[_Setting], slots: list[list[Slot]]) -> list[list[tuple[float, int]]]:
        """The tune of every line as (beat of its bars, pitch); each singer's lines are drawn as one melody."""
        found: list[list[tuple[float, int]]] = [[] for _ in settings]
        for voice in dict.fromkeys(self._voice(setting.singers) for setting in settings):
            own = [n for n, setting in enumerate(settings) if self._voice(setting.singers) is voice]
            low, high = range_of(voice, kind)
            pitches = iter(draw([slot for n in own for slot in slots[n]], low, high, self.motion, self._colour(kind)))
            for n in own:
                found[n] = [(one.start, next(pitches)) for one in settings[n].syllables]
        return found

    def _slots(self, kind: str, number: int, setting: _Setting, closes: bool) -> list[Slot]:
        low, high = range_of(self._voice(setting.singers), kind)
        start, peak, end = _CONTOURS.get(kind, _CONTOURS["verse"])[number % 4]
        count = len(setting.syllables)
        wave = rng(self.piece.seed, f"voice/{kind}/wave {number % 2}").choice((-1.0, 0.0, 1.0), 6)
        found = []
        for index, one in enumerate(setting.syllables):
            at = setting.start + one.start
            chord = self.piece.harmony_at(at)
            way = index / max(count - 1, 1)
            height = start + (peak - start) * way / 0.6 if way < 0.6 else peak + (end - peak) * (way - 0.6) / 0.4
            height = 0.5 + (height - 0.5) * _REACH + 0.13 * wave[round(way * (len(wave) - 1))]
            last = index == count - 1
            weight = max(strength(self.piece, at), 0.9 if last else 0.0)
            slot = Slot(
                at, one.duration, weight, chord.pitch_classes, tune_scale(self.piece, chord),
                low + min(max(height, 0.0), 1.0) * (high - low), _PULL,
                fresh=index == 0,
                accent=1 if one.stress else -1,
                firm=8.0 if self.piece.given_chords else 6.0 * (1 - self.piece.style.tension),
            )  # fmt: skip
            found.append(replace(slot, goal=chord.pitch_classes[:2]) if last and closes else slot)
        return found

    def _colour(self, kind: str) -> NDArray[np.float64]:
        return rng(self.piece.seed, f"voice/{kind}").random(128)


def with_echoes(sung: SungSection) -> list[tuple[LyricLine, int, tuple[LyricLine, ...]]]:
    """Every line that has bars of its own, its bars, and the echoes that follow it."""
    found: list[tuple[LyricLine, int, tuple[LyricLine, ...]]] = []
    for line, bars in zip(sung.lines, sung.bars, strict=True):
        if bars:
            found.append((line, bars, ()))
        else:
            before, length, echoes = found[-1]
            found[-1] = (before, length, (*echoes, line))
    return found


def range_of(voice: ArtistVoice, kind: str) -> tuple[int, int]:
    """The lowest and highest note of a kind of section, within the voice's tessitura."""
    bottom, top = voice.best_low, voice.best_high
    low_share, high_share = _PLACES.get(kind, _PLACES["verse"])
    low = round(bottom + (top - bottom) * low_share)
    high = round(bottom + (top - bottom) * high_share)
    return low, max(high, min(low + _NARROWEST, top))
