import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tonewright.brief.brief import LyricSection
from tonewright.brief.lyrics_reader import MOST_LINES, MOST_SECTIONS, check_lyrics, read_lyrics
from tonewright.errors import InvalidParameter

SONG = """
[Intro]

[Verse 1]
I walk along the river
(oh yeah) I walk alone

[Pre-Chorus]
And then I hear

[Chorus x2]
Sing it loud, sing it proud

[Verse 2: Male]
[Male] The water's cold
♥♥♥
(Both) But I am bold

[Chorus]

[Guitar Solo]

[Bridge]
Hold on (x2)

[Outro]
"""


def form(sections: tuple[LyricSection, ...]) -> list[tuple[str, int]]:
    return [(section.kind, len(section.lines)) for section in sections]


def texts(sections: tuple[LyricSection, ...]) -> list[str]:
    return [line.text for section in sections for line in section.lines]


def test_tagged_lyrics_keep_their_form() -> None:
    assert form(read_lyrics(SONG)) == [
        ("intro", 0), ("verse", 3), ("prechorus", 1), ("chorus", 1), ("chorus", 1), ("verse", 2),
        ("chorus", 1),
        ("instrumental", 0), ("bridge", 2), ("outro", 0),
    ]  # fmt: skip


def test_tags_roles_and_symbols_are_not_sung() -> None:
    assert texts(read_lyrics(SONG)) == [
        "I walk along the river", "oh yeah", "I walk alone", "And then I hear", "Sing it loud, sing it proud",
        "Sing it loud, sing it proud", "The water's cold", "But I am bold", "Sing it loud, sing it proud",
        "Hold on", "Hold on",
    ]  # fmt: skip


def test_an_empty_chorus_comes_again_as_before() -> None:
    sections = read_lyrics("[Chorus]\nOne\n[Verse]\nTwo\n[Chorus]")
    assert sections[2].lines == sections[0].lines


def test_lines_before_the_first_tag_are_a_verse() -> None:
    assert form(read_lyrics("Hello\n[Chorus]\nWorld")) == [("verse", 1), ("chorus", 1)]


def test_lines_under_an_instrumental_tag_are_sung_as_a_verse() -> None:
    assert form(read_lyrics("[Instrumental]\nHello there")) == [("verse", 1)]


def test_lyrics_without_tags_get_their_form_from_what_returns() -> None:
    sections = read_lyrics("I go\n\nOh love\nOh me\n\nI stay\n\nOh love\nOh me")
    assert [section.kind for section in sections] == ["verse", "chorus", "verse", "chorus"]
    assert {section.tag for section in sections} == {""}


def test_a_lyric_of_one_small_word_over_and_over_is_sung() -> None:
    assert sum(line.syllable_count for line in read_lyrics("a " * 1500)[0].lines) == 1500


def test_directions_inside_a_line_are_not_sung() -> None:
    assert texts(read_lyrics("Hello [softly] my [louder] friend")) == ["Hello my friend"]


@pytest.mark.parametrize("text", ["", " \n ", "[Verse]\n[Chorus]", "♥♥♥\n***", "....",
                                  "[Male]\n(Both)", "[a] [b]", "(x2)", "\x00\x01", "[Chorus]"])  # fmt: skip
def test_lyrics_without_a_word_to_sing_are_refused(text: str) -> None:
    with pytest.raises(InvalidParameter, match="at least one word that can be sung"):
        check_lyrics(text)
    with pytest.raises(InvalidParameter, match="Parameter lyrics"):
        read_lyrics(text)


def test_3000_characters_without_a_break_are_sung_in_phrases() -> None:
    text = ("love is all we need tonight " * 120)[:3000]
    sections = read_lyrics(text)
    words = [word.text for section in sections for line in section.lines for word in line.words]
    assert words == text.split()


