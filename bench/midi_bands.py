"""Whole bands of which tune and chords are known: our own arrangements as MIDI files without names, markers or keys.

Nothing was made for them to be read easily: they walk, comp without roots, answer the tune and stop.
"""

import io
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Any

import mido

from tonewright.brief.reader import read_brief
from tonewright.brief.wishes import Wishes
from tonewright.composition.compose import compose
from tonewright.decoding.midi import read_midi
from tonewright.delivery.label import Label
from tonewright.delivery.midi import midi_bytes
from tonewright.performance.perform import perform
from tonewright.performance.performed import Performance
from tonewright.theory.chord import parse_chord
from tonewright.transcription.lead_sheet import LeadSheet
from tonewright.transcription.reading import lead_sheet_of

STYLES = (
    "pop", "rock", "folk", "country", "waltz", "reggae", "soul", "gospel", "indie pop", "celtic", "synthwave", "lofi",
    "bossa nova", "swing big band", "jazz ballad", "blues", "funk", "string quartet",
)  # fmt: skip
FIRST_SEED = 300
_TOLD = ("track_name", "marker", "text", "key_signature")
_STEP_S = 0.1
_NEAR_S = 0.030


@dataclass(frozen=True)
class Heard:
    """What was read of a band: shares 0…1, and whether the key is right."""

    melody: float
    chords: float
    key: bool


def heard(style: str, seed: int, folder: Path) -> Heard:
    """Arrange a piece, hide its names, and read it."""
    score = compose(read_brief(Wishes("instrumental", style, "i4", 300.0, seed, duration_s=60.0)))
    performance = perform(score)
    file = mido.MidiFile(file=io.BytesIO(midi_bytes(performance, (), Label("", "", score.key, seed, "studio", "0"))))
    for index, track in enumerate(file.tracks):
        file.tracks[index] = mido.MidiTrack(message for message in track if message.type not in _TOLD)
    path = folder / "band.mid"
    file.save(path)
    sheet = lead_sheet_of(read_midi(path))
    return Heard(_melody(sheet, performance), _chords(sheet, performance), sheet.key.tonality == score.key.tonality)


def measure() -> dict[str, Any]:
    """Every style once."""
    found: dict[str, Heard] = {}
    with TemporaryDirectory(prefix="tonewright-") as folder:
        for index, style in enumerate(STYLES):
            found[style] = heard(style, FIRST_SEED + index, Path(folder))
    chords = sorted(one.chords for one in found.values())
    return {
        "bands": len(found),
        "tune found, of its notes": {
            "mean": fmean(o.melody for o in found.values()),
            "bands with at least 98 %": sum(o.melody >= 0.98 for o in found.values()),
        },
        "chords heard, of the time": {"mean": fmean(chords), "median": chords[len(chords) // 2], "worst": chords[0]},
        "keys right": sum(o.key for o in found.values()),
        "by style": {s: f"melody {o.melody:.0%}, chords {o.chords:.0%}" for s, o in found.items()},
    }


def _melody(sheet: LeadSheet, performance: Performance) -> float:
    """The part of the first lead's notes that are in the tune."""
    lead = next(part for part in performance.parts if part.role == "melody")
    tune = [(sheet.tempo.seconds_at(note.start), note.pitch) for note in sheet.melody]
    found = [any(abs(at - n.start_s) <= _NEAR_S and pitch == n.pitch for at, pitch in tune) for n in lead.notes]
    return sum(found) / len(found)


def _chords(sheet: LeadSheet, performance: Performance) -> float:
    """The part of the time with a chord in which its root and third were heard."""
    starts = [given.start for given in sheet.chords]
    same = []
    for span in performance.chords:
        if span.text == "N.C.":
            continue
        chord, at = parse_chord(span.text), span.start_s + _STEP_S / 2
        while at < span.end_s:
            given = sheet.chords[max(bisect_right(starts, sheet.tempo.beat_at(at)) - 1, 0)].chord
            same.append(given is not None and (given.root, given.is_minor) == (chord.root, chord.is_minor))
            at += _STEP_S
    return sum(same) / len(same)
