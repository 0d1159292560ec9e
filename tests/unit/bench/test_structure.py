import numpy as np
import pytest
from bench.notes import Notes, Track
from bench.structure import Boundaries, boundaries, chorus_distances, features_of, matched, true_boundaries
from scipy.signal import butter, sosfilt

RATE = 22_050
BEAT_S = 0.5
SECTION_S = 12.0


def texture(number: int, seed: int) -> np.ndarray:
    """Noise of one colour, a section long, that pulses on the beat."""
    low = (150.0, 3000.0)[number]
    noise = np.random.default_rng(seed).normal(size=round(SECTION_S * RATE))
    pulse = np.exp(-(np.arange(len(noise)) / RATE % BEAT_S) / 0.1)
    return (0.1 * sosfilt(butter(2, [low, 3 * low], "bandpass", fs=RATE, output="sos"), noise) * pulse).astype(
        "float32"
    )


AABB = np.concatenate([texture(0, 1), texture(0, 2), texture(1, 3), texture(1, 4)])
ABAB = np.concatenate([texture(0, 1), texture(1, 2), texture(0, 3), texture(1, 4)])


def sections(names: str) -> list[dict[str, object]]:
    return [{"name": n, "start": i * SECTION_S, "end": (i + 1) * SECTION_S} for i, n in enumerate(names.split())]


def test_a_change_of_texture_is_found_and_a_repeat_is_none() -> None:
    found = boundaries(AABB, RATE, BEAT_S, [2 * SECTION_S], 2.0)

    assert found.f1 == 1.0
    assert found.found_s[0] == pytest.approx(2 * SECTION_S, abs=BEAT_S)


def test_every_change_of_an_alternation_is_found() -> None:
    assert boundaries(ABAB, RATE, BEAT_S, [12.0, 24.0, 36.0], 2.0).f1 == 1.0


def test_found_and_true_pair_off_once_each() -> None:
    assert matched([10.0, 11.0], [10.4], 2.0) == 1
    assert matched([10.0, 30.0], [11.0, 33.0], 2.0) == 1


def test_f1_is_the_harmonic_mean() -> None:
    found = Boundaries((1.0, 2.0, 3.0, 4.0), (1.0, 9.0), 1)

    assert (found.precision, found.recall) == (0.25, 0.5)
    assert found.f1 == pytest.approx(1 / 3)


def test_choruses_of_one_texture_are_nearer_than_verses_of_another() -> None:
    within, across = chorus_distances(features_of(ABAB, RATE, BEAT_S), BEAT_S, sections("verse chorus verse chorus"))

    assert within < 0.5 * across


def test_nothing_is_said_of_choruses_that_do_not_return() -> None:
    assert chorus_distances(features_of(ABAB, RATE, BEAT_S), BEAT_S, sections("intro verse chorus outro")) is None


def test_a_boundary_is_where_the_kind_or_the_players_change() -> None:
    drums = Track("drums", "kit", True, 0, np.array([[12.0 + n, 12.1 + n, 36, 90] for n in range(36)], float))
    piano = Track("keys", "piano", False, 0, np.array([[float(n), n + 0.5, 60, 90] for n in range(48)]))
    notes = Notes((drums, piano), BEAT_S, 2.0)

    assert true_boundaries(sections("verse verse verse chorus"), notes) == [12.0, 36.0]