def test_the_longest_lyrics_stay_within_bounds() -> None:
    sections = read_lyrics("[Chorus x4]\na\n" * 190)
    assert len(sections) <= MOST_SECTIONS
    assert sum(line.syllable_count for section in sections for line in section.lines) == 760
    assert sum(len(section.lines) for section in read_lyrics("[Verse x4]\n" + "a\n" * 1400)) <= MOST_LINES


SCRAPS = [
    "[Verse]",
    "[Chorus x2]",
    "hello my love",
    "♥",
    "",
    "Both: yes",
    "(Both)",
    "[Verse 2 - female]",
    "a" * 80,
    "24/7 — now",
    "(x2)",
    "[",
    "(",
    ")",
    "愛",
    "x2",
    "Anna: hi",
    "Tom: (hi)",
    "<b>hi</b>",
    "ﾊﾝｶｸ",
    "\u202eabc",
    "привет",
    "سلام",
    "สวัสดี",
]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(SCRAPS), max_size=20).map("\n".join)))
def test_any_text_is_lyrics_or_refused(text: str) -> None:
    try:
        check_lyrics(text)
    except InvalidParameter:
        with pytest.raises(InvalidParameter):
            read_lyrics(text)
        return
    sections = read_lyrics(text)
    assert any(section.lines for section in sections)
    for section in sections:
        for line in section.lines:
            assert line.words
            assert all(word.syllables for word in line.words)


WORDS = [
    "love",
    "tonight",
    "don't",
    "beautiful",
    "naïve",
    "любовь",
    "ночь",
    "αγάπη",
    "प्यार",
    "حب",
    "사랑해",
    "爱",
    "桜の",
    "Straße",
    "7",
]
WRITTEN = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), st.sampled_from(["{}", "({})", "hey ({})", "{} (oh)"])
    ),
    min_size=1,
    max_size=12,
)


def letters(text: str) -> list[str]:
    return sorted(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


@settings(max_examples=40, deadline=None)
@given(WRITTEN, st.sampled_from(["", "[Verse]\n", "[Male]\n", "Couplet 1\n"]))
def test_no_word_is_lost(lines: list[tuple[list[str], str]], tag: str) -> None:
    written = "\n".join(form.format(" ".join(words)) for words, form in lines)
    sections = read_lyrics(tag + written)
    sung = [word.text for section in sections for line in section.lines for word in line.words]
    assert letters("".join(sung)) == letters(written)
    assert letters("".join(texts(sections))) == letters(written)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["river", "stone", "winter", "alone", "forever"]), min_size=1, max_size=60))
def test_words_are_sung_in_the_order_written(words: list[str]) -> None:
    lines = [" ".join(words[at : at + 7]) for at in range(0, len(words), 7)]
    sections = read_lyrics("[Verse]\n" + "\n".join(lines))
    assert [word.text for section in sections for line in section.lines for word in line.words] == words


def singers(sections: tuple[LyricSection, ...]) -> list[tuple[str, str]]:
    return [(line.singers, line.text) for section in sections for line in section.lines]


def test_a_role_holds_for_a_line_a_stanza_a_section_or_on() -> None:
    sections = read_lyrics(
        "[Male]\nfirst\n(Both) second\nthird\n[Chorus - female]\nfourth\n[Verse]\nfifth\nHer: sixth\nseventh\n\neighth"
    )
    assert singers(sections) == [
        ("lead", "first"), ("both", "second"), ("lead", "third"), ("second", "fourth"), ("lead", "fifth"),
        ("second", "sixth"), ("second", "seventh"), ("lead", "eighth"),
    ]  # fmt: skip


def test_an_empty_chorus_is_sung_by_whom_its_tag_names() -> None:
    sections = read_lyrics("[Chorus - male]\nOne (one)\n[Verse - female]\nTwo\n[Chorus - both]")
    assert [line.singers for line in sections[2].lines] == ["both", "backing"]


