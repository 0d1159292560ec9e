import numpy as np
from bench.style import families, features_of, named_right

RATE = 22_050


def piece(low_hz: float, beat_s: float, seed: int, level: float = 1.0, seconds: int = 4) -> np.ndarray:
    """A tone with noise that pulses for a tenth of each beat, in stereo."""
    times = np.arange(seconds * RATE) / RATE
    noise = np.random.default_rng(seed).normal(size=(2, len(times)))
    pulse = np.exp(-(times % beat_s) / (0.1 * beat_s))
    return (level * (0.3 * np.sin(2 * np.pi * low_hz * times) + 0.1 * noise * pulse)).astype(np.float32)


def flat(features: dict[str, list[float]]) -> np.ndarray:
    return np.array([value for group in features.values() for value in group])


def test_features_hold_neither_level_nor_tempo() -> None:
    plain = features_of(piece(220.0, 0.5, 1, seconds=12), RATE, 0.5)
    softer = features_of(piece(220.0, 0.5, 1, level=0.25, seconds=12), RATE, 0.5)
    faster = features_of(piece(220.0, 0.4, 1, seconds=12), RATE, 0.4)

    assert np.allclose(flat(plain), flat(softer), atol=0.02)
    assert np.allclose(plain["rhythm"], faster["rhythm"], atol=0.06)


def test_pieces_of_two_kinds_are_told_apart_and_the_piece_itself_does_not_help() -> None:
    made = [features_of(piece(hz, 0.5, seed), RATE, 0.5) for hz in (110.0, 1760.0) for seed in range(2)]
    styles = ["pop"] * 2 + ["swing"] * 2

    assert named_right(made, styles, list("abcd")) == styles
    assert named_right(made[:3], styles[:3], list("abc"))[2] is None


def test_a_brief_that_is_left_out_takes_all_its_pieces_along() -> None:
    made = [{"timbre": [value]} for value in (0.0, 0.1, 1.0, 1.1)]

    assert named_right(made, ["pop", "pop", "swing", "swing"], ["x", "x", "y", "z"]) == [None, None, "swing", "swing"]


def test_every_style_is_in_one_family() -> None:
    assert len(families()) == 32
    assert len(set(families().values())) == 9
