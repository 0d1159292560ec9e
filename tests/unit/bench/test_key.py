import numpy as np
import pytest
from bench.key import WEIGHTS, key_of, verdict
from tests.unit.bench.tones import RATE, sequence

C_MAJOR = [[48, 60, 64, 67], [53, 60, 65, 69], [55, 59, 62, 67], [48, 60, 64, 67]]
A_MINOR = [[45, 57, 60, 64], [50, 57, 62, 65], [52, 56, 59, 64], [45, 57, 60, 64]]


@pytest.mark.parametrize(("cadence", "mode"), [(C_MAJOR, "major"), (A_MINOR, "minor")])
@pytest.mark.parametrize(("shift", "tonics"), [(0, "CA"), (3, "EbC")])
def test_a_cadence_is_heard_in_its_key(cadence: list[list[int]], mode: str, shift: int, tonics: str) -> None:
    major, minor = (tonics[:2], tonics[2:]) if tonics.startswith("Eb") else (tonics[0], tonics[1:])
    music = sequence([[pitch + shift for pitch in chord] for chord in cadence], 2.0)

    heard = key_of(music, None, RATE)

    assert heard == f"{major if mode == 'major' else minor}:{mode}"


def test_a_loud_bar_in_another_key_counts_no_more_than_a_soft_one() -> None:
    away = 8.0 * sequence([[54, 61, 66, 70]], 2.0)

    assert key_of(np.concatenate([sequence(C_MAJOR * 3, 1.5), away], axis=1), None, RATE) == "C:major"


def test_the_end_and_the_bass_decide_between_relative_keys() -> None:
    loop = [[57, 60, 64], [53, 57, 60], [48, 60, 64, 67], [55, 59, 62]]
    in_minor = [*loop * 2, [57, 60, 64], [57, 60, 64]]
    in_major = [*loop * 2, [48, 60, 64, 67], [48, 60, 64, 67]]

    assert key_of(sequence(in_minor, 2.0), sequence([[33]] * len(in_minor), 2.0), RATE) == "A:minor"
    assert key_of(sequence(in_major, 2.0), sequence([[36]] * len(in_major), 2.0), RATE) == "C:major"


@pytest.mark.parametrize(
    ("heard", "asked", "expected"),
    [
        ("C:major", "C:major", "exact"),
        ("G:major", "C:major", "fifth"),
        ("F:major", "C:major", "fifth"),
        ("A:minor", "C:major", "relative"),
        ("C:major", "A:minor", "relative"),
        ("C:minor", "C:major", "parallel"),
        ("Eb:major", "C:major", "other"),
        ("C:minor", "A:minor", "other"),
    ],
)
def test_verdicts_are_those_of_mirex(heard: str, asked: str, expected: str) -> None:
    assert verdict(heard, asked) == expected


def test_weights_are_those_of_mirex() -> None:
    assert WEIGHTS == {"exact": 1.0, "fifth": 0.5, "relative": 0.3, "parallel": 0.2, "other": 0.0}
