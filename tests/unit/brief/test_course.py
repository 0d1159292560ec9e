import pytest

from tonewright.brief.brief import Course
from tonewright.brief.course import read_course
from tonewright.brief.prompt import Prompt


@pytest.mark.parametrize(
    ("text", "course"),
    [
        ("starts as one guitar and ends as a stadium", Course(("guitar",), "soft", "full", "grow")),
        ("begins with a lone cello", Course(("cello",))),
        ("opens with harp and flute", Course(("harp", "flute"))),
        ("starts quietly", Course(begins="soft", line="grow")),
        ("starts with a bang and ends quietly", Course(begins="full", ends="soft", line="fade", ending="soft")),
        ("builds slowly", Course(line="grow")),
        ("gets quieter and quieter", Course(line="fade")),
        ("swells and recedes, rise and fall", Course(line="arch")),
        ("steady throughout", Course(line="steady")),
        ("falls silent before the last chorus", Course(silence_before=("last chorus",))),
        ("a bar of silence before the drop", Course(silence_before=("drop",))),
        ("fades out", Course(ending="fade")),
        ("hard stop", Course(ending="hit")),
        ("the last chord rings out", Course(ending="ring")),
        ("gentle ending", Course(ends="soft", ending="soft")),
        ("modulates up", Course(key_change=True)),
    ],
)
def test_the_course_is_read(text: str, course: Course) -> None:
    assert read_course(Prompt(text)) == course


@pytest.mark.parametrize(
    "text", ["", "a guitar", "no key change", "it does not build up", "before the chorus", "silence is golden"]
)
def test_what_says_nothing_leaves_it_open(text: str) -> None:
    assert read_course(Prompt(text)) == Course()


def test_an_instrument_that_falls_silent_is_no_silence_of_all() -> None:
    assert read_course(Prompt("drums stop before the bridge")).silence_before == ()
