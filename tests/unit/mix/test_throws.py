import numpy as np
import pytest

from tonewright.dsp.compressor import BLOCK
from tonewright.dsp.echo import Echo
from tonewright.mix.throws import line_ends, throw
from tonewright.render.stems import SAMPLE_RATE

SECONDS = np.arange(6 * SAMPLE_RATE) / SAMPLE_RATE
# Two lines, 0.5…2.5 s and 4…5 s, the first with a short gap between two words.
SUNG = ((SECONDS > 0.5) & (SECONDS < 2.5) & ~((SECONDS > 1.2) & (SECONDS < 1.4))) | ((SECONDS > 4.0) & (SECONDS < 5.0))


def voice():
    return np.tile((0.2 * np.sin(2 * np.pi * 440.0 * SECONDS) * SUNG).astype(np.float32), (2, 1))


def level(samples, start_s, end_s):
    return float(np.sqrt(np.square(samples[:, round(start_s * SAMPLE_RATE) : round(end_s * SAMPLE_RATE)]).mean()))


def test_the_last_half_second_of_each_line_is_thrown_and_no_gap_between_words():
    curve = np.repeat(line_ends(voice()), BLOCK)[: len(SECONDS)]
    thrown = SECONDS[curve > 0.5]
    assert np.all(((thrown > 2.0) & (thrown < 2.52)) | ((thrown > 4.5) & (thrown < 5.02)))
    assert curve[round(2.4 * SAMPLE_RATE)] == 1.0
    assert curve[round(1.15 * SAMPLE_RATE)] == 0.0


def test_the_echo_comes_in_the_rest_and_leaves_the_line_alone():
    dry, wet = voice(), voice()
    throw(wet, Echo(0.6, 0.3, 2600.0), 0.2)
    assert level(wet - dry, 0.0, 2.0) < 1e-4
    # What ends at 2.5 s comes back 0.6 s later, before the next line at 4 s.
    assert level(wet, 2.7, 3.1) > 0.01
    assert level(wet, 2.7, 3.1) < 0.3 * level(dry, 2.0, 2.4)


def test_a_voice_that_is_silent_and_one_without_throws_stay_as_they_are():
    silent, kept = np.zeros((2, 1000), np.float32), voice()
    throw(silent, Echo(0.5), 0.2)
    throw(kept, Echo(0.5), 0.0)
    assert not silent.any()
    assert kept == pytest.approx(voice())
