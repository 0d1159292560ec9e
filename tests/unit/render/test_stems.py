from pathlib import Path

import numpy as np

from tonewright.render.stems import open_track, release_pages


def test_a_track_is_silent_and_lives_in_its_file(tmp_path: Path) -> None:
    track = open_track(tmp_path / "keys.npy", 1000)
    assert track.shape == (2, 1000)
    assert not track.any()
    track[1, 5] = 0.5
    track.flush()
    assert np.load(tmp_path / "keys.npy")[1, 5] == np.float32(0.5)


def test_releasing_a_tracks_memory_keeps_its_samples(tmp_path: Path) -> None:
    track = open_track(tmp_path / "keys.npy", 100_000)
    track[:] = 0.25
    release_pages(track)
    assert np.all(track == 0.25)


def test_an_ordinary_array_is_left_alone() -> None:
    samples = np.ones((2, 10), dtype=np.float32)
    release_pages(samples)
    assert samples.all()
