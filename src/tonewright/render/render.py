"""Rendering the band: a Performance's parts, each on its instrument, as one stem per stem name."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.sweep import add_swept
from tonewright.performance.performed import Performance, PlayedPart
from tonewright.render.curves import CONTROL_FRAMES, cutoff_curve
from tonewright.render.instruments.catalogue import CatalogueEntry, catalogue_entry, midi_program
from tonewright.render.instruments.fluidsynth import DEFAULT_FONT, SoundFont
from tonewright.render.instruments.instrument import Instrument
from tonewright.render.instruments.tone import TONES, Toned
from tonewright.render.stems import SAMPLE_RATE, Stem, open_track, release_pages, scratch_track
from tonewright.render.strike import strike_part
from tonewright.render.synths.rack import synth

Report = Callable[[int], None]

# A sweep that can be heard as one: a bump of 2 dB at the cutoff.
_SWEEP_RESONANCE = 1.25


def render_band(
    performance: Performance,
    workspace: Path,
    seed: int,
    *,
    font_path: Path = DEFAULT_FONT,
    report: Report = lambda percent: None,
    threads: int = 1,
) -> tuple[Stem, ...]:
    """Render the instruments into memory-mapped stems in `workspace`, in the order of their first parts.

    `seed` is what noise is made from; `report` is told the percentage that is done. The samples do not
    depend on `threads`; the heavy work leaves the interpreter free, so that a voice may be sung meanwhile.

    Raises RenderError if FluidSynth, the font or an instrument is missing.
    """
    names = list(dict.fromkeys(part.stem for part in performance.parts))
    grouped = {name: [part for part in performance.parts if part.stem == name] for name in names}
    progress = _Progress(sum(len(part.notes) for part in performance.parts), report)
    frames = round(performance.seconds * SAMPLE_RATE)
    fonts = _FontsByThread(font_path)

    def make(name: str) -> Stem:
        track = open_track(workspace / f"{name}.npy", frames)
        stem = _render_stem(name, grouped[name], track, seed, fonts, workspace)
        release_pages(track)
        progress.add(sum(len(part.notes) for part in grouped[name]))
        return stem

    heaviest_first = sorted(names, key=lambda name: -sum(len(part.notes) for part in grouped[name]))
    try:
        if threads <= 1:
            made = {name: make(name) for name in heaviest_first}
        else:
            with ThreadPoolExecutor(threads) as pool:
                made = dict(zip(heaviest_first, pool.map(make, heaviest_first), strict=True))
    finally:
        fonts.close()
    return tuple(made[name] for name in names)


def _render_stem(
    name: str,
    parts: Sequence[PlayedPart],
    track: NDArray[np.float32],
    seed: int,
    fonts: "_FontsByThread",
    workspace: Path,
) -> Stem:
    for part in parts:
        entry = catalogue_entry(part.instrument)
        instrument = _instrument(entry, seed, fonts)
        cutoff_hz = cutoff_curve(part.controllers, track.shape[1])
        if cutoff_hz is None:
            strike_part(part, entry, instrument, track)
            continue
        with scratch_track(workspace / f"{name} swept.npy", track.shape[1]) as unfiltered:
            strike_part(part, entry, instrument, unfiltered)
            add_swept(track, unfiltered, cutoff_hz, CONTROL_FRAMES, _SWEEP_RESONANCE, float(SAMPLE_RATE))
    weights = np.array([_weight(part) for part in parts])
    return Stem(
        name=name,
        samples=track,
        parts=tuple(part.name for part in parts),
        programs=tuple(midi_program(part.instrument) for part in parts),
        reverb_send=float(np.average([part.reverb_send for part in parts], weights=weights)),
        delay_send=float(np.average([part.delay_send for part in parts], weights=weights)),
        level_db=float(10.0 * np.log10(sum(10.0 ** (part.level_db / 10.0) for part in parts if part.notes) or 1.0)),
        style=parts[int(weights.argmax())].style,
    )


def _instrument(entry: CatalogueEntry, seed: int, fonts: "_FontsByThread") -> Instrument:
    instrument: Instrument
    if entry.synth:
        instrument = synth(entry.synth, seed)
    else:
        instrument = fonts.mine().preset(entry.bank, entry.program, entry.release_s)
    return Toned(instrument, TONES[entry.tone]) if entry.tone else instrument


def _weight(part: PlayedPart) -> float:
    """How much of its stem a part is: its sounding time at its level."""
    level: float = 10.0 ** (part.level_db / 20.0)
    return 1e-6 + sum(note.duration_s for note in part.notes) * level


class _FontsByThread:
    """One loaded SoundFont per thread that asks for it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fonts: dict[int, SoundFont] = {}

    def mine(self) -> SoundFont:
        """The calling thread's SoundFont, loaded on its first call."""
        thread = threading.get_ident()
        if thread not in self._fonts:
            self._fonts[thread] = SoundFont(self._path)
        return self._fonts[thread]

    def close(self) -> None:
        """Free all of them."""
        for font in self._fonts.values():
            font.close()


class _Progress:
    """Counts notes done and reports whole percents, never back, from any thread."""

    def __init__(self, total: int, report: Report) -> None:
        self._total = max(total, 1)
        self._done = 0
        self._report = report
        self._lock = threading.Lock()

    def add(self, notes: int) -> None:
        """So many notes more are done."""
        with self._lock:
            self._done += notes
            self._report(100 * self._done // self._total)
