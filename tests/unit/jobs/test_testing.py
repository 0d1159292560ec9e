import os

import psutil
import pytest

from tonewright.engines.engine import EngineRequest
from tonewright.errors import EngineError
from tonewright.jobs.testing import engine_named


def make(tmp_path, prompt, told=None):
    request = EngineRequest(kind="song", prompt=prompt, model="v4.8", maximum_s=300, seed=7)
    return engine_named("fake").make(request, tmp_path, (told if told is not None else []).append)


def test_it_makes_every_kind_of_file_with_true_sizes_and_tells_its_progress(tmp_path):
    told = []
    product = make(tmp_path, "rain", told)
    assert product.files.keys() == {"mp3", "wav", "stems", "cover", "waveform"}
    assert all(file.path.stat().st_size == file.size for file in product.files.values())
    assert told == [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]


def test_it_lies_when_asked(tmp_path):
    assert any(file.path.stat().st_size != file.size for file in make(tmp_path, "lie=1").files.values())


def test_it_refuses_when_asked(tmp_path):
    with pytest.raises(EngineError, match="too_long"):
        make(tmp_path, "refuse=too_long")


def test_it_crashes_only_as_often_as_asked(tmp_path):
    prompt = f"crash=2 tally={tmp_path / 'tally'}"
    for _ in range(2):
        with pytest.raises(RuntimeError, match="as it was asked to"):
            make(tmp_path, prompt)
    assert make(tmp_path, prompt).facts["engine"] == "fake"
    assert (tmp_path / "tally").read_text() == f"{os.getpid()}\n" * 3


def test_its_helper_runs_on(tmp_path):
    make(tmp_path, f"helper={tmp_path / 'helper'}")
    helper = psutil.Process(int((tmp_path / "helper").read_text()))
    assert helper.name() == "sleep"
    helper.kill()
    helper.wait()
