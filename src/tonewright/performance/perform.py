"""From Score to Performance: every player's notes in seconds, with touch, groove and controllers."""

from collections.abc import Callable
from itertools import groupby
from operator import attrgetter

from tonewright.composition.score import Note, Part, Score, SungLine, SungSyllable, VocalPart
from tonewright.performance.articulation import Articulation, articulation
from tonewright.performance.clock import Clock
from tonewright.performance.expression import controllers_of
from tonewright.performance.groove import Groove
from tonewright.performance.performed import (
    Performance,
    PlayedNote,
    PlayedPart,
    SungPart,
    TimedLine,
    TimedSpan,
    TimedSyllable,
)
from tonewright.performance.players import player_of
from tonewright.performance.slides import Slides
from tonewright.performance.sweeps import sweeps_of
from tonewright.theory.seeds import rng

_UNPITCHED_ROLES = ("drums", "percussion")
_SHORTEST_S = 0.03
_RETRIGGER_GAP_S = 0.004
_SLIDE = "slide"
_SCOOP = "scoop"
_NO_GAP_BEATS = 0.01


def perform(score: Score) -> Performance:
    """Play the score: the same notes in seconds, by players with a touch of their own.

    The tempo grid is exact; players deviate from it by a few milliseconds, the same on every run. No note
    starts before 0 or at or after the end, and none ends after it.
    """
    clock = Clock(score.tempo_bpm, score.swing, score.swing_unit, score.tempo_map)
    sections = tuple(
        TimedSpan(
            clock.straight_s(score.bar_beat(section.start_bar)),
            min(clock.straight_s(score.bar_beat(section.start_bar + section.bars)), score.seconds),
            section.name,
        )
        for section in score.sections
    )
    chords = tuple(
        TimedSpan(
            clock.straight_s(span.start_beat),
            min(clock.straight_s(span.start_beat + span.duration_beats), score.seconds),
            span.text,
        )
        for span in score.chords
        if clock.straight_s(span.start_beat) < score.seconds
    )
    return Performance(
        seconds=score.seconds,
        tempo_bpm=score.tempo_bpm,
        meter=score.meter.name,
        sections=sections,
        chords=chords,
        parts=tuple(_play(part, score, clock, sections, chords) for part in score.parts),
        vocals=tuple(_sing(vocal, score, clock) for vocal in score.vocals),
        style=score.style,
        fade_s=score.fade_s,
        tempo_map=score.tempo_map,
        meters=score.meters,
    )


def _play(
    part: Part, score: Score, clock: Clock, sections: tuple[TimedSpan, ...], chords: tuple[TimedSpan, ...]
) -> PlayedPart:
    hand, slides = _Hand(part, score, clock), Slides()
    written = sorted(part.notes, key=attrgetter("start_beat", "pitch"))
    played: list[PlayedNote] = []
    sounding_until = 0.0
    for start_beat, together in groupby(written, key=attrgetter("start_beat")):
        chord = list(together)
        for string, note in enumerate(chord):
            one = hand.touch(note, string, len(chord))
            if one is None:
                continue
            if note.articulation == _SLIDE and played and sounding_until > start_beat - _NO_GAP_BEATS:
                played[-1] = slides.tied(played[-1], one)
            else:
                slides.strike(one.start_s)
                if note.articulation == _SCOOP:
                    slides.scoop(one)
                played.append(one)
        sounding_until = chord[-1].end_beat
    notes = _clip_retriggers(played)
    controllers = (
        *slides.controllers(),
        *controllers_of(part, notes, chords, score.seconds, score.style),
        *sweeps_of(part.role, notes, sections, part.style or score.style),
    )
    return PlayedPart(
        name=part.name,
        role=part.role,
        stem=part.stem,
        instrument=part.instrument,
        notes=notes,
        controllers=tuple(sorted(controllers, key=attrgetter("time_s"))),
        level_db=part.level_db,
        pan=part.pan,
        reverb_send=part.reverb_send,
        delay_send=part.delay_send,
        style=part.style,
    )


