"""What the arranger was asked for against what is heard: print JSON. `.venv/bin/python -m bench.arranger [NAME…]`.

The recipe, for each brief of `briefs.toml`, measured on the delivered files:

- tempo: beats by librosa's dynamic programming on the mix, a line fitted through their times; `exact` within 0.5 %,
  `folded` within 0.5 % of half, double or three halves;
- key: mean chroma (CQT, librosa) of the stems that have pitch, correlated with the profiles of Albrecht & Shanahan
  (2013); `exact` the key, `relative` its relative, else `other`;
- chords, where given: share of chord time in which the written triad fits the chroma of bar and chord better than
  every other of the 24 major and minor triads, by cosine;
- length, loudness (pyloudnorm), true peak (16 times oversampled), and the sum of the stems against the master;
- sameness: the most bars in a row in which all parts play the same notes, from the MIDI file.
"""

import io
import itertools
import json
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import librosa
import mido
import numpy as np
import pyloudnorm
import soundfile
from scipy.signal import resample_poly

from tonewright.engines.engine import EngineRequest
from tonewright.engines.studio import Studio

FONT = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")
UNPITCHED = ("drums.wav", "percussion.wav", "fx.wav")
NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
# Albrecht & Shanahan, "The Use of Large Corpora to Train a New Type of Key-Finding Algorithm" (2013), table 2.
MAJOR = (0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081)
MINOR = (0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052)
TOLERANCE = 0.005


def tempo_of(mix: np.ndarray, rate: int) -> float:
    """Beats a minute on the unfolded grid: the slope of the beats' times."""
    _, beats = librosa.beat.beat_track(y=mix, sr=rate, units="time", hop_length=256, tightness=200)
    if len(beats) < 8:
        return 0.0
    slope, _ = np.polyfit(np.arange(len(beats)), beats, 1)
    return 60.0 / float(slope)


def tempo_verdict(found: float, asked: float) -> str:
    """`exact`, `folded` or `other`."""
    for verdict, factors in (("exact", (1.0,)), ("folded", (0.5, 2.0, 1.5, 2 / 3, 3.0, 1 / 3))):
        if any(abs(found / (asked * factor) - 1.0) <= TOLERANCE for factor in factors):
            return verdict
    return "other"


def chroma_of(harmony: np.ndarray, rate: int) -> np.ndarray:
    """Chroma of shape (12, frames), half a second a frame or less."""
    return librosa.feature.chroma_cqt(y=harmony, sr=rate, hop_length=4096)


def key_of(chroma: np.ndarray) -> str:
    """The key whose profile fits the mean chroma best."""
    mean = chroma.mean(axis=1)
    fits = {
        f"{NAMES[tonic]}:{mode}": np.corrcoef(np.roll(profile, tonic), mean)[0, 1]
        for tonic in range(12)
        for mode, profile in (("major", MAJOR), ("minor", MINOR))
    }
    return max(fits, key=lambda key: fits[key])


def key_verdict(found: str, asked: str) -> str:
    """`exact`, `relative` or `other`."""
    if found == asked:
        return "exact"
    name, mode = asked.split(":")
    shift, other = (9, "minor") if mode == "major" else (3, "major")
    return "relative" if found == f"{NAMES[(NAMES.index(name) + shift) % 12]}:{other}" else "other"


def chord_share(chroma: np.ndarray, rate: int, chords: list[dict[str, Any]]) -> float:
    """The share of chord time in which the written triad fits best of all 24."""
    frame_s = 4096 / rate
    triads = {(root, third): _triad(root, third) for root in range(12) for third in (3, 4)}
    right = total = 0.0
    for chord in chords:
        written = _written(chord["text"])
        if written is None:
            continue
        heard = chroma[:, round(chord["start"] / frame_s) : max(round(chord["end"] / frame_s), 1)].mean(axis=1)
        best = max(triads, key=lambda t: float(triads[t] @ heard))
        seconds = chord["end"] - chord["start"]
        total += seconds
        right += seconds if best == written else 0.0
    return right / total if total else 1.0


def _triad(root: int, third: int) -> np.ndarray:
    shape = np.zeros(12)
    shape[[root, (root + third) % 12, (root + 7) % 12]] = 1.0
    return shape / np.linalg.norm(shape)


