import pytest

from tonewright.performance.performed import PlayedNote, TimedSpan
from tonewright.performance.sweeps import brightness, cutoff_hz, sweeps_of

SECTIONS = (TimedSpan(0.0, 8.0, "verse"), TimedSpan(8.0, 16.0, "build"), TimedSpan(16.0, 24.0, "drop"))
NOTES = tuple(PlayedNote(float(s), 0.9, 60, 80) for s in range(24))


@pytest.fixture(autouse=True)
def pack(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {"sweeps.build": {"roles": ["comp"], "from_hz": 320.0, "to_hz": 10_240.0}}
    monkeypatch.setattr("tonewright.performance.sweeps.pack_table", lambda style, path, allowed: tables.get(path, {}))


def test_the_controller_moves_eight_octaves_above_80_hz() -> None:
    assert cutoff_hz(0) == 80
    assert cutoff_hz(127) == pytest.approx(20_480)
    assert cutoff_hz(brightness(1000)) == pytest.approx(1000, rel=0.03)


def test_a_filter_opens_evenly_in_octaves_and_is_wide_open_afterwards() -> None:
    found = sweeps_of("comp", NOTES, SECTIONS, "any")
    assert found[0].time_s == 8.0
    assert cutoff_hz(found[0].value) == pytest.approx(320, rel=0.03)
    middle = max((c for c in found if c.time_s <= 12.0), key=lambda c: c.time_s)
    # Half of the five octaves from 320 Hz to 10240 Hz.
    assert cutoff_hz(middle.value) == pytest.approx(320 * 2**2.5, rel=0.06)
    assert (found[-1].time_s, found[-1].value) == (16.0, 127)
    assert [c.value for c in found] == sorted(c.value for c in found)


def test_other_roles_and_silent_ones_are_left_alone() -> None:
    assert sweeps_of("bass", NOTES, SECTIONS, "any") == ()
    assert sweeps_of("comp", NOTES[:8], SECTIONS, "any") == ()
