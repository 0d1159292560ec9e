"""Measure every instrument's loudness and attack, and write `trim_db` and `early_ms` into the catalogue.

    python bench/calibrate.py [--check]

An instrument plays a scale over the middle of its range at one velocity; its trim brings that scale to
the loudness of TARGETS. Its attack is the time until it first sounds within 9 dB of its loudest; what
exceeds QUICK_MS is struck earlier, up to EARLIEST_MS. With --check nothing is written and differences are
printed.
"""

import re
import sys
import tomllib
from pathlib import Path

import numpy as np
import pyloudnorm

from tonewright.render.instruments.catalogue import CatalogueEntry, catalogue
from tonewright.render.instruments.fluidsynth import SoundFont
from tonewright.render.instruments.instrument import Instrument
from tonewright.render.instruments.tone import TONES, Toned
from tonewright.render.stems import SAMPLE_RATE
from tonewright.render.synths.rack import synth

ROOT = Path(__file__).parents[1] / "src/tonewright"
CATALOGUE = ROOT / "render/instruments/catalogue.toml"
RANGES = tomllib.loads((ROOT / "composition/instruments.toml").read_text())["instruments"]
VELOCITY = 90
NOTE_S = 0.5
SCALE_LUFS = -20.0
# Effects are not judged by a scale: what they are for sits further back.
TARGETS = {
    "vinyl_noise": -34.0,
    "wind_noise": -28.0,
    "rain_noise": -28.0,
    "sea_noise": -28.0,
    "noise_riser": -22.0,
    "sub_drop": -20.0,
}
# What swells takes its time: seconds of its notes, where not NOTE_S, or of an effect, where not 4.
SLOW_S = {"drone": 6.0, "shimmer": 6.0, "wind_noise": 30.0, "rain_noise": 30.0, "sea_noise": 30.0}
QUICK_MS = 12.0
EARLIEST_MS = 45.0
# A bar of sixteenths: kick, snare and hats of a plain backbeat, as (sixteenth, key, velocity).
GROOVE = [(0, 36, 105), (4, 38, 100), (8, 36, 100), (10, 36, 90), (12, 38, 100)] + [
    (step, 42, 80 if step % 4 == 0 else 62) for step in range(0, 16, 2)
]
ORCHESTRAL_GROOVE = [(0, 36, 105), (6, 41, 90), (8, 38, 90), (12, 45, 95), (14, 38, 80), (15, 38, 80)]


def main() -> None:
    """Measure all, then write or compare."""
    font = SoundFont()
    measured: dict[str, tuple[float, float]] = {}
    for name, entry in catalogue().items():
        instrument = playable(entry, font)
        trim_db = TARGETS.get(name, SCALE_LUFS) - loudness_lufs(name, entry, instrument)
        late_ms = 0.0 if entry.is_kit or name in TARGETS or name in SLOW_S else attack_ms(name, instrument)
        early_ms = min(late_ms - QUICK_MS, EARLIEST_MS) if late_ms > QUICK_MS else 0.0
        measured[name] = (round(trim_db, 1), float(round(early_ms)))
        print(f"{name:22s} trim {trim_db:+6.1f} dB  attack {late_ms:5.1f} ms")
    font.close()
    if "--check" in sys.argv:
        for name, (trim_db, early_ms) in measured.items():
            entry = catalogue()[name]
            if abs(entry.trim_db - trim_db) > 0.2 or abs(entry.early_ms - early_ms) > 3:
                print(f"{name}: {entry.trim_db} dB, {entry.early_ms} ms; measured {trim_db}, {early_ms}")
        return
    CATALOGUE.write_text(written(CATALOGUE.read_text(), measured))


def playable(entry: CatalogueEntry, font: SoundFont) -> Instrument:
    """The instrument as the renderer plays it."""
    played: Instrument = (
        synth(entry.synth, 0) if entry.synth else font.preset(entry.bank, entry.program, entry.release_s)
    )
    return Toned(played, TONES[entry.tone]) if entry.tone else played


def scale(name: str) -> range:
    """Every other semitone of the middle of the instrument's range, an octave and a half at most."""
    limits = RANGES.get(name, {"low": 48, "high": 84})
    middle = round(0.55 * limits["low"] + 0.45 * limits["high"])
    reach = min(9, (limits["high"] - limits["low"]) // 2)
    return range(middle - reach, middle + reach + 1, 2)


def loudness_lufs(name: str, entry: CatalogueEntry, instrument: Instrument) -> float:
    """Integrated loudness of the scale, or of two bars of a groove at 110 BPM for a kit."""
    note_s = SLOW_S.get(name, NOTE_S)
    hold = round(note_s * SAMPLE_RATE)
    if entry.is_kit:
        sixteenth = 60.0 / 110 / 4
        groove = ORCHESTRAL_GROOVE if "orchestra" in name else GROOVE
        notes = [((bar * 16 + step) * sixteenth, key, velocity) for bar in range(2) for step, key, velocity in groove]
    elif name in TARGETS:
        hold = round(SLOW_S.get(name, 4.0) * SAMPLE_RATE)
        notes = [(0.0, 36 if name == "sub_drop" else 60, VELOCITY)]
    else:
        notes = [(index * note_s, pitch, VELOCITY) for index, pitch in enumerate(scale(name))]
    track = np.zeros((2, round((notes[-1][0] + 6.0) * SAMPLE_RATE) + hold), np.float32)
    for start_s, pitch, velocity in notes:
        sound = instrument.strike(pitch, velocity, hold)
        start = round(start_s * SAMPLE_RATE)
        length = min(sound.shape[1], track.shape[1] - start)
        track[:, start : start + length] += sound[:, :length]
    return float(pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(track.T))


def attack_ms(name: str, instrument: Instrument) -> float:
    """Median time over the scale until the note's level comes within 9 dB of the loudest of its first half
    second.
    """
    times = []
    for pitch in scale(name):
        sound = instrument.strike(pitch, VELOCITY, SAMPLE_RATE // 2)[:, : SAMPLE_RATE // 2]
        power = np.convolve((sound**2).sum(0), np.ones(220) / 220, mode="valid")
        times.append(int(np.argmax(power > power.max() / 8.0)) / SAMPLE_RATE * 1000.0)
    return float(np.median(times))


def written(text: str, measured: dict[str, tuple[float, float]]) -> str:
    """The catalogue's text with the measured values in place of the old ones."""
    text = re.sub(r"^(trim_db|early_ms) = .*\n", "", text, flags=re.MULTILINE)
    for name, (trim_db, early_ms) in measured.items():
        values = f"trim_db = {trim_db}\n" + (f"early_ms = {early_ms}\n" if early_ms else "")
        text = re.sub(rf"(\[{name}\]\n(?:[^\[\n].*\n)*)", lambda table, values=values: table[1] + values, text)
    return text


if __name__ == "__main__":
    main()