def test_echoes_are_sung_by_backing_voices_and_keep_their_place() -> None:
    assert singers(read_lyrics("I walk alone (alone)\n(oh yeah) I walk\n(all the way)")) == [
        ("lead", "I walk alone"), ("backing", "alone"), ("backing", "oh yeah"), ("lead", "I walk"),
        ("backing", "all the way"),
    ]  # fmt: skip


def test_a_block_is_sung_again_where_a_line_says_so() -> None:
    assert texts(read_lyrics("[Verse]\nOne\n\nTwo\nThree\n(x2)")) == ["One", "Two", "Three", "Two", "Three"]


def test_lines_keep_the_language_they_are_written_in() -> None:
    lines = read_lyrics("[Verse]\n사랑해 baby\nI will love you tonight\n我爱你", "ko")[0].lines
    assert [(line.language, line.text) for line in lines] == [
        ("", "사랑해 baby"), ("en", "I will love you tonight"), ("zh", "我爱你"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "script"), [("สวัสดีครับ", "Thai"), ("שלום לכם", "Hebrew"), ("hello გამარჯობა", "Georgian")]
)
def test_a_script_that_cannot_be_sung_is_refused_by_name(text: str, script: str) -> None:
    with pytest.raises(InvalidParameter, match=f"Latin.*{script} cannot") as refusal:
        check_lyrics(text)
    assert refusal.value.parameter == "lyrics"


@pytest.mark.parametrize(
    ("text", "sung"),
    [
        ("1 2 3", ["1 2 3"]),
        ("1999", ["1999"]),
        ("fuck this shit", ["fuck this shit"]),
        ("😀 hey 😀", ["hey"]),
        ("<h1>Title</h1><p>One</p><p>Two &amp; three</p>", ["Title", "One", "Two and three"]),
        ("https://www.example.com/song?id=1", ["example.com"]),
        ("ｱｲｼﾃﾙ", ["アイシテル"]),
        ("e\u0301te\u0301 H\u0338\u0321ey", ["été Hey"]),
        ("\u202bأحبك\u202c يا ليل", ["أحبك يا ليل"]),
        ("hello\r\nworld\u2028again", ["hello", "world", "again"]),
    ],
)  # fmt: skip
def test_what_people_paste_is_sung_as_far_as_it_can_be(text: str, sung: list[str]) -> None:
    assert texts(read_lyrics(text)) == sung


def test_numbers_are_sung_as_words() -> None:
    (line,) = read_lyrics("1999 7")[0].lines
    # nine-teen nine-ty-nine sev-en
    assert [len(word.syllables) for word in line.words] == [5, 2]


@pytest.mark.parametrize("text", ["。" * 40, "?!,.;:", "--- *** ###", "( ) [ ]", "« »"])
def test_only_punctuation_is_refused(text: str) -> None:
    with pytest.raises(InvalidParameter, match="at least one word that can be sung"):
        check_lyrics(text)


def test_3000_chinese_characters_in_one_line_are_sung() -> None:
    sections = read_lyrics("我爱你中国" * 600, "zh")
    sung = "".join(text for text in texts(sections))
    assert sung == "我爱你中国" * 600


def test_3000_lines_of_one_letter_are_sung_in_breaths() -> None:
    sections = read_lyrics("a\n" * 1500)
    assert sum(line.syllable_count for section in sections for line in section.lines) == 1500
    assert sum(len(section.lines) for section in sections) <= MOST_LINES


def test_a_chorus_within_unbroken_lines_is_found() -> None:
    verse = "{0} one\n{0} two\n{0} three\n{0} four\n"
    chorus = "oh my love\ncome to me\n"
    sections = read_lyrics(verse.format("alpha") + chorus + verse.format("bravo") + chorus)
    assert [(section.kind, len(section.lines)) for section in sections] == [
        ("verse", 4), ("chorus", 2), ("verse", 4), ("chorus", 2),
    ]  # fmt: skip
