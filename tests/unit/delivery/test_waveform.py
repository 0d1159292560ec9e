import json
from pathlib import Path

import numpy as np

from tonewright.delivery.waveform import waveform_data, write_waveform


def test_each_pixel_is_the_lowest_and_highest_of_the_channels_mean() -> None:
    mix = np.zeros((3000, 2), np.int32)
    mix[10] = (64 << 16, 0)
    mix[20] = (-100 << 16, -100 << 16)
    mix[2999] = (127 << 16, 127 << 16)
    assert waveform_data(mix) == [-100, 32, 0, 0, 0, 127]


def test_full_scale_fits_and_small_values_go_towards_zero() -> None:
    mix = np.array([[2**23 - 1] * 2, [-(2**23)] * 2], np.int32)
    assert waveform_data(mix) == [-128, 127]
    assert waveform_data(np.array([[65_535] * 2, [-65_535] * 2], np.int32)) == [0, 0]


def test_the_file_is_audiowaveforms_json_version_2(tmp_path: Path) -> None:
    frames = 1024 * 200 + 1
    mix = np.random.default_rng(1).integers(-(2**23), 2**23, (frames, 2)).astype(np.int32)
    write_waveform(tmp_path / "a.json", mix)
    document = json.loads((tmp_path / "a.json").read_text())
    data = document.pop("data")
    assert document == {
        "version": 2,
        "channels": 1,
        "sample_rate": 44_100,
        "samples_per_pixel": 1024,
        "bits": 8,
        "length": 201,
    }
    assert len(data) == 402
    third = mix[2048:3072].mean(axis=1) / 65_536
    assert data[4:6] == [int(third.min()), int(third.max())]
