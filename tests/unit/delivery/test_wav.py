import hashlib
import struct
import wave
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from tonewright.delivery.label import Label
from tonewright.delivery.wav import WavFormat, blocks_of, info_of, write_wav

SAMPLES = np.array([[0, -1], [1, 2], [-(2**23), 2**23 - 1], [0x123456, -0x123456], [255, -256]], np.int32)


def test_the_bytes_are_those_of_the_standard(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", [SAMPLES[:1]], 1, {"INAM": "abc"})
    info = b"LIST" + struct.pack("<I", 16) + b"INFOINAM" + struct.pack("<I", 4) + b"abc\0"
    fmt = b"fmt " + struct.pack("<IHHIIHH", 16, 1, 2, 44_100, 264_600, 6, 24)
    data = b"data" + struct.pack("<I", 6) + b"\0\0\0\xff\xff\xff"
    body = b"WAVE" + fmt + info + data
    assert (tmp_path / "a.wav").read_bytes() == b"RIFF" + struct.pack("<I", len(body)) + body


def test_three_independent_readers_see_the_same_samples(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    made = write_wav(path, [SAMPLES[:2], SAMPLES[2:]], len(SAMPLES), {"INAM": "odd"})
    assert made.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert made.size == path.stat().st_size
    by_libsndfile, rate = soundfile.read(path, dtype="int32")
    assert rate == 44_100
    assert np.array_equal(by_libsndfile >> 8, SAMPLES)
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getnframes()) == (2, 3, len(SAMPLES))
    with av.open(str(path)) as container:
        assert container.streams.audio[0].codec_context.name == "pcm_s24le"
        decoded = np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)
    assert np.array_equal(decoded.reshape(-1, 2) >> 8, SAMPLES)


def test_title_software_and_mark_are_read_by_others(tmp_path: Path, label: Label) -> None:
    path = tmp_path / "a.wav"
    write_wav(path, [SAMPLES], len(SAMPLES), info_of(label))
    with av.open(str(path)) as container:
        tags = dict(container.metadata)
    assert tags["title"] == "Große Stille 東京"
    assert tags["artist"] == "Tonewright"
    assert tags["encoder"] == "Tonewright 0.1.0"
    assert tags["comment"] == (
        "GENERATED_BY=Tonewright 0.1.0, engine studio; MACHINE_MADE=yes; "
        "DIGITAL_SOURCE_TYPE=http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia; "
        "SEED=1234567890; VERSION=0.1.0"
    )


def test_blocks_cover_everything_once() -> None:
    samples = np.arange(2 * 200_001, dtype=np.int32).reshape(-1, 2)
    assert np.array_equal(np.concatenate(list(blocks_of(samples))), samples)


@pytest.mark.parametrize("value", [2**23, -(2**23) - 1])
def test_a_sample_beyond_24_bits_is_an_error(tmp_path: Path, value: int) -> None:
    with pytest.raises(OverflowError, match="1 samples"):
        write_wav(tmp_path / "a.wav", [np.array([[0, value]], np.int32)], 1, {})


def test_a_wrong_announcement_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="announced with 9 frames"):
        write_wav(tmp_path / "a.wav", [SAMPLES], 9, {})


@pytest.mark.parametrize("frames", [3, 4])
def test_one_channel_at_another_rate_is_read_by_others_and_padded_to_an_even_length(
    tmp_path: Path, frames: int
) -> None:
    samples = np.array([[1], [-(2**23)], [2**23 - 1], [-7]], np.int32)[:frames]
    made = write_wav(tmp_path / "a.wav", [samples], frames, {}, WavFormat(8000, 1))
    assert made.size == 44 + 12 + (10 if frames == 3 else 12)
    read, rate = soundfile.read(tmp_path / "a.wav", dtype="int32", always_2d=True)
    assert rate == 8000
    assert np.array_equal(read >> 8, samples)
    content = (tmp_path / "a.wav").read_bytes()
    assert int.from_bytes(content[4:8], "little") == len(content) - 8
