from dataclasses import replace

import numpy as np

from tonewright.performance.groove import Groove
from tonewright.performance.players import player_of

PLAYER = player_of("comp", "pop")


def test_what_happens_at_a_beat_depends_on_the_beat_alone() -> None:
    forwards, backwards = Groove(PLAYER, 1, "piano", 64.0), Groove(PLAYER, 1, "piano", 64.0)
    beats = np.arange(0.0, 64.0, 0.5)
    ahead = [forwards.late_s(beat, 60) for beat in beats]
    behind = [backwards.late_s(beat, 60) for beat in reversed(beats)]
    assert ahead == list(reversed(behind))


def test_two_players_do_not_move_together() -> None:
    one, other = Groove(PLAYER, 1, "piano", 256.0), Groove(PLAYER, 1, "guitar", 256.0)
    beats = np.arange(0.0, 256.0, 0.25)
    correlation = np.corrcoef([one.late_s(b, 60) for b in beats], [other.late_s(b, 60) for b in beats])[0, 1]
    assert abs(correlation) < 0.35


def test_timing_wanders_slowly_rather_than_jumping() -> None:
    groove = Groove(replace(PLAYER, spread_ms=0.0), 5, "piano", 400.0)
    late = np.array([groove.late_s(beat, 60) for beat in np.arange(0.0, 400.0, 0.25)])
    assert np.corrcoef(late[:-1], late[1:])[0, 1] > 0.7


def test_deviations_stay_within_two_deviations_of_drift_and_spread() -> None:
    groove = Groove(PLAYER, 9, "piano", 400.0)
    late_ms = [1000.0 * groove.late_s(beat, 60) - PLAYER.late_ms for beat in np.arange(0.0, 400.0, 0.25)]
    assert np.max(np.abs(late_ms)) <= 2.0 * (PLAYER.drift_ms + PLAYER.spread_ms) + 1e-9


def test_a_beat_outside_the_piece_is_played_like_its_edge() -> None:
    groove = Groove(PLAYER, 1, "piano", 8.0)
    assert groove.late_s(1000.0, 60) == groove.late_s(2000.0, 60)
