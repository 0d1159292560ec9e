import numpy as np
import pytest
from bench.notes import Notes, Track
from bench.sameness import apart, longest_sameness

BAR_S, BEAT_S = 2.0, 0.5


def lead(beats_and_pitches: list[tuple[float, int]], stem: str = "lead") -> Track:
    return Track(
        stem, stem, False, 0, np.array([[b * BEAT_S, (b + 0.5) * BEAT_S, p, 90] for b, p in beats_and_pitches])
    )


def notes_of(*tracks: Track) -> Notes:
    return Notes(tracks, BEAT_S, BAR_S)


def bars(patterns: str) -> Track:
    """A bar of one of two riffs for each letter, played ten milliseconds loosely."""
    riffs = {"a": (0, 60, 1, 64), "b": (0, 60, 2.5, 67)}
    jitter = np.random.default_rng(3).uniform(-0.01, 0.01, 2 * len(patterns)) / BEAT_S
    played = []
    for bar, letter in enumerate(patterns):
        first, low, second, high = riffs[letter]
        played += [(4 * bar + first + 0.03 + jitter[2 * bar], low), (4 * bar + second + jitter[2 * bar + 1], high)]
    return lead(played)


@pytest.mark.parametrize(("patterns", "most"), [("aaaa", 4), ("abab", 1), ("abbba", 3), ("a", 1), ("aaaaaaaaab", 9)])
def test_bars_alike_are_counted_through_loose_playing(patterns: str, most: int) -> None:
    assert longest_sameness(notes_of(bars(patterns))) == most


def test_one_player_who_changes_makes_bars_differ() -> None:
    assert longest_sameness(notes_of(bars("aaaa"), bars("abab"))) == 1


def test_the_same_lead_in_another_key_is_the_same_melody() -> None:
    first = notes_of(lead([(0, 60), (1, 64), (2, 67)]))
    second = notes_of(lead([(0, 65), (1, 69), (2, 72)]))

    assert apart(first, second, (0, 5)) == {"rhythm": 0.0, "melody": 0.0}


def test_distances_are_one_less_shared_of_all() -> None:
    first = notes_of(lead([(0, 60), (1, 64), (2, 67)]))
    second = notes_of(lead([(0, 60), (1, 62), (3, 67)]))

    assert apart(first, second, (0, 0)) == {"rhythm": pytest.approx(1 - 2 / 4), "melody": pytest.approx(1 - 1 / 5)}
