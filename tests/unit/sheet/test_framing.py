import numpy as np
import pytest

from tonewright.sheet.framing import Framing


@pytest.mark.parametrize("hop", [2, 4, 7])
@pytest.mark.parametrize("cuts", [[20], [1] * 20, [3, 17], [13, 2, 5]])
def test_windows_are_the_same_however_the_sound_arrives(hop: int, cuts: list[int]) -> None:
    signal = np.arange(1, 21, dtype=np.float32)
    padded = np.concatenate((np.zeros(2), signal, np.zeros(4)))
    expected = [padded[start : start + 4].tolist() for start in range(0, 23, hop)]
    framing = Framing(4, hop)
    parts = np.split(signal, np.cumsum(cuts)[:-1])
    windows = [window.tolist() for part in parts for window in framing.push(part)]
    windows += [window.tolist() for window in framing.finish()]
    assert windows == expected[: len(windows)]
    # Every frame of the signal stands at least once under a window's middle half.
    assert len(windows) * hop >= 20
