"""The splitter takes apart what a request names."""

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tonewright.engines.engine import EngineRequest
from tonewright.engines.registry import ENGINE_NAMES, engine_named
from tonewright.errors import EngineError

RATE = 16_000


def request(path: Path | None) -> EngineRequest:
    return EngineRequest("split", "audio_file.wav", "", 600.0, 0, audio=None if path is None else str(path))


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    random = np.random.default_rng(0)
    tones = np.sin(2 * np.pi * 300 * np.arange(3 * RATE) / RATE)[:, None] * [0.3, 0.2]
    soundfile.write(tmp_path / "a.wav", tones + random.standard_normal(tones.shape) * 0.02, RATE, subtype="PCM_24")
    return tmp_path / "a.wav"


def test_the_archive_holds_four_stems_that_add_up_and_a_manifest(recording: Path, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    told: list[int] = []
    splitter = engine_named("splitter", "no.sf2")
    splitter.prepare()
    product = splitter.make(request(recording), tmp_path / "work", told.append)
    assert set(product.files) == {"stems"}
    with zipfile.ZipFile(product.files["stems"].path) as archive:
        assert archive.testzip() is None
        names = ["vocals.wav", "drums.wav", "bass.wav", "other.wav"]
        assert archive.namelist() == [*names, "manifest.json"]
        read = [soundfile.read(io.BytesIO(archive.read(name)), dtype="int32") for name in names]
        manifest = json.loads(archive.read("manifest.json"))
    assert [rate for _, rate in read] == [RATE] * 4
    assert np.array_equal(sum(stem >> 8 for stem, _ in read), soundfile.read(recording, dtype="int32")[0] >> 8)
    assert [stem["file"] for stem in manifest["stems"]] == names
    assert (manifest["sample_rate"], manifest["channels"], manifest["scale"]) == (RATE, 2, 1.0)
    assert product.facts == {
        "title": "audio_file.wav",
        "dur": 3,
        "engine": "classical",
        "sample_rate": RATE,
        "channels": 2,
        "scale": 1.0,
    }
    assert json.dumps(product.facts)
    assert told == sorted(set(told))
    assert told[-1] == 99


def test_the_same_recording_gives_the_same_bytes(recording: Path, tmp_path: Path) -> None:
    digests = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        made = engine_named("splitter", "no.sf2").make(request(recording), folder, lambda percent: None)
        digests.append(made.files["stems"].sha256)
    assert digests[0] == digests[1]


@pytest.mark.parametrize(("content", "said"), [(b"", "Empty file"), (b"hello", "allowed: MP3")])
def test_a_file_that_cannot_be_used_ends_the_job_with_the_reason(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.wav").write_bytes(content)
    with pytest.raises(EngineError, match=said):
        engine_named("splitter", "no.sf2").make(request(tmp_path / "a.wav"), tmp_path, lambda percent: None)


def test_without_a_recording_there_is_nothing_to_split(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no recording"):
        engine_named("splitter", "no.sf2").make(request(None), tmp_path, lambda percent: None)


def test_no_account_can_name_the_splitter_as_its_engine() -> None:
    assert "splitter" not in ENGINE_NAMES
