import io

import pytest
from mutagen.id3 import ID3

from tonewright.delivery.id3 import (
    lyrics_frame,
    picture_frame,
    tag,
    text_frame,
    timed_lyrics_frame,
    user_frame,
)


def test_a_latin_text_is_the_bytes_of_the_standard() -> None:
    frame = text_frame("TIT2", "Größe")
    assert frame == b"TIT2\0\0\0\x06\0\0\0Gr\xf6\xdfe"
    assert tag([frame]) == b"ID3\x03\0\0\0\0\0\x10" + frame


def test_other_texts_are_utf_16_with_a_byte_order_mark() -> None:
    assert text_frame("TIT2", "東") == b"TIT2\0\0\0\x05\0\0\x01\xff\xfe\x71\x67"


@pytest.mark.parametrize("size", [0, 127, 128, 16_383, 16_384, 300_000, 2_500_000])
def test_a_tag_of_any_size_is_read_back_whole(size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    read = ID3(io.BytesIO(tag([picture_frame("image/png", content[:size]), text_frame("TIT2", "end")])))
    assert read.getall("APIC")[0].data == content[:size]
    assert read["TIT2"].text == ["end"]


@pytest.mark.parametrize("text", ["plain", "Größe", "東京 🎹", "שלום", "two\nlines"])
def test_texts_of_all_kinds_are_read_back(text: str) -> None:
    frames = [user_frame("NOTE", text), lyrics_frame(text, "de-AT"), timed_lyrics_frame([(1.5, text)], "ja")]
    read = ID3(io.BytesIO(tag(frames)))
    assert read["TXXX:NOTE"].text == [text]
    lyrics = read.getall("USLT")[0]
    assert (lyrics.text, lyrics.lang) == (text, "ger")
    timed = read.getall("SYLT")[0]
    assert (timed.text, timed.lang) == ([(text, 1500)], "jpn")


def test_an_unknown_language_is_xxx_as_the_standard_says() -> None:
    assert ID3(io.BytesIO(tag([lyrics_frame("a", "x-latin")]))).getall("USLT")[0].lang == "XXX"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        *(("en-GB", "eng"), ("es", "spa"), ("fr-CA", "fre"), ("DE", "ger"), ("it", "ita"), ("pt-BR", "por")),
        *(("nl", "dut"), ("pl", "pol"), ("ru", "rus"), ("uk", "ukr"), ("tr", "tur"), ("el", "gre"), ("hi", "hin")),
        *(("ar", "ara"), ("id", "ind"), ("vi", "vie"), ("ko", "kor"), ("zh-Hant-TW", "chi"), ("ja", "jpn")),
        *(("fil", "fil"), ("cmn-Hans", "chi"), ("yue", "chi")),
    ],
)
def test_a_language_has_its_three_letters_of_iso_639_2(language: str, written: str) -> None:
    assert ID3(io.BytesIO(tag([lyrics_frame("a", language)]))).getall("USLT")[0].lang == written


def test_timed_lines_of_every_script_are_read_back_in_their_order_to_the_millisecond() -> None:
    lines = [(0.0, "שלום עולם"), (1.2345, "مرحبا (يا ليل)"), (60.001, "我爱你，东京"), (3599.9996, "안녕 🎹")]
    (read,) = ID3(io.BytesIO(tag([timed_lyrics_frame(lines, "he")]))).getall("SYLT")
    assert read.text == [(lines[0][1], 0), (lines[1][1], 1234), (lines[2][1], 60_001), (lines[3][1], 3_600_000)]
    assert (read.lang, read.format, read.type, read.desc) == ("heb", 2, 1, "")


def test_nul_cannot_cut_a_text() -> None:
    assert ID3(io.BytesIO(tag([text_frame("TIT2", "a\0b")])))["TIT2"].text == ["a b"]
