import numpy as np
from signals import RATE, tone

from tonewright.separation.repetition import repeating_part
from tonewright.separation.spectrum import Frames

FRAMES = Frames(RATE)


def test_what_sounds_once_over_a_loop_is_not_part_of_what_repeats() -> None:
    bar = np.concatenate([tone(hz, 0.5, 0.3, 3) for hz in (200.0, 300.0, 250.0, 400.0)])
    loop = np.tile(bar, 5)
    once = np.zeros_like(loop)
    at = slice(int(4.1 * RATE), int(4.4 * RATE))
    once[at] = tone(1234.0, 0.5, 0.3)[: at.stop - at.start]
    magnitudes = np.abs(FRAMES.analyse(loop + once))
    repeating = repeating_part(magnitudes, FRAMES)
    frame, sung_bin = round(4.25 * FRAMES.rate_hz), round(1234 * FRAMES.size / RATE)
    struck_bin = round(200 * FRAMES.size / RATE)
    assert repeating[frame, sung_bin] < 0.05 * magnitudes[frame, sung_bin]
    assert repeating[frame, struck_bin] > 0.9 * magnitudes[frame, struck_bin]
    assert (repeating <= magnitudes).all()


def test_too_short_to_repeat_is_all_kept() -> None:
    magnitudes = np.abs(FRAMES.analyse(tone(440.0, 0.2)))
    assert np.array_equal(repeating_part(magnitudes, FRAMES), magnitudes)
