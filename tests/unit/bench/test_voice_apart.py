import numpy as np
from bench.voice_apart import TRAINED, told_apart


def lines(centre: float, seed: int) -> list[np.ndarray]:
    """Features of 24 lines, 60 frames each, around a centre."""
    generator = np.random.default_rng(seed)
    return [centre + generator.standard_normal((60, 19)) for _ in range(TRAINED + 8)]


def test_voices_with_other_spectra_are_told_apart_and_the_same_voice_is_not() -> None:
    told = told_apart({"one": lines(0.0, 1), "other": lines(1.5, 2), "one again": lines(0.0, 3)})
    assert told["one", "other"] == told["other", "one again"] == 1.0
    assert 0.2 < told["one", "one again"] < 0.8
