"""Playing, mixing and mastering three minutes, beside FluidSynth playing the same MIDI once: print JSON.

`.venv/bin/python -m bench.sound`. The reference renders the piece's own MIDI file to one stereo track (FluidSynth,
44.1 kHz, its default reverb and chorus, polyphony 256, one core). Seconds are of CPU, medians of RUNS, each run
measuring everything; the ratio is taken run by run.
"""

import json
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fluidsynth
import numpy as np
import pyloudnorm

from tonewright import __version__
from tonewright.brief.reader import read_brief
from tonewright.brief.wishes import Wishes
from tonewright.composition.compose import compose
from tonewright.delivery.label import Label
from tonewright.delivery.midi import midi_bytes
from tonewright.mix.balance import balance
from tonewright.mix.master import FULL_SCALE_24_BIT, master
from tonewright.performance.perform import perform
from tonewright.render.instruments.fluidsynth import DEFAULT_FONT
from tonewright.render.render import render_band
from tonewright.render.stems import SAMPLE_RATE

RUNS = 3
SECONDS = 180.0
PROMPT = "hopeful pop with piano, guitar and strings"


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What some work gives, and the CPU seconds that it took, all threads together."""
    began = time.process_time()
    return work(), time.process_time() - began


def reference_s(midi: bytes) -> float:
    """CPU seconds for FluidSynth to play the file once."""
    with tempfile.NamedTemporaryFile(suffix=".mid") as file:
        file.write(midi)
        file.flush()
        synth = fluidsynth.Synth(gain=0.5, samplerate=SAMPLE_RATE)
        synth.sfload(str(DEFAULT_FONT))
        synth.play_midi_file(file.name)
        began = time.process_time()
        for _ in range(round(SECONDS)):
            synth.get_samples(SAMPLE_RATE)
        took_s = time.process_time() - began
        synth.delete()
    return took_s


def measure() -> dict[str, Any]:
    """The figures."""
    wishes = Wishes(kind="instrumental", prompt=PROMPT, model="i4", seed=1, maximum_s=300.0, duration_s=SECONDS)
    score = compose(read_brief(wishes))
    performance = perform(score)
    label = Label(score.title, score.style, score.key, score.seed, "studio", __version__)
    columns: dict[str, list[float]] = {}
    facts: dict[str, Any] = {}
    most_mb = 0.0
    for run in range(RUNS + 1):
        with tempfile.TemporaryDirectory() as folder:
            stems, band_s = timed(lambda folder=folder: render_band(performance, Path(folder), 1, threads=2))  # type: ignore[misc]
            balanced, balance_s = timed(
                lambda stems=stems: balance(stems, performance.style, performance.tempo_bpm, threads=2)
            )  # type: ignore[misc]
            mastered, master_s = timed(lambda balanced=balanced: master(balanced))  # type: ignore[misc]
            most_mb = most_mb or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            played_s = reference_s(midi_bytes(performance, stems, label))
            if run == 0:
                frames = len(mastered.gain)
                mix = sum(mastered.quantised(stem, 0, frames).astype(np.int64) for stem in mastered.stems)
                loudness = pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(mix / FULL_SCALE_24_BIT)
                facts = {
                    "stems": len(stems),
                    "notes": sum(len(part.notes) for part in performance.parts),
                    "loudness by pyloudnorm, LUFS": loudness,
                    "true peak, dBTP": mastered.true_peak_dbtp,
                }
                continue  # the first run loads and compiles
            figures = {
                "band, CPU s": band_s,
                "balance, CPU s": balance_s,
                "master, CPU s": master_s,
                "reference, CPU s": played_s,
                "ratio of the band to the reference": band_s / played_s,
            }
            for name, value in figures.items():
                columns.setdefault(name, []).append(value)
    facts["most memory of the process, MB"] = most_mb
    return {**{name: statistics.median(values) for name, values in columns.items()}, **facts}


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
