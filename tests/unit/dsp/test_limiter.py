import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tonewright.dsp.limiter import limiting_gain


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1999), st.floats(0.01, 1.0)), max_size=30), st.integers(4, 120))
def test_the_gain_never_exceeds_what_any_frame_needs(dips: list[tuple[int, float]], lookahead: int) -> None:
    need = np.ones(2000, dtype=np.float32)
    for frame, level in dips:
        need[frame] = min(need[frame], np.float32(level))
    gain = limiting_gain(need, lookahead, 300.0)
    assert np.all(gain <= need * np.float32(1.000001))


def test_where_all_is_well_nothing_is_held_back() -> None:
    np.testing.assert_allclose(limiting_gain(np.ones(5000, dtype=np.float32), 220, 6000.0), 1.0, atol=1e-6)


def test_the_gain_falls_before_a_peak_and_without_a_jump() -> None:
    need = np.ones(4000, dtype=np.float32)
    need[2000] = 0.25
    gain = limiting_gain(need, 220, 4000.0)
    assert gain[1800] < 1.0
    assert gain[2000 - 220 - 110 - 5] == 1.0
    assert np.abs(np.diff(gain)).max() < 0.75 / 100


def test_the_gain_comes_back_at_the_release_time() -> None:
    need = np.ones(20_000, dtype=np.float32)
    need[1000] = 0.5
    gain = limiting_gain(need, 100, 2000.0)
    after = 1.0 - 0.5 * np.exp(-1.0)
    assert abs(gain[1000 + 100 + 2000] - after) < 0.02


def test_one_bad_frame_does_not_change_distant_ones() -> None:
    need = np.ones(3000, dtype=np.float32)
    need[2500] = 0.1
    assert np.all(limiting_gain(need, 200, 1000.0)[:2200] == 1.0)
