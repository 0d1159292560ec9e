import numpy as np
import pytest
from bench.audibility import Audibility, players, shared_out
from bench.notes import Notes, Track


def spectrogram(band: int, frames: slice, power: float) -> np.ndarray:
    """Power in one of eight bands, for some of forty frames."""
    out = np.zeros((8, 40))
    out[band, frames] = power
    return out


def test_a_stem_is_shared_out_between_tracks_of_different_pitch() -> None:
    high, low = spectrogram(6, slice(0, 20), 1.0), spectrogram(1, slice(0, 40), 5.0)
    stem = 0.01 * high + 0.4 * low

    first, second = shared_out(stem, [high, low])

    assert first == pytest.approx(0.01 * high.sum(axis=0), abs=1e-9)
    assert second == pytest.approx(0.4 * low.sum(axis=0), abs=1e-9)


def test_tracks_in_the_same_band_are_told_apart_by_when_they_play() -> None:
    early, late = spectrogram(3, slice(0, 20), 1.0), spectrogram(3, slice(20, 40), 1.0)

    first, second = shared_out(4.0 * early + 0.25 * late, [early, late])

    assert first.sum() / second.sum() == pytest.approx(16.0)


def test_an_instrument_is_heard_within_twenty_decibels_and_in_enough_bars() -> None:
    assert Audibility(19.0, 0.2).is_heard(False)
    assert not Audibility(21.0, 0.2).is_heard(False)
    assert not Audibility(3.0, 0.1).is_heard(False)
    assert Audibility(3.0, 0.02).is_heard(True)


def test_players_are_found_by_what_people_call_them() -> None:
    def track(stem: str, part: str, pitches: tuple[int, ...], is_drums: bool = False) -> Track:
        return Track(stem, part, is_drums, 0, np.array([[n, n + 0.5, p, 90] for n, p in enumerate(pitches)], float))

    notes = Notes(
        (
            track("keys", "acoustic grand piano", (60, 64)),
            track("lead", "alto sax, melody", (72,)),
            track("percussion", "standard kit", (62, 54, 63), True),
            track("lead", "right hand", (76, 77)),
        ),
        0.5,
        2.0,
    )

    assert set(players(notes, "piano")) == {0, 3}
    assert set(players(notes, "saxophone")) == {1}
    assert players(notes, "congas")[2][:, 2].tolist() == [62, 63]
    assert players(notes, "fiddle") == {}
