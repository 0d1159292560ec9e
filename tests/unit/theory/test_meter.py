import pytest

from tonewright.errors import TheoryError
from tonewright.theory.meter import METERS, parse_meter


@pytest.mark.parametrize(
    ("name", "bar_beats", "sixteenths", "pulses"),
    [("4/4", 4.0, 16, 4), ("3/4", 3.0, 12, 3), ("6/8", 3.0, 12, 2)],
)
def test_a_bar_has_its_length_in_quarter_notes(name: str, bar_beats: float, sixteenths: int, pulses: int) -> None:
    meter = parse_meter(name)
    assert (meter.bar_beats, meter.subdivisions, len(meter.pulses)) == (bar_beats, sixteenths, pulses)


def test_pulses_divide_the_bar_evenly() -> None:
    for meter in METERS.values():
        step = meter.bar_beats / len(meter.pulses)
        assert meter.pulses == tuple(index * step for index in range(len(meter.pulses)))


@pytest.mark.parametrize("name", ["", "5/4", "4", "3 / 4", "6/4", "4/0"])
def test_an_unknown_time_signature_raises_and_names_the_known_ones(name: str) -> None:
    with pytest.raises(TheoryError, match="4/4, 3/4, 6/8"):
        parse_meter(name)
