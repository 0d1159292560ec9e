"""Which audio format a file is of, told by its first bytes and not by what somebody calls it.

Sources: RIFF (Multimedia Programming Interface 1.0) and EBU Tech 3306 for WAV, RFC 9639 section 6 for FLAC, ISO/IEC
14496-12 section 4.3 for MP4, ISO/IEC 11172-3 section 2.4.1.3 for MPEG audio, the ID3v2 specification section 3.1.
"""

from pathlib import Path

from tonewright.errors import UnusableFile

ACCEPTED = "MP3, WAV, FLAC or M4A"

_ID3_HEADER = 10
_HEAD = 64
_OTHERS = (
    (b"OggS", "an Ogg file"),
    (b"MThd", "a MIDI file"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM file"),
    (b"0&\xb2u\x8ef\xcf\x11", "a Windows Media file"),
    (b"FORM", "an AIFF file"),
    (b"#!AMR", "an AMR file"),
    (b"#EXTM3U", "a playlist"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<svg")


def demuxer_of(path: Path) -> str:
    """The name of FFmpeg's demuxer for the file: `wav`, `flac`, `mp3` or `mov`.

    Raises UnusableFile for a file of any other kind, saying which where it can be told.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if head.startswith(b"ID3") and len(head) >= _ID3_HEADER:
            file.seek(_tag_bytes(head))
            after = file.read(_HEAD)
            return "flac" if after.startswith(b"fLaC") else "mp3"
    if head[:4] in (b"RIFF", b"RF64", b"BW64") and head[8:12] == b"WAVE":
        return "wav"
    if head.startswith(b"fLaC"):
        return "flac"
    if head[4:8] == b"ftyp":
        return "mov"
    if _is_mpeg_audio(head):
        return "mp3"
    raise UnusableFile(f"The file is {_kind_of(head)}, allowed: {ACCEPTED}")


def _tag_bytes(head: bytes) -> int:
    """The length of an ID3v2 tag with its header: four bytes of seven bits."""
    size = 0
    for byte in head[6:_ID3_HEADER]:
        size = size << 7 | byte & 0x7F
    return size + _ID3_HEADER


def _is_mpeg_audio(head: bytes) -> bool:
    """Whether a frame of MPEG audio starts here: 11 bits of sync, and no reserved version, layer, rate or frequency."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bit_rate, frequency = head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer != 0 and bit_rate not in (0, 15) and frequency != 3


def _kind_of(head: bytes) -> str:
    if head.lstrip().lower().startswith(_MARKUP):
        return "a web page or markup"
    return next((kind for start, kind in _OTHERS if head.startswith(start)), "of a kind that is not known")
