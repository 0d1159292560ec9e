"""The singer: lyrics on melodies that belong to their sections, within the voice's tessitura."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tonewright.composition.accents import strength
from tonewright.composition.contour import Slot, draw
from tonewright.composition.harmony import tune_scale
from tonewright.composition.lyric_setting import BREATH_S, Clockwork, SetSyllable, set_line
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note, SungLine, SungSyllable, VocalPart
from tonewright.composition.song_form import SungSection
from tonewright.speech.roster import ArtistVoice, voice_named
from tonewright.theory.seeds import rng

# The part of the tessitura in which a kind of section lies, 0 its lowest note and 1 its highest.
_PLACES = {"verse": (0.0, 0.62), "prechorus": (0.15, 0.8), "chorus": (0.22, 1.0), "bridge": (0.15, 0.9)}
_NARROWEST = 9
# Contours of the lines of a group of four: where the line starts, peaks and ends (0…1 of the section's range).
_CONTOURS = {
    "verse": ((0.2, 0.75, 0.35), (0.45, 0.8, 0.1), (0.25, 0.95, 0.5), (0.8, 0.5, 0.05)),
    "chorus": ((0.35, 0.9, 0.6), (0.85, 0.7, 0.2), (0.4, 1.0, 0.75), (0.95, 0.6, 0.15)),
    "prechorus": ((0.1, 0.4, 0.35), (0.3, 0.6, 0.5), (0.5, 0.8, 0.7), (0.6, 1.0, 0.9)),
    "bridge": ((0.7, 0.95, 0.5), (0.6, 0.3, 0.2), (0.4, 0.9, 0.7), (0.7, 1.0, 0.6)),
}


@dataclass(frozen=True)
class _Setting:
    line_start: float
    syllables: tuple[SetSyllable, ...]
    words: tuple[str, ...]
    text: str
    language: str


def sing(piece: Piece, sung: tuple[SungSection, ...]) -> VocalPart:
    """The lead voice: every planned line once, in order."""
    singer = _Singer(piece, voice_named(piece.brief.voice.value))
    lines: list[SungLine] = []
    for index, section in enumerate(piece.sections):
        if section.lyrics is not None:
            lines += singer.section(index, section, sung[section.lyrics])
    mix = piece.style.mix["vocals"]
    return VocalPart("lead", "vocals", piece.brief.voice.value, tuple(lines), mix.level_db, mix.pan, mix.reverb)


class _Singer:
    def __init__(self, piece: Piece, voice: ArtistVoice) -> None:
        self.piece, self.voice = piece, voice
        self.beat_s = 60.0 / piece.tempo_bpm
        self.motion = min(1.0, piece.style.motion + 0.3)
        self.free_from = 0.0
        self.rhythms: dict[tuple[str, int], tuple[float, ...]] = {}
        self.tunes: dict[str, list[list[tuple[float, int]]]] = {}

    def section(self, index: int, section: SectionPlan, sung: SungSection) -> list[SungLine]:
        """The lines of one section with their notes."""
        settings = self._rhythm(section, sung)
        pitches = iter(self._pitches(section, settings))
        lines = []
        for setting in settings:
            syllables = []
            for one in setting.syllables:
                at = setting.line_start + one.start
                level = 0.62 + 0.14 * one.stress + 0.1 * strength(self.piece, at) + 0.12 * section.intensity
                note = Note(at, one.duration, next(pitches), min(level, 1.0), "legato")
                syllables.append(SungSyllable(one.text, one.word, (note,)))
            lines.append(SungLine(setting.text, setting.words, index, tuple(syllables), setting.language))
        return lines

    def _rhythm(self, section: SectionPlan, sung: SungSection) -> list[_Setting]:
        bar_beats = self.piece.meter.bar_beats
        habit = rng(self.piece.seed, f"lyrics/{sung.kind}").random(round(bar_beats * 4))
        clock = Clockwork(self.piece.meter, self.piece.tempo_bpm, sung.pace, self.piece.style.syncopation, habit)
        bar = section.start_bar
        settings = []
        for number, (line, bars) in enumerate(zip(sung.lines, sung.bars, strict=True)):
            start = bar * bar_beats
            earliest = max(self.free_from - start, -start)
            model = self.rhythms.get((sung.kind, number)) or self.rhythms.get((sung.kind, number % 2)) or ()
            syllables = set_line(line, bars, earliest, clock, model)
            self.rhythms.setdefault((sung.kind, number), tuple(s.start for s in syllables))
            last = syllables[-1]
            self.free_from = start + last.start + last.duration + BREATH_S / self.beat_s
            language = line.language or self.piece.brief.language.value
            settings.append(_Setting(start, syllables, tuple(w.text for w in line.words), line.text, language))
            bar += bars
        return settings

    def _pitches(self, section: SectionPlan, settings: list[_Setting]) -> list[int]:
        low, high = self._range(section.kind)
        known = self.tunes.get(section.kind, [])
        slots: list[Slot] = []
        for number, setting in enumerate(settings):
            slots += self._slots(section.kind, number, setting, low, high, number == len(settings) - 1)
        # Lines answer in pairs: the third remembers the first, the fourth goes home.
        first = draw(slots, low, high, self.motion, self._colour(section.kind))
        tune = _by_line(settings, first)
        aimed: list[Slot] = []
        place = 0
        for number, setting in enumerate(settings):
            like = known[number % len(known)] if known else tune[number - 2] if number % 4 == 2 else None
            for one in setting.syllables:
                slot = slots[place]
                if like:
                    target = min(like, key=lambda pair, at=one.start: abs(pair[0] - at))[1]  # type: ignore[misc]
                    slot = replace(slot, target=float(target), pull=0.8)
                aimed.append(slot)
                place += 1
        pitches = draw(aimed, low, high, self.motion, self._colour(section.kind))
        self.tunes.setdefault(section.kind, _by_line(settings, pitches))
        return pitches

    def _slots(self, kind: str, number: int, setting: _Setting, low: int, high: int, closes: bool) -> list[Slot]:
        start, peak, end = _CONTOURS.get(kind, _CONTOURS["verse"])[number % 4]
        count = len(setting.syllables)
        wave = rng(self.piece.seed, f"voice/{kind}/wave {number % 2}").choice((-1.0, 0.0, 1.0), 6)
        found = []
        for index, one in enumerate(setting.syllables):
            at = setting.line_start + one.start
            chord = self.piece.chord_at(max(at, 0.0)) or self.piece.key.numeral("i" if self.piece.key.is_minor else "I")
            way = index / max(count - 1, 1)
            height = start + (peak - start) * way / 0.6 if way < 0.6 else peak + (end - peak) * (way - 0.6) / 0.4
            height += 0.13 * wave[round(way * (len(wave) - 1))]
            last = index == count - 1
            weight = max(strength(self.piece, at), 0.9 if last else 0.0)
            found.append(
                Slot(
                    at, one.duration, weight, chord.pitch_classes, tune_scale(self.piece, chord),
                    low + height * (high - low), 0.34, chord.pitch_classes[:2] if last and closes else (),
                    index == 0, 8.0 if self.piece.given_chords else 6.0 * (1 - self.piece.style.tension),
                )
            )  # fmt: skip
        return found

    def _range(self, kind: str) -> tuple[int, int]:
        bottom, top = self.voice.best_low, self.voice.best_high
        low_share, high_share = _PLACES.get(kind, _PLACES["verse"])
        low = round(bottom + (top - bottom) * low_share)
        high = round(bottom + (top - bottom) * high_share)
        return low, max(high, min(low + _NARROWEST, top))

    def _colour(self, kind: str) -> NDArray[np.float64]:
        return rng(self.piece.seed, f"voice/{kind}").random(128)


def _by_line(settings: list[_Setting], pitches: list[int]) -> list[list[tuple[float, int]]]:
    notes = iter(pitches)
    return [[(one.start, next(notes)) for one in setting.syllables] for setting in settings]
