import numpy as np
import pytest

from tonewright.dsp.envelopes import adsr, fall_60_db


def shape(hold_frames: int) -> np.ndarray:
    return adsr(hold_frames, attack_s=0.1, decay_s=0.2, sustain=0.5, release_s=0.4, sample_rate=1000.0)


def test_it_rises_straight_settles_and_is_released() -> None:
    envelope = shape(1000)
    assert len(envelope) == 1400
    assert envelope[50] == pytest.approx(0.5)
    assert envelope[100] == pytest.approx(1.0)
    assert envelope[999] == pytest.approx(0.5, abs=0.01)
    assert envelope[1200] == pytest.approx(0.5 * 10.0**-1.5, rel=0.02)
    assert envelope[-1] == 0.0


def test_a_note_let_go_in_its_attack_is_released_from_there() -> None:
    envelope = shape(50)
    assert envelope[50:].max() == pytest.approx(0.49, abs=0.02)


def test_a_note_never_held_is_silent() -> None:
    assert not shape(0).any()


def test_a_fall_loses_sixty_decibels_in_its_time() -> None:
    np.testing.assert_allclose(fall_60_db(np.array([0.0, 0.5, 1.0]), 1.0), [1.0, 10.0**-1.5, 1e-3])
