"""How well recordings are taken apart: print JSON.

`.venv/bin/python -m bench splitter`, or `-m bench.splitter development` for the mixes that methods were chosen on.

The mixes are the held-out ones of `splitter_mixes.toml`, 24 excerpts of 30 s whose true stems are known. Each is
separated by the classical separator and by each of its methods alone (`splitter_methods.py`). The figure is the
scale-invariant signal-to-distortion ratio of J. Le Roux et al., "SDR - half-baked or well done?", Proc. ICASSP, 2019,
eqs. 1 to 3: both channels as one signal, the whole excerpt at once, no means removed. A gain is by how much it exceeds
that of the mix itself; stems that are silent in a mix (vocals of instrumentals) are not counted for it.

- `median gain`: over the mixes, of the classical separator, of each method alone; `first font`, `second font`: of the
  classical separator, over those played with the product's SoundFont, and with another.
- `below the best method`: by how much at most the classical separator falls behind the best single method on the
  same mix and stem, and on how many it falls behind by more than 1 dB.
- `one channel`: every third mix folded to one channel.
- `three minutes`: a mix repeated, taken apart from file to ZIP in a process of its own, and for ten minutes its memory.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import soundfile
from bench.splitter_methods import METHODS
from bench.splitter_mixes import RATE, STEMS, Mix, Samples, mix_of, recipes

from tonewright.engines.engine import EngineRequest
from tonewright.engines.registry import engine_named
from tonewright.separation.classical import Classical
from tonewright.separation.evidence import gather
from tonewright.separation.spectrum import Frames

_TOLERATED_DB = 1.0
Figures = dict[str, dict[str, float]]


def si_sdr_db(found: Samples, true: Samples) -> float:
    """The scale-invariant signal-to-distortion ratio in dB, at most 100."""
    found, true = found.astype(np.float64).ravel(), true.astype(np.float64).ravel()
    target = true * (found @ true) / (true @ true)
    rest = found - target
    return float(10 * np.log10((target @ target + 1e-20) / (rest @ rest + 1e-10 * (target @ target) + 1e-20)))


def figures_of(mix: Mix) -> Figures:
    """SI-SDR of each stem that sounds in a mix, by who found it: `mix`, `classical` and the methods."""
    stems = np.zeros((len(STEMS), *mix.samples.shape), np.float32)
    Classical().separate(mix.samples, RATE, stems, lambda share: None)
    figures = {
        "mix": {name: si_sdr_db(mix.samples, true) for name, true in mix.stems.items()},
        "classical": {name: si_sdr_db(stems[STEMS.index(name)], true) for name, true in mix.stems.items()},
    }
    frames = Frames(RATE)
    spectra = tuple(frames.analyse(np.ascontiguousarray(channel)) for channel in mix.samples.T)
    evidence = gather(spectra, frames)
    for method, masks_of in METHODS.items():
        figures[method] = {}
        for name, mask in masks_of(evidence).items():
            if name in mix.stems:
                found = [frames.synthesise(spectrum * mask, len(mix.samples)) for spectrum in spectra]
                figures[method][name] = si_sdr_db(np.stack(found, axis=1), mix.stems[name])
    return figures


def gains(all_figures: list[Figures], who: str) -> dict[str, float]:
    """The median over the mixes of the gain of each stem."""
    found: dict[str, list[float]] = {name: [] for name in STEMS}
    for figures in all_figures:
        for name, figure in figures[who].items():
            found[name].append(figure - figures["mix"][name])
    return {name: round(statistics.median(values), 2) for name, values in found.items() if values}


def behind(all_figures: list[Figures]) -> list[float]:
    """By how many dB the best single method is better, for each mix and stem that one speaks of."""
    return [
        max(figures[method][name] for method in METHODS if name in figures[method]) - figure
        for figures in all_figures
        for name, figure in figures["classical"].items()
        if any(name in figures[method] for method in METHODS)
    ]


def summary(all_figures: list[Figures]) -> dict[str, Any]:
    """Medians and the worst."""
    lag = behind(all_figures)
    return {
        "mixes": len(all_figures),
        "SI-SDR of the mix, dB": _medians(all_figures, "mix"),
        "SI-SDR, dB": _medians(all_figures, "classical"),
        "median gain, dB": {who: gains(all_figures, who) for who in ("classical", *METHODS)},
        "below the best method at most, dB": round(max(lag), 2),
        "below the best method by more than 1 dB": sum(value > _TOLERATED_DB for value in lag),
        "compared": len(lag),
    }


def _medians(all_figures: list[Figures], who: str) -> dict[str, float]:
    found = {name: [figures[who][name] for figures in all_figures if name in figures[who]] for name in STEMS}
    return {name: round(statistics.median(values), 2) for name, values in found.items() if values}


def cost(mix: Mix, seconds: int) -> dict[str, float]:
    """What it takes to split the mix, repeated to so many seconds, from file to ZIP, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "recording.wav"
        repeated = np.tile(mix.samples, (-(-seconds * RATE // len(mix.samples)), 1))[: seconds * RATE]
        soundfile.write(source, repeated, RATE, subtype="PCM_16")
        work = Path(folder) / "work"
        work.mkdir()
        began = time.perf_counter()
        splitting = psutil.Popen([sys.executable, "-m", "bench.splitter", "--one", str(source), str(work)])
        most = cpu_s = 0.0
        while splitting.poll() is None:
            try:
                most = max(most, splitting.memory_full_info().pss)
                cpu_s = sum(splitting.cpu_times()[:4])
            except psutil.Error:
                break
            time.sleep(0.05)
        if splitting.wait():
            raise subprocess.CalledProcessError(splitting.returncode, "bench.splitter")
        wall_s = time.perf_counter() - began
    return {"wall s": round(wall_s, 1), "CPU s": round(cpu_s, 1), "most memory, MB": round(most / 1e6)}


def measure(which: str) -> dict[str, Any]:
    """The figures of a set of mixes."""
    stereo: list[Figures] = []
    mono: list[Figures] = []
    fonts: dict[str, list[Figures]] = {}
    each: dict[str, Any] = {}
    for number, recipe in enumerate(recipes(which)):
        mix = mix_of(recipe)
        stereo.append(figures_of(mix))
        fonts.setdefault(f"median gain, {recipe.font} font, dB", []).append(stereo[-1])
        each[recipe.name] = {
            name: round(figure - stereo[-1]["mix"][name], 1) for name, figure in stereo[-1]["classical"].items()
        }
        if number % 3 == 0:
            mono.append(figures_of(mix.mono()))
        print(recipe.name, each[recipe.name], file=sys.stderr, flush=True)
    return {
        **summary(stereo),
        **{name: gains(figures, "classical") for name, figures in fonts.items()},
        "one channel": summary(mono),
        "gain of each mix, dB": each,
        "three minutes": cost(mix, 180),
        "ten minutes": cost(mix, 600),
    }


def main() -> None:
    """Print the figures; with `--one FILE FOLDER`, split that file."""
    if sys.argv[1:2] == ["--one"]:
        request = EngineRequest("split", "recording", "", 600.0, 0, audio=sys.argv[2])
        engine_named("splitter", "none.sf2").make(request, Path(sys.argv[3]), lambda percent: None)
        return
    print(json.dumps(measure(sys.argv[1] if sys.argv[1:] else "held_out"), indent=1))


if __name__ == "__main__":
    main()
