"""The page on writing lyrics: its examples are read as it says."""

import re
from pathlib import Path

import pytest

from tonewright.brief.language import sung_languages
from tonewright.brief.lyric_tags import read_tag
from tonewright.brief.reader import read_brief
from tonewright.brief.text import describe
from tonewright.brief.wishes import Wishes

PAGE = (Path(__file__).parents[3] / "docs" / "lyrics.md").read_text("utf-8")
EXAMPLES = re.findall(r"```lyrics\n(.*?)```\s+```text\n(.*?)```", PAGE, re.DOTALL)
TABLE = re.findall(r"^\| (\w+)(?:, (\w+))? \| (.*) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("lyrics", "read"), EXAMPLES)
def test_an_example_is_read_as_the_page_says(lyrics: str, read: str) -> None:
    shown = iter(describe(read_brief(Wishes("song", "a pop song", "v4.8", 300.0, 1, lyrics=lyrics))).splitlines())
    for line in read.splitlines():
        assert line in shown, f"{line!r} is missing, or not in this order"


def test_the_page_has_examples_of_everything() -> None:
    assert len(EXAMPLES) >= 7
    assert {"both: ", "second: ", "backing: "} <= set(re.findall(r"\w+: ", "".join(read for _, read in EXAMPLES)))


@pytest.mark.parametrize(("kind", "other", "tags"), [row for row in TABLE if "`[" in row[2]])
def test_the_tags_of_the_table_name_their_sections(kind: str, other: str, tags: str) -> None:
    for tag in re.findall(r"`(\[.*?\])`", tags):
        found = read_tag(tag)
        assert found is not None, tag
        assert found.kind in (kind, other), tag


def test_the_page_lists_the_languages_that_can_be_sung() -> None:
    (listed,) = re.findall(r"^((?:[a-z]{2} )+[a-z]{2}), each in its own script", PAGE, re.MULTILINE)
    assert tuple(listed.split()) == sung_languages()
