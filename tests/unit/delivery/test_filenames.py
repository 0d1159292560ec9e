from email.message import Message

import pytest

from tonewright.delivery.filenames import content_disposition, safe_filename


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Epic Orchestral", "Epic Orchestral.mp3"),
        ("../../etc/passwd", "etc passwd.mp3"),
        ("a\0b\r\nSet-Cookie: x", "ab Set-Cookie x.mp3"),
        ('say "hi" <now>|?*', "say hi now.mp3"),
        ("Grüße aus 東京", "Grüße aus 東京.mp3"),
        ("\u202egnp.exe", "gnp.exe.mp3"),
        ("", "music.mp3"),
        ("...", "music.mp3"),
        ("NUL", "_NUL.mp3"),
        ("con.txt", "_con.txt.mp3"),
        ("100% love", "100 love.mp3"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert safe_filename(title, "mp3") == name


def test_a_long_title_is_cut_to_a_hundred_characters() -> None:
    assert safe_filename("x" * 200, "wav") == "x" * 96 + ".wav"


def parsed(header: str) -> Message:
    message = Message()
    message["Content-Disposition"] = header
    return message


@pytest.mark.parametrize("title", ["Epic Orchestral", "Grüße aus 東京", "It's (a) 'test'; yes", "né à 5€"])
def test_filename_star_reads_back_as_the_name(title: str) -> None:
    header = content_disposition(title, "mp3")
    extended = header.split("filename*=")[1]
    charset, language, value = extended.split("'", 2)
    message = Message()
    message["Content-Disposition"] = f"attachment; filename*={extended}"
    assert (charset, language) == ("UTF-8", "")
    assert all(c.isalnum() or c in "!#$&+-.^_`|~%" for c in value)
    assert message.get_filename() == safe_filename(title, "mp3")


def test_the_plain_filename_is_ascii_and_cannot_leave_its_quotes() -> None:
    header = content_disposition('Grüße "aus" \\ 東京\r\nX: y', "mp3")
    assert header.isascii()
    assert header.isprintable()
    assert header.startswith('attachment; filename="Grue aus X y.mp3"; filename*=')
    assert header.count('"') == 2


def test_a_title_without_ascii_still_has_a_plain_name() -> None:
    assert content_disposition("東京", "zip").startswith("attachment; filename=\"music.zip\"; filename*=UTF-8''%E6")


def test_inline_is_possible_for_pictures() -> None:
    assert content_disposition("a", "png", "inline").startswith("inline; ")
