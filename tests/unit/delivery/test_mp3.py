import io
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3, BitrateMode
from PIL import Image

from tonewright.delivery.label import Label
from tonewright.delivery.made import MadeFile
from tonewright.delivery.mp3 import encode_mp3, id3_of, write_mp3
from tonewright.theory.key import parse_tonality

Files = dict[str, MadeFile]


@pytest.fixture(scope="module")
def tags(delivered: Files) -> ID3:
    return ID3(delivered["mp3"].path)


def test_the_tag_is_version_2_3_and_has_the_contracts_fields(tags: ID3) -> None:
    assert tags.version == (2, 3, 0)
    # mutagen translates v2.3 names while reading; these have none to translate.
    assert tags["TIT2"].text == ["Große Stille 東京"]
    assert tags["TPE1"].text == ["Tonewright"]
    assert tags["TBPM"].text == ["120"]
    assert tags["TKEY"].text == ["Cm"]
    assert tags["TLEN"].text == [str(round(1000 * (44_100 * 8 + 123) / 44_100))]


def test_the_lyrics_stand_in_it_as_text_and_with_times(tags: ID3) -> None:
    lyrics = tags.getall("USLT")[0]
    assert (lyrics.lang, lyrics.text) == ("eng", "[Verse]\nHello my world,\n\n[Chorus]\nGröße")
    timed = tags.getall("SYLT")[0]
    assert (timed.format, timed.type) == (2, 1)
    assert timed.text == [("Hello my world,", 500), ("Größe", 2000)]


def test_the_machine_made_mark_stands_in_it(tags: ID3) -> None:
    marks = {frame.desc: frame.text[0] for frame in tags.getall("TXXX")}
    assert marks == {
        "GENERATED_BY": "Tonewright 0.1.0, engine studio",
        "MACHINE_MADE": "yes",
        "DIGITAL_SOURCE_TYPE": "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia",
        "SEED": "1234567890",
        "VERSION": "0.1.0",
    }


def test_the_cover_in_it_is_a_picture(tags: ID3) -> None:
    picture = tags.getall("APIC")[0]
    assert (picture.mime, picture.type) == ("image/jpeg", 3)
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.size == (600, 600)
    assert len(picture.data) < 150_000


def test_the_sound_is_192_kbits_at_44100_hz_in_stereo_and_as_long_as_the_piece(delivered: Files) -> None:
    info = MP3(delivered["mp3"].path).info
    assert (info.bitrate, info.sample_rate, info.channels) == (192_000, 44_100, 2)
    assert info.bitrate_mode == BitrateMode.CBR
    assert info.length == pytest.approx((44_100 * 8 + 123) / 44_100, abs=1e-3)


@pytest.mark.parametrize("frames", [1, 1000, 57_024, 57_600, 57_601, 88_200, 132_317])
def test_a_decoder_gets_exactly_the_samples_that_went_in(tmp_path: Path, frames: int) -> None:
    """FFmpeg drops the encoder's delay and padding as the Info frame tells it to."""
    time = np.arange(frames) / 44_100
    tone = np.rint(0.5 * 2**23 * np.sin(2 * np.pi * 440 * time)).astype(np.int32)
    path = tmp_path / "a.mp3"
    write_mp3(path, b"", encode_mp3([np.stack((tone, tone), axis=1)]))
    with av.open(str(path)) as container:
        decoded = np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)[0]
    assert len(decoded) == frames
    if frames > 50_000:
        middle = slice(frames // 4, -frames // 4)
        sent, heard = tone[middle] / 2**23, decoded[middle]
        # LAME lowers the level by 3% at this bit rate; a sample early or late would be 6% off.
        gain = float(sent @ heard / (sent @ sent))
        assert 0.96 < gain <= 1.0
        assert np.abs(heard - gain * sent).max() < 0.01 * 0.5


def test_every_frame_is_found_by_walking_from_one_to_the_next(delivered: Files) -> None:
    content = delivered["mp3"].path.read_bytes()
    at = 10 + sum((content[6 + place] & 0x7F) << shift for place, shift in enumerate((21, 14, 7, 0)))
    assert content[at + 36 : at + 40] == b"Info"
    announced = int.from_bytes(content[at + 44 : at + 48], "big")
    found = 0
    while at < len(content):
        # MPEG 1 Layer III without CRC, 192 kbit/s, 44.1 kHz.
        assert content[at : at + 2] == b"\xff\xfb"
        assert content[at + 2] & 0xFC == 0xB0
        at += 144 * 192_000 // 44_100 + (content[at + 2] >> 1 & 1)
        found += 1
    assert at == len(content)
    assert found == announced + 1


@pytest.mark.parametrize(
    ("tonality", "written"),
    [("F#:minor", "F#m"), ("Bb:major", "Bb"), ("Eb:minor", "Ebm"), ("C:major", "C")],
)
def test_the_key_is_written_as_players_read_it(label: Label, tonality: str, written: str) -> None:
    content = id3_of(replace(label, key=parse_tonality(tonality)), 97.6, 1.0, None, b"\xff\xd8")
    tags = ID3(io.BytesIO(content))
    assert tags["TKEY"].text == [written]
    assert tags["TBPM"].text == ["98"]
    assert len(tags["TKEY"].text[0]) <= 3


def test_an_instrumental_has_no_lyrics_frames(label: Label) -> None:
    tags = ID3(io.BytesIO(id3_of(label, 120, 1.0, None, b"\xff\xd8")))
    assert not tags.getall("USLT")
    assert not tags.getall("SYLT")
