"""MP3 files: 192 kbit/s, tagged, and as long as the piece when decoded.

LAME (LGPL) is linked dynamically inside `lameenc`. Quality 7 takes a quarter of the time of quality 2.
"""

import struct
from collections.abc import Iterable
from pathlib import Path

import lameenc
import numpy as np
from numpy.typing import NDArray

from tonewright.contract.timed_lyrics import TimedLyrics
from tonewright.delivery.id3 import (
    lyrics_frame,
    picture_frame,
    tag,
    text_frame,
    timed_lyrics_frame,
    user_frames,
)
from tonewright.delivery.label import Label
from tonewright.delivery.lyrics_text import lyrics_text
from tonewright.delivery.made import MadeFile, written
from tonewright.delivery.pcm import round_to_16_bit
from tonewright.delivery.timed_lyrics import lines_of
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import FLAT_NAMES, SHARP_NAMES

MEDIA_TYPE = "audio/mpeg"
BIT_RATE_KBPS = 192
QUALITY = 7
# Samples of a Layer III frame, and the delay of LAME's encoder (lame.h, lame_get_encoder_delay).
FRAME_SAMPLES = 1152
ENCODER_DELAY = 576
# MPEG 1 Layer III, 192 kbit/s, 44.1 kHz, no padding, stereo (ISO/IEC 11172-3, section 2.4.2.3).
_INFO_HEADER = b"\xff\xfb\xb0\x00"
_INFO_FRAME_BYTES = 144 * BIT_RATE_KBPS * 1000 // SAMPLE_RATE
_SIDE_INFO_BYTES = 32


def id3_of(label: Label, tempo_bpm: float, seconds: float, lyrics: TimedLyrics | None, cover_jpeg: bytes) -> bytes:
    """The ID3v2.3 tag of a piece; `lyrics` is None where nobody sings."""
    frames = [
        text_frame("TIT2", label.title),
        text_frame("TPE1", label.artist),
        text_frame("TCON", label.style),
        text_frame("TBPM", str(round(tempo_bpm))),
        text_frame("TKEY", _initial_key(label)),
        text_frame("TLEN", str(round(seconds * 1000))),
        text_frame("TSSE", f"{label.software}, LAME {BIT_RATE_KBPS} kbit/s"),
        *user_frames(label.mark),
    ]
    if lyrics is not None:
        timed = [(line["start"], line["text"]) for line in lines_of(lyrics)]
        frames += [
            lyrics_frame(lyrics_text(lyrics), lyrics["language"]),
            timed_lyrics_frame(timed, lyrics["language"]),
        ]
    frames.append(picture_frame("image/jpeg", cover_jpeg))
    return tag(frames)


def encode_mp3(blocks: Iterable[NDArray[np.int32]]) -> bytes:
    """Encode 24-bit blocks of shape (n, 2), without a tag.

    LAME works without Python's lock, so this may run in a thread of its own beside other writing.
    """
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(BIT_RATE_KBPS)
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_channels(2)
    encoder.set_quality(QUALITY)
    encoder.silence()
    samples = 0
    audio = bytearray()
    for block in blocks:
        audio += encoder.encode(round_to_16_bit(block))
        samples += len(block)
    audio += encoder.flush()
    return _info_frame(samples, len(audio)) + bytes(audio)


def write_mp3(path: Path, id3: bytes, audio: bytes) -> MadeFile:
    """Write a file of a tag and what `encode_mp3` gives."""
    return written(path, MEDIA_TYPE, id3 + audio)


def _info_frame(samples: int, audio_bytes: int) -> bytes:
    """A silent frame that says how many frames follow and how many samples at both ends are not music.

    Without it a player guesses the length and adds the encoder's delay to the start.
    Source: "Mp3 Info Tag revision 1 Specifications" (LAME), sections on the Xing and the LAME part.
    """
    frames = round(audio_bytes * SAMPLE_RATE / (144 * BIT_RATE_KBPS * 1000))
    padding = frames * FRAME_SAMPLES - ENCODER_DELAY - samples
    whole_bytes = audio_bytes + _INFO_FRAME_BYTES
    xing = b"Info" + struct.pack(">III", 0b0011, frames, whole_bytes)
    constant_bit_rate, unknown = b"\x01", b"\0"
    delays = (ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
    lame = b"LAME3.100" + constant_bit_rate + unknown * 10 + bytes((BIT_RATE_KBPS,)) + delays
    lame += unknown * 4 + struct.pack(">I", whole_bytes) + unknown * 2
    frame = _INFO_HEADER + b"\0" * _SIDE_INFO_BYTES + xing + lame
    return (frame + struct.pack(">H", _crc_16(frame))).ljust(_INFO_FRAME_BYTES, b"\0")


def _crc_16(content: bytes) -> int:
    """CRC-16/ARC, as the LAME part of the Info frame uses it."""
    crc = 0
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


def _initial_key(label: Label) -> str:
    """The key as TKEY writes it: a note, and `m` for minor, such as `Ebm` (ID3v2.3, section 4.2.1)."""
    names = FLAT_NAMES if label.key.uses_flats else SHARP_NAMES
    return names[label.key.tonic] + ("m" if label.key.is_minor else "")
