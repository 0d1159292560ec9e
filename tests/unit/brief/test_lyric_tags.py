import pytest

from tonewright.brief.lyric_tags import MOST_REPEATS, block_repeats, is_direction, is_way, line_repeats, read_tag


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
        ("[Chorus x99]", "chorus", MOST_REPEATS), ("[Verse 2 - female]", "verse", 1),
        ("[Intro: soft piano]", "intro", 1),
        ("[Instrumental]", "instrumental", 1), ("[Female Verse]", "verse", 1), ("[Repeat Chorus]", "chorus", 1),
        ("[Short Instrumental Intro]", "intro", 1), ("[Chorus, x2]", "chorus", 2), ("【Chorus】", "chorus", 1),
        ("Couplet 1", "verse", 1), ("[Refrain]", "chorus", 1), ("Estribillo:", "chorus", 1),
        ("[Strophe 2]", "verse", 1),
        ("Ritornello", "chorus", 1), ("1. Strophe", "verse", 1), ("Куплет 2", "verse", 1),
        ("2-й куплет:", "verse", 1),
        ("[Припев x2]", "chorus", 2), ("Приспів:", "chorus", 1), ("主歌1", "verse", 1), ("副歌", "chorus", 1),
        ("サビ", "chorus", 1), ("[Aメロ]", "verse", 1), ("[1절]", "verse", 1), ("후렴", "chorus", 1),
        ("[Refrão]", "chorus", 1),
        ("[Zwrotka 1]", "verse", 1), ("Nakarat", "chorus", 1), ("[Reff]", "chorus", 1), ("Điệp khúc:", "chorus", 1),
        ("[Κουπλέ]", "verse", 1), ("[मुखड़ा]", "chorus", 1), ("[لازمة]", "chorus", 1), ("[Refrein]", "chorus", 1),
        ("**[Verse 1 - female]**", "verse", 1), ("[Chorus] (x2)", "chorus", 2), ("Chorus (Both)", "chorus", 1),
        ("Verse 1 (Anna):", "verse", 1), ("Verse 2 - female", "verse", 1), ("Chorus x2", "chorus", 2),
        ("[Puente]", "bridge", 1), ("[Vorspiel]", "intro", 1), ("[間奏]", "instrumental", 1), ("[Final]", "outro", 1),
    ],
)  # fmt: skip
def test_a_tag_names_its_section(line: str, kind: str, repeats: int) -> None:
    tag = read_tag(line)
    assert tag is not None
    assert (tag.kind, tag.repeats, tag.text) == (kind, repeats, line.strip())


@pytest.mark.parametrize(
    "line",
    ["", "[whispered]", "Verse of my heart", "The chorus sings", "Break", "Solo", "Hook", "end of the line",
     "(ooh)", "[" * 100, "(Bridge over water)", "(Hook me up)", "(in the end)", "Chorus of angels: sing",
     "Break: my heart",
     "[backing vocals join in softly during the chorus]", "Verse, I hear you",
     "Bridge - over water", "Chorus (of all the angels here)", "bridge over water", "chorus " * 20, "Build"],
)  # fmt: skip
def test_words_to_sing_are_no_tag(line: str) -> None:
    assert read_tag(line) is None


def test_a_tag_keeps_what_it_says_besides() -> None:
    found = [
        read_tag(line)
        for line in ("[Verse 2 - female]", "[Intro: soft piano]", "[Female Chorus x2]", "[Verse 1: Anna & Tom]")
    ]
    assert [tag.detail if tag else None for tag in found] == ["female", "soft piano", "female", "Anna & Tom"]


def test_words_may_follow_a_tag_on_its_line() -> None:
    found = [
        read_tag(line)
        for line in (
            "Припев: Мы вместе",
            "[Hook - female] yo yo",
            "[Verse] I am",
            "[Chorus x2] (oh) I am",
            "[Male] I am",
        )
    ]
    assert [(tag.kind, tag.detail, tag.rest) if tag else None for tag in found] == [
        ("chorus", "", "Мы вместе"), ("chorus", "female", "yo yo"), ("verse", "", "I am"),
        ("chorus", "", "(oh) I am"), None,
    ]  # fmt: skip


def test_a_direction_is_a_whole_line_in_square_brackets() -> None:
    assert is_direction("[softly, with strings]")
    assert is_direction("(softly)")
    assert is_direction("*whispered*")
    assert not is_direction("[softly] hello [now]")
    assert not is_direction("[softly] hello")
    assert not is_direction("(ooh)")


def test_a_way_of_singing_is_known_in_other_languages() -> None:
    assert all(map(is_way, ("Whispered", "susurrado", "шёпотом", "속삭임", "guitar solo")))
    assert not is_way("hello")


@pytest.mark.parametrize(
    ("line", "times"),
    [("(x2)", 2), ("x3", 3), ("(repeat)", 2), ("[bis]", 2), ("[x2]", 2), ("hey x2", 0), ("again", 0), ("x", 0)],
)
def test_a_line_may_have_those_above_sung_again(line: str, times: int) -> None:
    assert block_repeats(line) == times


@pytest.mark.parametrize(
    ("line", "text", "times"),
    [("Hey (x3)", "Hey", 3), ("na na x2", "na na", 2), ("I was 2", "I was 2", 1),
     ("Malcolm X", "Malcolm X", 1),
     ("x2", "", 0), ("(x2)", "", 0), ("hey x40", "hey x40", 1), ("hey (2x)", "hey", 2)],
)  # fmt: skip
def test_a_line_says_how_often_it_is_sung(line: str, text: str, times: int) -> None:
    assert line_repeats(line) == (text, times)
