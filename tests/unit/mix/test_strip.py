import numpy as np
import pytest

from tonewright.mix.strip import WORKING_DB, active_level_db, equaliser, strip_of
from tonewright.render.stems import SAMPLE_RATE


def sine(frequency_hz: float, level: float, seconds: float = 2.0) -> np.ndarray:
    wave = level * np.sin(2.0 * np.pi * frequency_hz * np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE)
    return np.stack([wave, wave]).astype(np.float32)


def test_a_style_overrides_single_values_of_a_stem() -> None:
    assert strip_of("bass", "deep_house").duck_db > strip_of("bass", "pop").duck_db
    assert strip_of("bass", "deep_house").low_cut_hz == strip_of("bass", "pop").low_cut_hz


def test_a_stem_without_a_strip_gets_what_is_right_for_any() -> None:
    assert strip_of("kazoo", "pop") == strip_of("", "")


def test_rests_do_not_lower_a_stems_level() -> None:
    playing = sine(440.0, 0.5)
    resting = np.concatenate([playing, np.zeros((2, 20 * SAMPLE_RATE), dtype=np.float32)], axis=1)
    assert active_level_db(resting) == pytest.approx(active_level_db(playing), abs=0.2)
    assert active_level_db(playing) == pytest.approx(-9.03, abs=0.05)


@pytest.mark.parametrize("level", [0.001, 0.9])
def test_the_strip_does_the_same_to_a_quiet_and_a_loud_stem(level: float) -> None:
    samples = sine(1000.0, level)
    strip_of("lead", "pop").apply(samples, SAMPLE_RATE)
    assert active_level_db(samples) == pytest.approx(WORKING_DB, abs=3.0)


def test_lows_are_cut_before_they_eat_headroom() -> None:
    low, high = sine(30.0, 0.3), sine(1000.0, 0.3)
    both = low + high
    strip_of("guitar", "pop").apply(both, SAMPLE_RATE)
    spectrum = np.abs(np.fft.rfft(both[0] * np.hanning(both.shape[1])))
    assert spectrum[60] < 0.1 * spectrum[2000]


def test_silence_stays_silence() -> None:
    silence = np.zeros((2, SAMPLE_RATE), dtype=np.float32)
    strip_of("drums", "pop").apply(silence, SAMPLE_RATE)
    assert not silence.any()


def test_no_bands_and_no_cuts_are_no_sections() -> None:
    assert equaliser((), 0.0, 0.0, 44_100.0).shape == (0, 5)
