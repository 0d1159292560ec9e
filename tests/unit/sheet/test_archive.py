import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tonewright.errors import SheetError
from tonewright.sheet.archive import StemsArchiveReader

Change = Callable[[dict[str, bytes]], None]


def changed(archive: Path, folder: Path, change: Change, compression: int = zipfile.ZIP_STORED) -> Path:
    """The archive with its files changed by hand."""
    with zipfile.ZipFile(archive) as whole:
        contents = {name: whole.read(name) for name in whole.namelist()}
    change(contents)
    path = folder / "changed.zip"
    with zipfile.ZipFile(path, "w", compression) as file:
        for name, content in contents.items():
            file.writestr(name, content)
    return path


def opened(path: Path) -> None:
    """Read everything of an archive."""
    with StemsArchiveReader(path) as reader:
        reader.tracks()
        for _ in reader.blocks(44_100):
            pass


def wav(frames_announced: int, channels: int = 2) -> bytes:
    """A WAV's header alone."""
    form = struct.pack("<HHIIHH", 1, channels, 44_100, 44_100 * 3 * channels, 3 * channels, 24)
    size = min(frames_announced * 6, 2**32 - 1)
    return b"RIFF\0\0\0\0WAVE" + b"fmt " + struct.pack("<I", 16) + form + b"data" + struct.pack("<I", size)


def manifest(**fields: object) -> Change:
    """Replaces fields of the manifest."""

    def change(contents: dict[str, bytes]) -> None:
        contents["manifest.json"] = json.dumps(json.loads(contents["manifest.json"]) | fields).encode()

    return change


def test_an_archive_of_ours_is_read_whole(archive: Path) -> None:
    with StemsArchiveReader(archive) as reader:
        blocks = list(reader.blocks(100_000))
        assert reader.names == ("drums", "bass", "lead")
        assert reader.genre == "Lo-fi"
        assert reader.facts.title == "Große Stille 東京 $x_1$"
    samples = np.concatenate([np.stack(block) for block in blocks], axis=2)
    assert samples.shape == (3, 2, 12 * 44_100)
    assert not samples[0].any()
    # The bass is 0.5 sin(2π 55 t): at frame 1000 that is 0.5 sin(2π 55 1000 / 44100) = 0.49975 of 2^23.
    assert samples[1, :, 1000].tolist() == [round(0.5 * np.sin(2 * np.pi * 55 * 1000 / 44_100) * 2**23)] * 2
    assert samples[2, 0].any()
    assert not samples[2, 1].any()


def test_negative_samples_keep_their_sign(archive: Path, tmp_path: Path) -> None:
    head = wav(2)
    samples = (-1, 2**23 - 1, -(2**23), 0)

    def change(contents: dict[str, bytes]) -> None:
        for name in ("drums.wav", "bass.wav", "lead.wav"):
            contents[name] = head + b"".join(value.to_bytes(3, "little", signed=True) for value in samples)

    with StemsArchiveReader(changed(archive, tmp_path, change)) as reader:
        (block,) = reader.blocks(10)
    assert block[0].tolist() == [[-1, -(2**23)], [2**23 - 1, 0]]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda files: files.pop("manifest.json"), "has no manifest.json"),
        (lambda files: files.pop("song.mid"), "has no song.mid"),
        (lambda files: files.pop("bass.wav"), "has no bass.wav"),
        (lambda files: files.update({"bass.wav": files["bass.wav"][:-6]}), "bass.wav is cut"),
        (lambda files: files.update({"bass.wav": b"RIFF"}), "bass.wav is cut"),
        (lambda files: files.update({"bass.wav": b"OggS" + bytes(99)}), "bass.wav is no WAV"),
        (lambda files: files.update({"bass.wav": wav(9, channels=1)}), "not 44.1 kHz, 24 bit, stereo"),
        (lambda files: files.update({"bass.wav": wav(2**31)}), "longer than 20 minutes"),
        (lambda files: files.update({"bass.wav": wav(9) + bytes(54)}), "equally long"),
        (lambda files: files.update({"song.mid": b"not music at all"}), "song.mid is no MIDI"),
        (lambda files: files.update({"song.mid": files["song.mid"][:60]}), "song.mid is no MIDI"),
        (lambda files: files.update({"manifest.json": b"{"}), "manifest.json cannot be read"),
        (lambda files: files.update({"manifest.json": b"[" * 100_000}), "manifest.json cannot be read"),
        (lambda files: files.update({"manifest.json": b"[]"}), "manifest.json is not"),
        (lambda files: files.update({"manifest.json": b'{"title": 1}'}), "manifest.json is not"),
        (lambda files: files.update({f"{number}.txt": b"" for number in range(99)}), "more than 64 files"),
        (manifest(stems=[]), "1 to 32 stems"),
        (manifest(bpm=float("nan")), "a number"),
        (manifest(sections=[{"start": -1, "end": 2, "name": "verse"}]), "a number"),
        (manifest(chords=[{}] * 5001), "at most 5000"),
    ],
)
def test_what_is_no_stems_archive_is_refused_with_one_line(
    archive: Path, tmp_path: Path, change: Change, message: str
) -> None:
    path = changed(archive, tmp_path, change)
    with pytest.raises(SheetError, match=message) as caught:
        opened(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" + bytes(40)])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "no.zip"
    path.write_bytes(content)
    with pytest.raises(SheetError, match="no stems archive"):
        opened(path)


def test_a_small_file_that_unpacks_to_a_large_one_is_not_unpacked(archive: Path, tmp_path: Path) -> None:
    def change(contents: dict[str, bytes]) -> None:
        contents["manifest.json"] = b" " * (64 << 20)

    path = changed(archive, tmp_path, change, zipfile.ZIP_DEFLATED)
    assert path.stat().st_size < 3 << 20
    with pytest.raises(SheetError, match="is larger than 4 MiB"):
        opened(path)


def test_a_damaged_stem_is_refused(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive) as whole:
        place = whole.getinfo("bass.wav").header_offset + 100_000
    content = bytearray(archive.read_bytes())
    content[place] ^= 0xFF
    path = tmp_path / "damaged.zip"
    path.write_bytes(content)
    with pytest.raises(SheetError, match="damaged"):
        opened(path)


def test_an_encrypted_file_is_refused(archive: Path, tmp_path: Path) -> None:
    content = bytearray(archive.read_bytes())
    for sign, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(sign)
        while at >= 0:
            content[at + flag] |= 1
            at = content.find(sign, at + 4)
    path = tmp_path / "encrypted.zip"
    path.write_bytes(content)
    with pytest.raises(SheetError, match="encrypted"):
        opened(path)


def test_compressed_archives_are_read_too(archive: Path, tmp_path: Path) -> None:
    path = changed(archive, tmp_path, lambda files: None, zipfile.ZIP_DEFLATED)
    with StemsArchiveReader(path) as reader:
        assert reader.frames == 12 * 44_100
