import ctypes
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tonewright.errors import RenderError
from tonewright.render.instruments import fluidsynth
from tonewright.render.instruments.fluidsynth import SoundFont, fluidsynth_library

RATE = 44_100


def fundamental_hz(sound: np.ndarray) -> float:
    """The pitch of a note by autocorrelation of its middle."""
    middle = sound.mean(axis=0)[8000:16_192]
    correlation = np.correlate(middle, middle, mode="full")[len(middle) - 1 :]
    first = int(np.argmax(correlation < 0.0))
    return RATE / (first + int(np.argmax(correlation[first:2000])))


@pytest.mark.parametrize(("pitch", "hertz"), [(69, 440.0), (60, 261.6), (48, 130.8)])
def test_a_note_has_its_pitch(font: SoundFont, pitch: int, hertz: float) -> None:
    sound = font.preset(0, 73, 1.0).strike(pitch, 90, RATE // 2)
    assert fundamental_hz(sound) == pytest.approx(hertz, rel=0.02)


def test_the_same_note_is_the_same_samples(font: SoundFont) -> None:
    strings = font.preset(0, 48, 1.0)
    first = strings.strike(60, 90, 20_000)
    strings.strike(67, 90, 20_000)
    np.testing.assert_array_equal(first, strings.strike(60, 90, 20_000))


def test_what_was_played_before_a_preset_is_not_heard_in_it(font: SoundFont) -> None:
    fresh = SoundFont()
    for bank, program, pitch in ((0, 89, 60), (128, 0, 46), (0, 0, 72), (0, 46, 50)):
        expected = fresh.preset(bank, program, 1.0).strike(pitch, 90, 8000)
        font.preset(0, 61, 1.0).strike(40, 120, 3000)
        np.testing.assert_array_equal(font.preset(bank, program, 1.0).strike(pitch, 90, 8000), expected)
    fresh.close()


def test_a_note_ends_in_silence_within_its_release(font: SoundFont) -> None:
    sound = font.preset(0, 46, 0.5).strike(60, 100, 10_000)
    assert sound.shape[1] <= 10_000 + 64 + 0.5 * RATE + 4096
    assert np.abs(sound[:, -16:]).max() < 1e-4


def test_harder_is_louder(font: SoundFont) -> None:
    piano = font.preset(0, 0, 1.0)
    soft, hard = (float(np.abs(piano.strike(60, velocity, 20_000)).max()) for velocity in (40, 110))
    assert hard > 3.0 * soft


def test_a_struck_note_is_what_fluidsynth_plays_live(font: SoundFont) -> None:
    """Two notes through one live synthesiser give the sum of the two alone (but for voices' filter memory).
    Two notes through one live synthesiser give the sum of the two alone (but for voices' filter memory).
    """
    piano = font.preset(0, 0, 2.5)
    gap, held = 64 * 200, 64 * 400
    frames = 64 * 1200
    placed = np.zeros((2, frames), dtype=np.float32)
    for start, pitch in ((0, 60), (gap, 67)):
        sound = piano.strike(pitch, 92, held)
        length = min(sound.shape[1], frames - start)
        placed[:, start : start + length] += sound[:, :length]
    library, synth = fluidsynth_library(), font._synth
    live = np.zeros((2, frames), dtype=np.float32)
    events = {0: ("on", 60), gap: ("on", 67), held: ("off", 60), gap + held: ("off", 67)}
    for start in range(0, frames, 64):
        kind, pitch = events.get(start, ("", 0))
        if kind == "on":
            library.fluid_synth_noteon(synth, 0, pitch, 92)
        elif kind == "off":
            library.fluid_synth_noteoff(synth, 0, pitch)
        block = live[:, start : start + 64]
        sides = (np.zeros(64, dtype=np.float32), np.zeros(64, dtype=np.float32))
        pointers = (ctypes.c_void_p * 2)(*(side.ctypes.data for side in sides))
        library.fluid_synth_process(synth, 64, 0, None, 2, pointers)
        block[:] = sides
    library.fluid_synth_all_sounds_off(synth, -1)
    assert np.abs(placed - live).max() < 5e-3 * np.abs(live).max()


def test_a_missing_font_names_its_package() -> None:
    with pytest.raises(RenderError, match="fluid-soundfont-gm"):
        SoundFont(Path("/nowhere/font.sf2"))


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "font.sf2"
    path.write_bytes(b"not a SoundFont")
    with pytest.raises(RenderError, match="cannot read"):
        SoundFont(path)


def test_a_missing_library_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fluidsynth, "_LIBRARY_NAMES", ("libnosuchthing.so",))
    monkeypatch.setattr(fluidsynth.ctypes.util, "find_library", lambda name: None)
    with pytest.raises(RenderError, match="libfluidsynth3"):
        fluidsynth_library.__wrapped__()


def test_a_preset_that_the_font_lacks_is_an_error(font: SoundFont) -> None:
    with pytest.raises(RenderError, match="bank 77"):
        font.preset(77, 0, 1.0)


class _SlowLibrary:
    """Stands for libfluidsynth: making a synthesiser takes a while, and must not happen twice at once."""

    def __init__(self) -> None:
        self.being_made, self.most_at_once = 0, 0

    def new_fluid_synth(self, settings: object) -> int:
        self.being_made += 1
        self.most_at_once = max(self.most_at_once, self.being_made)
        time.sleep(0.02)
        self.being_made -= 1
        return 1

    def __getattr__(self, name: str) -> Callable[..., int]:
        return lambda *arguments: 0


def test_synthesisers_are_made_one_after_another_as_the_first_one_sets_up_what_all_share(monkeypatch) -> None:
    library = _SlowLibrary()
    monkeypatch.setattr(fluidsynth, "fluidsynth_library", lambda: library)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: fluidsynth.SoundFont(), range(4)))
    assert library.most_at_once == 1
