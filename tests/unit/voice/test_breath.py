import numpy as np

from tonewright.render.voice.breath import LONGEST_S, inhale


def test_a_singer_breathes_only_where_there_is_time():
    assert len(inhale(0.2, 44_100, np.random.default_rng(1))) == 0
    assert len(inhale(5.0, 44_100, np.random.default_rng(1))) == int(LONGEST_S * 44_100)


def test_a_breath_swells_and_ends_in_silence():
    air = inhale(1.0, 44_100, np.random.default_rng(1))
    level = np.abs(air)
    assert level[:100].max() < 0.02
    assert level[-100:].max() < 0.02
    assert 0.3 < np.sqrt(np.mean(air.astype(float) ** 2)) < 1.0
