import hashlib
import io
import json
import wave
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from tonewright.delivery.deliver import deliver
from tonewright.delivery.label import Label
from tonewright.delivery.made import MadeFile
from tonewright.errors import DeliveryError
from tonewright.performance.performed import Performance
from tonewright.render.stems import Stem

Files = dict[str, MadeFile]


def test_every_file_is_there_with_its_type_size_and_hash(delivered: Files) -> None:
    types = {name: file.media_type for name, file in delivered.items()}
    assert types == {
        "mp3": "audio/mpeg",
        "wav": "audio/wav",
        "stems": "application/zip",
        "cover": "image/png",
        "waveform": "application/json",
    }
    for file in delivered.values():
        content = file.path.read_bytes()
        assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())


def test_nothing_but_the_files_is_left_in_the_workspace(delivered: Files) -> None:
    folder = delivered["wav"].path.parent
    assert set(folder.iterdir()) == {file.path for file in delivered.values()}


def test_the_stems_add_up_to_the_master_sample_by_sample(delivered: Files) -> None:
    master, rate = soundfile.read(delivered["wav"].path, dtype="int32")
    with zipfile.ZipFile(delivered["stems"].path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".wav")]
        stems = [soundfile.read(io.BytesIO(archive.read(name)), dtype="int32") for name in names]
    assert len(names) == 4
    assert {rate_of for _, rate_of in stems} == {rate} == {44_100}
    # libsndfile puts 24 bits at the top of 32.
    assert all(not (samples & 0xFF).any() for samples, _ in stems)
    total = sum(samples.astype(np.int64) >> 8 for samples, _ in stems)
    assert np.array_equal(total, master >> 8)
    assert np.abs(total).max() > 2**22


def test_the_wav_is_what_the_stems_were_quantised_to(delivered: Files, master: Any) -> None:
    stems: tuple[Stem, ...] = master.stems
    expected = sum(np.rint(stem.samples.astype(np.float64) * 2**23) for stem in stems).T
    with wave.open(str(delivered["wav"].path)) as file:
        raw = np.frombuffer(file.readframes(file.getnframes()), np.uint8).reshape(-1, 2, 3).astype(np.int64)
    value = raw[..., 0] | raw[..., 1] << 8 | raw[..., 2] << 16
    value -= (value >> 23) << 24
    assert np.array_equal(value, expected)


def test_the_same_piece_gives_the_same_bytes_again(
    delivered: Files, performance: Performance, master: Any, label: Label, tmp_path: Path
) -> None:
    again = deliver(performance, master, label, tmp_path, lambda _: None)
    assert {name: file.sha256 for name, file in again.items()} == {
        name: file.sha256 for name, file in delivered.items()
    }


def test_progress_rises_to_one(performance: Performance, master: Any, label: Label, tmp_path: Path) -> None:
    told: list[float] = []
    deliver(performance, master, label, tmp_path, told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) > 4


def test_an_instrumental_has_no_lyrics_anywhere(
    performance: Performance, master: Any, label: Label, tmp_path: Path
) -> None:
    plain = replace(performance, vocals=())
    stems = replace(master, stems=master.stems[:3])
    files = deliver(plain, stems, label, tmp_path, lambda _: None)
    with zipfile.ZipFile(files["stems"].path) as archive:
        assert archive.namelist() == ["drums.wav", "bass.wav", "keys.wav", "song.mid", "manifest.json"]
        assert json.loads(archive.read("manifest.json"))["words"] == []


def test_stems_of_different_lengths_are_refused(
    performance: Performance, master: Any, label: Label, tmp_path: Path
) -> None:
    stems: tuple[Stem, ...] = master.stems
    uneven = replace(master, stems=(stems[0], replace(stems[1], samples=stems[1].samples[:, :-1])))
    with pytest.raises(DeliveryError, match="equally long"):
        deliver(performance, uneven, label, tmp_path, lambda _: None)


def test_a_mix_beyond_full_scale_is_an_error_and_never_wraps(
    performance: Performance, master: Any, label: Label, tmp_path: Path
) -> None:
    stems: tuple[Stem, ...] = master.stems
    loud = np.full_like(stems[0].samples, 0.7)
    both = tuple(replace(stem, samples=loud) for stem in stems[:2])
    with pytest.raises(DeliveryError, match="too loud"):
        deliver(performance, replace(master, stems=both), label, tmp_path, lambda _: None)
