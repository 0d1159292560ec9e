import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from tonewright.delivery.archive import StemsArchive
from tonewright.delivery.made import MadeFile
from tonewright.errors import DeliveryError

SILENCE = np.zeros((10, 2), np.int32)


def test_entries_are_stored_sound_and_without_a_clock(delivered: dict[str, MadeFile]) -> None:
    with zipfile.ZipFile(delivered["stems"].path) as archive:
        assert archive.testzip() is None
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == [
        "drums.wav",
        "bass.wav",
        "keys.wav",
        "vocals.wav",
        "song.mid",
        "lyrics.lrc",
        "lyrics.vtt",
        "lyrics.json",
        "manifest.json",
    ]
    for entry in entries:
        assert entry.compress_type == zipfile.ZIP_STORED
        assert entry.compress_size == entry.file_size
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert entry.external_attr >> 16 == 0o100644
        # No zip64 and no data descriptor: every unpacker of the last thirty years reads it.
        assert entry.extra == b""
        assert entry.extract_version <= 20
        assert entry.flag_bits & 0x08 == 0


def test_the_stems_are_as_long_as_the_master(delivered: dict[str, MadeFile]) -> None:
    with zipfile.ZipFile(delivered["stems"].path) as archive:
        sizes = {name: archive.getinfo(name).file_size for name in archive.namelist() if name.endswith("wav")}
    frames = 44_100 * 8 + 123
    assert all(frames * 6 < size < frames * 6 + 1000 for size in sizes.values())
    assert frames * 6 < delivered["wav"].size < frames * 6 + 1000


@pytest.mark.parametrize("role", ["", "../drums", "a/b", "Drums", "drums.wav", "a\0"])
def test_a_role_that_cannot_name_a_file_is_refused(tmp_path: Path, role: str) -> None:
    with (
        StemsArchive(tmp_path / "a.zip") as archive,
        pytest.raises(DeliveryError, match="cannot name a file"),
    ):
        archive.add_wav(role, [SILENCE], 10, {})


def test_a_second_stem_of_the_same_role_is_refused(tmp_path: Path) -> None:
    with StemsArchive(tmp_path / "a.zip") as archive:
        archive.add_wav("drums", [SILENCE], 10, {})
        with pytest.raises(DeliveryError, match=r"drums\.wav"):
            archive.add_wav("drums", [SILENCE], 10, {})


def test_the_manifest_has_exactly_the_contracts_fields(delivered: dict[str, MadeFile]) -> None:
    with zipfile.ZipFile(delivered["stems"].path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    lists = {name: manifest.pop(name) for name in ("stems", "sections", "chords", "words")}
    assert manifest == {
        "title": "Große Stille 東京",
        "bpm": 120,
        "time_signature": "4/4",
        "key": "C:minor",
        "seconds": 8.003,
        "seed": 1234567890,
        "engine": "studio",
        "version": "0.1.0",
        "generated_by": (
            "GENERATED_BY=Tonewright 0.1.0, engine studio; MACHINE_MADE=yes; "
            "DIGITAL_SOURCE_TYPE=http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia; "
            "SEED=1234567890; VERSION=0.1.0"
        ),
    }
    assert lists["stems"] == [
        {"file": "drums.wav", "role": "drums", "parts": [{"name": "kit", "program": None}]},
        {"file": "bass.wav", "role": "bass", "parts": [{"name": "bass", "program": 33}]},
        {"file": "keys.wav", "role": "keys", "parts": [{"name": "piano", "program": 0}]},
        {"file": "vocals.wav", "role": "vocals", "parts": [{"name": "lead", "program": None}]},
    ]
    assert lists["chords"][0] == {"start": 0.0, "end": 2.0, "text": "Cm7"}
    assert lists["sections"][1]["name"] == "chorus"
    assert [word["text"] for word in lists["words"]] == ["Hello", "my", "world,", "Größe"]
