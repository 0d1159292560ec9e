import pytest

from tonewright.brief.lyric_tags import MOST_REPEATS, is_direction, line_repeats, read_tag, without_role


@pytest.mark.parametrize(
    ("line", "kind", "repeats"),
    [
        ("[Verse]", "verse", 1), ("[Verse 2]", "verse", 1), ("[Chorus x2]", "chorus", 2),
        ("[Chorus] x3", "chorus", 3),
        ("[Pre-Chorus]", "prechorus", 1), ("[Bridge]", "bridge", 1), ("[Intro]", "intro", 1),
        ("[Guitar Solo]", "instrumental", 1), ("[OUTRO]", "outro", 1), ("Chorus:", "chorus", 1),
        ("Verse 1", "verse", 1),
        ("(Refrain)", "chorus", 1), ("[Hook]", "chorus", 1), ("[Verse 1: Male voice]", "verse", 1),
        ("**Bridge**", "bridge", 1), ("## Chorus", "chorus", 1), ("[Final Chorus]", "chorus", 1),
        ("{Verse}", "verse", 1),
        ("[Chorus 2x]", "chorus", 2), ("[Middle 8]", "bridge", 1), ("  [chorus]  ", "chorus", 1),
        ("Solo:", "instrumental", 1),
        ("[Chorus x99]", "chorus", MOST_REPEATS),
    ],
)  # fmt: skip
def test_a_tag_names_its_section(line: str, kind: str, repeats: int) -> None:
    tag = read_tag(line)
    assert tag is not None
    assert (tag.kind, tag.repeats, tag.text) == (kind, repeats, line.strip())


@pytest.mark.parametrize(
    "line",
    ["", "[whispered]", "Verse of my heart", "The chorus sings", "Break", "Solo", "Hook", "end of the line",
     "(ooh)", "[" * 100, "bridge over water", "chorus " * 20, "Build"],
)  # fmt: skip
def test_words_to_sing_are_no_tag(line: str) -> None:
    assert read_tag(line) is None


@pytest.mark.parametrize(
    ("line", "sung"),
    [
        ("[Male] Hello", "Hello"), ("(Both) Hello", "Hello"), ("Her: Hello", "Hello"),
        ("[Anna]: Hello", "Hello"),
        ("(Hello) there", "(Hello) there"), ("Dear John: hello", "Dear John: hello"), ("Hello", "Hello"),
        ("It is 10:30 now", "It is 10:30 now"),
    ],
)  # fmt: skip
def test_who_sings_is_not_sung(line: str, sung: str) -> None:
    assert without_role(line) == sung


def test_a_direction_is_a_whole_line_in_square_brackets() -> None:
    assert is_direction("[softly, with strings]")
    assert not is_direction("[softly] hello")
    assert not is_direction("(ooh)")


@pytest.mark.parametrize(
    ("line", "text", "times"),
    [("Hey (x3)", "Hey", 3), ("na na x2", "na na", 2), ("I was 2", "I was 2", 1),
     ("Malcolm X", "Malcolm X", 1),
     ("x2", "", 0), ("(x2)", "", 0), ("hey x40", "hey x40", 1), ("hey (2x)", "hey", 2)],
)  # fmt: skip
def test_a_line_says_how_often_it_is_sung(line: str, text: str, times: int) -> None:
    assert line_repeats(line) == (text, times)
