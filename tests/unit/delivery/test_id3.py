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
    assert ID3(io.BytesIO(tag([lyrics_frame("a", "tlh")]))).getall("USLT")[0].lang == "XXX"


def test_nul_cannot_cut_a_text() -> None:
    assert ID3(io.BytesIO(tag([text_frame("TIT2", "a\0b")])))["TIT2"].text == ["a b"]