class _Hand:
    """One player's hand: what turns a written note into a played one."""

    def __init__(self, part: Part, score: Score, clock: Clock) -> None:
        self._player = player_of(part.role, part.style or score.style)
        self._groove = None if part.exact else Groove(self._player, score.seed, part.name, _beats(score))
        self._clock = clock
        self._exact = part.exact
        self._seconds = score.seconds
        self._pitched = part.role not in _UNPITCHED_ROLES

    def touch(self, note: Note, string: int, strings: int) -> PlayedNote | None:
        """The note as it is played, or None where nothing of it falls inside the piece.

        `string` of `strings` is its place in a chord, from the lowest note up.
        """
        way = articulation(note.articulation)
        seconds = self._clock.straight_s if note.even or self._exact else self._clock.seconds
        grid_s = seconds(note.start_beat)
        late_s = self._groove.late_s(note.start_beat, note.pitch) if self._groove else 0.0
        late_s += _strum_s(way, string, strings)
        start_s = max(grid_s + late_s, 0.0)
        if grid_s >= self._seconds or start_s > self._seconds - _SHORTEST_S:
            return None
        duration_s = seconds(note.end_beat) - grid_s
        if self._pitched:
            duration_s = duration_s * self._player.length * way.length + way.overlap_s
        struck = (1.0 + 126.0 * note.velocity) * way.velocity + way.louder
        struck += self._groove.louder(note.start_beat, note.pitch) if self._groove else 0.0
        return PlayedNote(
            start_s,
            min(max(duration_s, _SHORTEST_S), self._seconds - start_s),
            note.pitch,
            min(max(round(struck), 1), 127),
        )


def _beats(score: Score) -> float:
    """How many beats the piece lasts, its last notes' ring-out included."""
    if score.tempo_map is None:
        return score.seconds / score.seconds_per_beat
    return score.tempo_map.beat_at(score.seconds)


def _strum_s(way: Articulation, string: int, strings: int) -> float:
    if way.spread_s >= 0.0:
        return way.spread_s * string
    return -way.spread_s * (strings - 1 - string)


def _clip_retriggers(notes: list[PlayedNote]) -> tuple[PlayedNote, ...]:
    """The notes in order of time; one that is struck again ends just before, as on any keyboard."""
    following: dict[int, float] = {}
    clipped: list[PlayedNote] = []
    for note in sorted(notes, key=attrgetter("start_s", "pitch"), reverse=True):
        limit = following.get(note.pitch)
        following[note.pitch] = note.start_s
        duration_s = note.duration_s
        if limit is not None and note.start_s + duration_s > limit - _RETRIGGER_GAP_S:
            duration_s = limit - _RETRIGGER_GAP_S - note.start_s
            if duration_s < _RETRIGGER_GAP_S:
                following[note.pitch] = limit
                continue
        clipped.append(PlayedNote(note.start_s, duration_s, note.pitch, note.velocity))
    return tuple(reversed(clipped))


def _sing(vocal: VocalPart, score: Score, clock: Clock) -> SungPart:
    generator = rng(score.seed, f"performance/{vocal.name}")
    seconds = clock.straight_s if vocal.exact else clock.seconds
    late_s = 0.0 if vocal.exact else vocal.late_s
    lines = tuple(_sing_line(line, float(generator.uniform(0.0, late_s)), score, seconds) for line in vocal.lines)
    return SungPart(
        vocal.name,
        vocal.stem,
        vocal.voice,
        tuple(line for line in lines if line.syllables),
        vocal.level_db,
        vocal.pan,
        vocal.reverb_send,
        vocal.words_shown,
    )


def _sing_line(line: SungLine, late_s: float, score: Score, seconds: Callable[[float], float]) -> TimedLine:
    """The line on the grid, all of it late by the same few milliseconds."""
    syllables = tuple(_sing_syllable(syllable, late_s, score, seconds) for syllable in line.syllables)
    sung = tuple(s for s in syllables if s.notes)
    return TimedLine(line.text, line.words, line.section, sung, language=line.language)


def _sing_syllable(
    syllable: SungSyllable, late_s: float, score: Score, seconds: Callable[[float], float]
) -> TimedSyllable:
    notes = []
    for note in syllable.notes:
        start_s = seconds(note.start_beat) + late_s
        end_s = min(seconds(note.end_beat) + late_s, score.seconds)
        if end_s - start_s >= _SHORTEST_S:
            notes.append(
                PlayedNote(start_s, end_s - start_s, note.pitch, min(max(round(1 + 126 * note.velocity), 1), 127))
            )
    return TimedSyllable(syllable.text, syllable.word, tuple(notes))
