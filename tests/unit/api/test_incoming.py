"""What a killed server leaves of files that were being sent."""

import os
import time

from tonewright.api.incoming import sweep_incoming


def test_only_files_that_nobody_has_written_to_for_an_hour_are_swept(tmp_path):
    for name, age_s in (("left", 3700), ("sent now", 60)):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (time.time() - age_s,) * 2)
    sweep_incoming(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["sent now"]


def test_a_folder_that_is_not_there_yet_is_no_trouble(tmp_path):
    sweep_incoming(tmp_path / "incoming")
    assert not (tmp_path / "incoming").exists()
