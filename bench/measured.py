"""One brief, made and measured: everything that `bench/arranger.py` says of a piece.

The first seed's piece has the whole length and all figures. Of further seeds shorter pieces (`VARIANT_S`) are made,
for their leads' distance from the first of that length and for the test of styles.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from bench import audibility, chords, key, pitches, sameness, structure, style, tempo
from bench.delivered import LONGEST_S, RATE, UNPITCHED, Delivered, make
from bench.levels import levels_of
from numpy.typing import NDArray

from tonewright.brief.reader import read_brief
from tonewright.brief.wishes import Wishes
from tonewright.composition.styles import load_style
from tonewright.composition.tonality import choose_key
from tonewright.theory.chord import Chord

VARIANT_S = 24.0
SILENT = 0.03

Brief = Mapping[str, Any]


def measure(brief: Brief, seed: int, longest_s: float = LONGEST_S) -> dict[str, Any]:
    """All figures of a brief's piece."""
    with tempfile.TemporaryDirectory() as folder:
        piece = make(brief, seed, Path(folder), longest_s)
        levels = levels_of(Path(folder) / "song.wav")
    asked_s = min(float(brief["seconds"]), longest_s)
    asked_bpm = float(brief.get("bpm", piece.facts["bpm"]))
    heard = tempo.tempo_of(piece.mono, RATE)
    # A beatless piece has no grid to be heard; sections are then looked for on its MIDI clock.
    level = "beatless" if brief.get("beatless") else tempo.verdict(heard.bpm, asked_bpm, brief.get("meter", "4/4"))
    beat_s = 60.0 / (piece.notes.tempo_bpm if level == "beatless" or not heard.bpm else heard.bpm)
    return {
        "style": {"right": piece.facts["style"] == load_style(brief["style"]).title, "read": piece.facts["style"]},
        "tempo": {
            "verdict": level,
            "heard": round(heard.bpm, 3),
            "asked": asked_bpm,
            "MIDI": round(piece.notes.tempo_bpm, 3),
            "unsteady ms": round(heard.unsteady_ms, 2),
        },
        **({"chords": _chords(piece)} if brief.get("chords") else {"key": _key(piece, brief, seed)}),
        "instruments": _instruments(piece, brief),
        "levels": {
            "length off s": round(abs(levels.seconds - asked_s), 3),
            "LUFS": round(levels.lufs, 2),
            "true peak dBTP": round(levels.true_peak_dbtp, 2),
            "null": piece.null,
        },
        "structure": _structure(piece, beat_s),
        "bars alike": sameness.longest_sameness(piece.notes),
        "meter": {"right": piece.facts["time_signature"] == brief.get("meter", "4/4")},
        "features": style.features_of(piece.mix, RATE, beat_s),
    }


def variants(brief: Brief, seeds: range, is_repeated: bool, longest_s: float = LONGEST_S) -> dict[str, Any]:
    """How far short pieces of several seeds are apart, their features, and whether one seed is itself again.

    `is_repeated` makes the first seed's piece twice, to compare the bytes of the files.
    """
    pieces, features = [], []
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            piece = make(brief, seed, Path(folder), min(VARIANT_S, longest_s))
        pieces.append(piece)
        beat_s = piece.notes.beat_s if brief.get("beatless") else 60.0 / (tempo.tempo_of(piece.mono, RATE).bpm or 120.0)
        features.append(style.features_of(piece.mix, RATE, beat_s))
    first = pieces[0]
    apart = [sameness.apart(first.notes, piece.notes, (_tonic(first), _tonic(piece))) for piece in pieces[1:]]
    told: dict[str, Any] = {
        "rhythm apart": [round(a["rhythm"], 3) for a in apart],
        "melody apart": [round(a["melody"], 3) for a in apart],
        "features": features,
    }
    if is_repeated:
        with tempfile.TemporaryDirectory() as folder:
            again = make(brief, seeds[0], Path(folder), min(VARIANT_S, longest_s))
        told["same seed identical"] = again.digest == first.digest
    return told


def _tonic(piece: Delivered) -> int:
    return key.NAMES.index(piece.facts["key"].partition(":")[0])


