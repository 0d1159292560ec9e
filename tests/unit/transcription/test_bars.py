import pytest

from tonewright.transcription.bars import BarSpan, bars_of


def spans(*meters: tuple[float, int, int], end: float) -> list[tuple[float, float, float]]:
    return [(span.start, span.low, span.high) for span in bars_of(meters, end).spans]


def test_bars_of_a_meter_that_bands_play_are_those_of_the_file() -> None:
    for top, bottom, beats in ((4, 4, 4.0), (3, 4, 3.0), (6, 8, 3.0)):
        bars = bars_of([(0.0, top, bottom)], 4 * beats)
        assert bars.meter.name == f"{top}/{bottom}"
        assert (bars.count, bars.is_regular, bars.end_beat) == (4, True, 4 * beats)
        assert bars.to_grid(7.25) == bars.to_file(7.25) == 7.25


def test_without_a_signature_a_file_is_in_four_four() -> None:
    assert bars_of([], 7.9).meter.name == "4/4"
    assert bars_of([], 7.9).count == 2


def test_measures_of_two_are_played_in_pairs_and_an_odd_one_is_a_cut_bar() -> None:
    assert spans((0.0, 2, 4), end=6.0) == [(0.0, 0.0, 4.0), (4.0, 0.0, 2.0)]


def test_twelve_eight_is_two_bars_of_six_eight() -> None:
    bars = bars_of([(0.0, 12, 8)], 12.0)
    assert (bars.meter.name, bars.count, bars.is_regular) == ("6/8", 4, True)


def test_five_four_is_three_beats_of_a_bar_and_the_last_two_of_the_next() -> None:
    assert spans((0.0, 5, 4), end=5.0) == [(0.0, 0.0, 3.0), (3.0, 2.0, 4.0)]


def test_seven_four_is_a_bar_of_four_and_one_of_three_and_seven_eight_a_bar_without_its_last_eighth() -> None:
    assert spans((0.0, 7, 4), end=7.0) == [(0.0, 0.0, 4.0), (4.0, 0.0, 3.0)]
    assert spans((0.0, 7, 8), end=3.5) == [(0.0, 0.0, 3.5)]


def test_nine_eight_is_a_bar_and_the_second_half_of_the_next() -> None:
    assert spans((0.0, 9, 8), end=4.5) == [(0.0, 0.0, 3.0), (3.0, 1.5, 3.0)]


def test_a_first_measure_that_is_shorter_than_the_others_is_the_end_of_a_bar() -> None:
    assert spans((0.0, 1, 4), (1.0, 4, 4), end=5.0) == [(0.0, 3.0, 4.0), (1.0, 0.0, 4.0)]


def test_every_beat_of_the_file_has_its_place_on_the_grid_and_finds_back() -> None:
    bars = bars_of([(0.0, 1, 4), (1.0, 5, 4), (11.0, 3, 4), (14.0, 4, 4), (22.0, 7, 8)], 29.0)
    places = [bars.to_grid(step / 8) for step in range(29 * 8)]
    assert places == sorted(set(places))
    assert [bars.to_file(place) for place in places] == pytest.approx([step / 8 for step in range(29 * 8)])
    assert all(bars.is_heard(place) for place in places)


def test_what_is_cut_off_a_bar_is_not_heard() -> None:
    bars = bars_of([(0.0, 5, 4)], 10.0)
    assert [bars.is_heard(beat) for beat in (0.0, 2.9, 3.0, 4.0, 5.9, 6.0, 7.9)] == [
        True, True, False, False, False, True, True,
    ]  # fmt: skip
    assert bars.to_file(3.5) == bars.to_file(5.0) == 3.0


def test_bars_can_be_followed_by_others_and_by_whole_ones() -> None:
    bars = bars_of([(0.0, 5, 4)], 5.0)
    assert bars.followed_by(bars).spans[2:] == (BarSpan(5.0, 0.0, 3.0), BarSpan(8.0, 2.0, 4.0))
    assert bars.with_whole(1).spans[-1] == BarSpan(5.0, 0.0, 4.0)


def test_a_signature_that_is_no_meter_is_passed_over() -> None:
    assert bars_of([(0.0, 1, 64), (0.0, 3, 4)], 9.0).spans[0] == BarSpan(0.0, 0.0, 3.0)
