"""The voices of an 8-bit console against the Fourier series of their waves and the arithmetic of their register."""

import numpy as np
import pytest

from tonewright.render.synths.chip_kit import register_bits
from tonewright.render.synths.chip_pulse import FRAME, stepped
from tonewright.render.synths.chip_triangle import staircase
from tonewright.render.synths.rack import synth

RATE = 44_100


def harmonics(sound: np.ndarray, count: int) -> np.ndarray:
    """Levels of the harmonics of A3 (220 Hz) in the first quarter of a second, before the vibrato."""
    piece = sound[0, : RATE // 5] * np.hanning(RATE // 5)
    bins = np.abs(np.fft.rfft(piece, RATE))
    return np.array([bins[220 * n - 4 : 220 * n + 5].max() for n in range(1, count + 1)])


@pytest.mark.parametrize(("name", "width"), [("chip_pulse_12", 0.125), ("chip_pulse_25", 0.25), ("chip_pulse_50", 0.5)])
def test_a_pulse_has_the_harmonics_of_its_width(name: str, width: float) -> None:
    # The n-th harmonic of a pulse wave is 2 sin(π n width) / (π n).
    found = harmonics(synth(name, 1).strike(57, 127, RATE), 7)
    wanted = np.array([abs(np.sin(np.pi * n * width)) / n for n in range(1, 8)])
    np.testing.assert_allclose(found / found[0], wanted / wanted[0], atol=0.02)


def test_the_staircase_is_a_triangle_of_32_steps() -> None:
    full = staircase(2048)
    assert len(np.unique(np.round(full[64:-64:128], 3))) == 16
    # Even harmonics are absent from a triangle, the third has a ninth of the first.
    spectrum = np.abs(np.fft.rfft(full[:-1]))
    assert spectrum[2] < 0.01 * spectrum[1]
    assert spectrum[3] / spectrum[1] == pytest.approx(1 / 9, abs=0.01)


def test_high_notes_of_the_triangle_do_not_alias() -> None:
    # Four octaves above middle C the second step of the staircase would fold back; only the tone may be left.
    sound = synth("chip_triangle", 1).strike(108, 127, RATE)[0, 2000:-2000]
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    hz = np.fft.rfftfreq(len(sound), 1 / RATE)
    tone = 4186.0
    beside = np.ones(len(hz), bool)
    for n in range(1, 6):
        beside &= np.abs(hz - n * tone) > 60.0
    assert spectrum[beside].max() < 0.003 * spectrum.max()


def test_volume_moves_in_sixteenths_once_a_frame() -> None:
    levels = stepped(np.linspace(1.0, 0.2, 40 * FRAME), 127)
    middles = levels[FRAME // 2 :: FRAME] * 15.0
    np.testing.assert_allclose(middles, np.round(middles), atol=1e-3)


def test_the_register_gives_a_sequence_of_maximal_length() -> None:
    # Golomb: of 2^15 − 1 bits one value has one more, and every shift agrees with itself in one place too few.
    bits = register_bits()
    assert len(bits) == 2**15 - 1
    assert abs(bits.sum()) == 1
    for shift in (1, 2, 93, 5000):
        assert bits @ np.roll(bits, shift) == -1