def _key(piece: Delivered, brief: Brief, seed: int) -> dict[str, Any]:
    heard = key.key_of(piece.stems_of(without=UNPITCHED), piece.stems.get("bass"), RATE)
    asked = brief.get("key", piece.facts["key"])
    verdict = key.verdict(heard, asked)
    given = brief.get("parameters", {})
    wishes = Wishes("instrumental", brief["prompt"], "i4", LONGEST_S, seed, **given)
    mode = choose_key(read_brief(wishes), load_style(brief["style"])).mode
    return {"verdict": verdict, "heard": heard, "asked": asked, "mode": mode, "weight": key.WEIGHTS[verdict]}


def _chords(piece: Delivered) -> dict[str, Any]:
    spans = piece.facts["chords"]
    playing = [name for name in piece.stems if name not in (*UNPITCHED, *chords.LEADING, "bass")]
    playing = playing or [name for name in piece.stems if name in chords.LEADING]
    harmony = [pitches.listen(piece.stems[name], RATE) for name in playing]
    bass = pitches.listen(piece.stems["bass"], RATE) if "bass" in piece.stems else None
    beat_s = piece.notes.beat_s

    def played_in(start_s: float, end_s: float, *, fading: bool = False) -> NDArray[np.float64]:
        return sum((stem.notes_in(start_s, end_s, fading=fading) for stem in harmony), np.zeros(pitches.SIZE))

    def low_in(start_s: float, end_s: float) -> NDArray[np.float64]:
        middle_s = (start_s + end_s) / 2
        for until_s in (start_s + beat_s, middle_s):
            if bass is not None and bass.level_in(start_s, until_s) > SILENT:
                return pitches.folded(bass.notes_in(start_s, until_s, fading=True))
        return pitches.lowest(played_in(chords.settled(start_s, end_s), middle_s, fading=True), chords.BASS_BELOW)

    def on_audio(start_s: float, end_s: float, chord: Chord) -> bool | None:
        levels = [stem.level_in(start_s, end_s) for stem in (*harmony, bass) if stem is not None]
        if max(levels) <= SILENT:
            return None
        played = pitches.folded(played_in(chords.settled(start_s, end_s), end_s))
        return chords.fits_audio(played, low_in(start_s, end_s), chord)

    audio, unheard = chords.share(spans, on_audio)
    control, _ = chords.share(chords.exchanged(spans), on_audio)
    midi, unwritten = chords.share(spans, lambda a, b, chord: chords.fits_midi(piece.notes, a, b, chord))
    return {
        "audio share": round(audio, 3),
        "MIDI share": round(midi, 3),
        "control share": round(control, 3),
        "unheard": unheard,
        "unwritten": unwritten,
    }


def _instruments(piece: Delivered, brief: Brief) -> dict[str, Any]:
    accents = brief.get("accents", ())
    found: dict[str, Any] = {}
    for name, heard in audibility.audibility_of(piece, brief.get("instruments", ())).items():
        if heard is None:
            found[name] = {"right": False, "absent": True}
            continue
        figures = {field: round(value, 2) for field, value in asdict(heard).items()}
        found[name] = {"right": heard.is_heard(name in accents), **figures}
    for name in brief.get("without", ()):
        found[f"no {name}"] = {"right": not audibility.players(piece.notes, name)}
    return found


def _structure(piece: Delivered, beat_s: float) -> dict[str, Any]:
    sections = piece.facts["sections"]
    true_s = structure.true_boundaries(sections, piece.notes)
    found = structure.boundaries(piece.mono, RATE, beat_s, true_s, piece.notes.bar_s)
    features = structure.features_of(piece.mono, RATE, beat_s)
    choruses = structure.chorus_distances(features, beat_s, sections)
    return {
        "precision": round(found.precision, 3),
        "recall": round(found.recall, 3),
        "F1": round(found.f1, 3),
        "found s": [round(s, 1) for s in found.found_s],
        "true s": [round(s, 1) for s in found.true_s],
        **({"returns": [round(d, 3) for d in choruses], "alike": choruses[0] < choruses[1]} if choruses else {}),
    }