def _written(text: str) -> tuple[int, int] | None:
    if text == "N.C.":
        return None
    size = 2 if text[1:2] in ("#", "b") else 1
    root = (
        dict(zip("CDEFGAB", (0, 2, 4, 5, 7, 9, 11), strict=True))[text[0]] + {"#": 1, "b": -1}.get(text[1:2], 0)
    ) % 12
    minor = text[size:].startswith("m") and not text[size:].startswith("maj")
    return root, 3 if minor else 4


def longest_sameness(score: mido.MidiFile, bar_beats: float) -> int:
    """The most bars in a row whose notes are all alike in every part."""
    bars: dict[int, set[tuple[int, int, int]]] = {}
    bar_ticks = round(bar_beats * score.ticks_per_beat)
    for number, track in enumerate(score.tracks):
        clock = 0
        for event in track:
            clock += event.time
            if event.type == "note_on" and event.velocity:
                # To the nearest thirty-second: players are never twice at the same tick.
                step = round(clock / bar_ticks * 32)
                bars.setdefault(step // 32, set()).add((number, step % 32, event.note))
    alike = [bars.get(n) == bars.get(n + 1) for n in range(max(bars, default=0))]
    runs = (sum(1 for _ in group) for same, group in itertools.groupby(alike) if same)
    return 1 + max(runs, default=0)


def measure(brief: dict[str, Any], seed: int) -> dict[str, Any]:
    """One piece, made and measured."""
    given = brief.get("parameters", {})
    request = EngineRequest(brief["kind"], brief["prompt"], "i4", 300.0, seed, duration_s=brief["seconds"], **given)
    with tempfile.TemporaryDirectory() as folder:
        product = Studio(FONT).make(request, Path(folder), lambda percent: None)
        mix, rate = soundfile.read(product.files["wav"].path)
        with zipfile.ZipFile(product.files["stems"].path) as archive:
            stems = {
                n: soundfile.read(io.BytesIO(archive.read(n)))[0] for n in archive.namelist() if n.endswith(".wav")
            }
            score = mido.MidiFile(file=io.BytesIO(archive.read("song.mid")))
    harmony = sum(stem.mean(axis=1) for name, stem in stems.items() if name not in UNPITCHED)
    assert isinstance(harmony, np.ndarray)
    chroma = chroma_of(harmony, rate)
    numerator, denominator = (int(n) for n in product.facts["time_signature"].split("/"))
    tempo, key = tempo_of(mix.mean(axis=1), rate), key_of(chroma)
    difference = sum(np.round(stem * 2**23).astype(np.int64) for stem in stems.values()) - np.round(mix * 2**23)
    found: dict[str, Any] = {
        "style": product.facts["style"],
        "tempo": tempo_verdict(tempo, brief["bpm"]),
        "tempo heard": round(tempo, 2),
        "key": key_verdict(key, brief["key"]),
        "key heard": key,
        "length off, s": round(abs(len(mix) / rate - brief["seconds"]), 3),
        "LUFS": round(pyloudnorm.Meter(rate).integrated_loudness(mix), 2),
        "true peak, dBTP": round(20 * np.log10(np.abs(resample_poly(mix, 16, 1, axis=0)).max()), 2),
        "null": int(np.abs(difference).max()),
        "most bars alike": longest_sameness(score, numerator * 4 / denominator),
    }
    if "chords" in brief:
        found["chord share"] = round(chord_share(chroma, rate, product.facts["chords"]), 3)
    missing = [w for w in brief.get("instruments", []) if w.split()[-1] not in product.facts["inst"]]
    return found | ({"named but absent": missing} if missing else {})


def main() -> None:
    """Measure all briefs, or those whose prompt holds one of the words given, and print them with a summary."""
    with (Path(__file__).parent / "briefs.toml").open("rb") as file:
        briefs = tomllib.load(file)["brief"]
    words = sys.argv[1:]
    wanted = [b for b in briefs if not words or any(word in b["prompt"] for word in words)]
    pieces = {brief["prompt"]: measure(brief, seed) for seed, brief in enumerate(wanted)}
    summary = {
        "pieces": len(pieces),
        "tempo exact": sum(p["tempo"] == "exact" for p in pieces.values()),
        "tempo folded": sum(p["tempo"] == "folded" for p in pieces.values()),
        "key exact": sum(p["key"] == "exact" for p in pieces.values()),
        "key relative": sum(p["key"] == "relative" for p in pieces.values()),
        "null zero": sum(p["null"] == 0 for p in pieces.values()),
        "most bars alike": max(p["most bars alike"] for p in pieces.values()),
    }
    print(json.dumps({"summary": summary, "pieces": pieces}, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
