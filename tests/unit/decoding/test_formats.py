"""What a file is, told by its bytes; the beginnings are those of the formats' specifications."""

from pathlib import Path

import pytest

from tonewright.decoding.formats import demuxer_of
from tonewright.errors import UnusableFile

MPEG_FRAME = b"\xff\xfb\x90\x64"  # MPEG 1 layer III, 128 kbit/s, 44100 Hz
TAG_OF_200_BYTES = b"ID3\x03\x00\x00\x00\x00\x01\x48" + bytes(200)  # 0x01 0x48 is 1 * 128 + 72, seven bits a byte


def written(folder: Path, data: bytes) -> Path:
    path = folder / "sent"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("head", "demuxer"),
    [
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "wav"),
        (b"RF64\xff\xff\xff\xffWAVEds64", "wav"),
        (b"fLaC\x00\x00\x00\x22", "flac"),
        (b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00", "mov"),
        (MPEG_FRAME, "mp3"),
        (TAG_OF_200_BYTES + MPEG_FRAME, "mp3"),
        (TAG_OF_200_BYTES + b"fLaC", "flac"),
    ],
)
def test_a_format_is_told_by_its_first_bytes(tmp_path: Path, head: bytes, demuxer: str) -> None:
    assert demuxer_of(written(tmp_path, head)) == demuxer


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"OggS\x00\x02", "an Ogg file"),
        (b"RIFF\x24\x00\x00\x00AVI LIST", "of a kind that is not known"),
        (b"\n <!DOCTYPE html><html>", "a web page or markup"),
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "a playlist"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\xff\xf1\x50\x80", "of a kind that is not known"),  # AAC in ADTS frames: layer 0
        (b"\xff", "of a kind that is not known"),
    ],
)
def test_any_other_kind_of_file_is_refused_by_its_name_where_it_has_one(tmp_path: Path, head: bytes, kind: str) -> None:
    with pytest.raises(UnusableFile, match=f"^The file is {kind}, allowed: MP3, WAV, FLAC or M4A$"):
        demuxer_of(written(tmp_path, head))
