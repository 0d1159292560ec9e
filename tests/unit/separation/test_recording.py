from pathlib import Path

import numpy as np
import pytest
import soundfile
from signals import RATE, stereo, struck, sung

from tonewright.errors import UnusableFile
from tonewright.separation.classical import Classical
from tonewright.separation.recording import take_apart


def take(path: Path, folder: Path):
    folder.mkdir()
    return take_apart(path, folder, Classical(), lambda share: None)


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24"])
def test_the_stems_add_up_to_what_another_reader_finds_in_the_file(tmp_path: Path, channels: int, subtype: str) -> None:
    samples = (stereo(sung(3.0), 1.0, 0.5) + stereo(struck(3.0, level=0.1)))[:, :channels]
    soundfile.write(tmp_path / "a.wav", samples, RATE, subtype=subtype)
    taken = take(tmp_path / "a.wav", tmp_path / "work")
    whole = soundfile.read(tmp_path / "a.wav", dtype="int32", always_2d=True)[0] >> 8
    assert taken.scale == 1.0
    assert np.array_equal(taken.stems.sum(axis=0), whole)
    assert taken.stems.shape == (4, len(samples), channels)
    assert all(np.abs(stem).max() > 0 for stem in taken.stems)


def test_floats_beyond_full_scale_are_brought_back_once_for_all(tmp_path: Path) -> None:
    samples = stereo(sung(3.0)) * np.float32(20)
    soundfile.write(tmp_path / "a.wav", samples, RATE, subtype="FLOAT")
    taken = take(tmp_path / "a.wav", tmp_path / "work")
    assert taken.scale == pytest.approx(1 / np.abs(samples).max(), rel=1e-5)
    assert np.abs(taken.stems.sum(axis=0) - np.rint(samples.astype(float) * taken.scale * 2**23)).max() == 0


def test_silence_and_what_is_no_sound_are_refused(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros((8000, 2)), 8000)
    with pytest.raises(UnusableFile, match="silent"):
        take(tmp_path / "a.wav", tmp_path / "work")
    (tmp_path / "b.wav").write_bytes(b"hello")
    with pytest.raises(UnusableFile, match="kind"):
        take(tmp_path / "b.wav", tmp_path / "work2")
