import pytest

from tonewright.theory.tempo_map import TempoMap

# 4 beats at 60 (4 s), 4 beats at 120 (2 s), then 30.
SLOWING = TempoMap(((0.0, 60.0), (4.0, 120.0), (8.0, 30.0)))


def test_each_stretch_of_beats_lasts_as_its_own_tempo_says() -> None:
    assert [SLOWING.seconds_at(beat) for beat in (0.0, 2.0, 4.0, 6.0, 8.0, 9.0)] == [0.0, 2.0, 4.0, 5.0, 6.0, 8.0]


def test_seconds_lead_back_to_their_beats() -> None:
    for beat in (0.0, 1.5, 4.0, 7.25, 8.0, 20.0):
        assert SLOWING.beat_at(SLOWING.seconds_at(beat)) == pytest.approx(beat)


def test_one_tempo_counts_as_sixty_over_the_tempo_to_the_last_bit() -> None:
    steady = TempoMap.constant(97.0)
    assert [steady.seconds_at(beat / 7) for beat in range(900)] == [beat / 7 * 60.0 / 97.0 for beat in range(900)]


def test_the_prevailing_tempo_is_the_one_that_lasts_longest_on_the_clock() -> None:
    assert SLOWING.prevailing(8.0) == 60.0
    assert SLOWING.prevailing(20.0) == 30.0


def test_twice_as_fast_takes_half_the_time() -> None:
    assert SLOWING.scaled(2.0).seconds_at(9.0) == 4.0
    assert [SLOWING.bpm_at(beat) for beat in (-1.0, 0.0, 3.9, 4.0, 99.0)] == [60.0, 60.0, 60.0, 120.0, 30.0]
