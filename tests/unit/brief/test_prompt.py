import pytest

from tonewright.brief.prompt import LONGEST_PROMPT, Prompt, clean, words_of

DRUMS = {("drums",): 1, ("drum", "machine"): 2, ("drum",): 3, ("lo", "fi"): 4}


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  two   spaces ", "two spaces"),
        ("tab\there", "tab here"),
        ("line\r\n\r\nbreak", "line\n\n\n\nbreak"),
        ("nul\x00esc\x1b", "nul esc"),
        ("left\u202eright", "leftright"),
        ("half \ud83d emoji", "half emoji"),
        ("no\u00a0break", "no break"),
        ("family 👨‍👩‍👧", "family 👨‍👩‍👧"),
        ("\x00\x01", ""),
    ],
)
def test_a_text_is_cleaned_of_what_nobody_can_see(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_text_is_cut_at_its_longest() -> None:
    assert len(clean("a" * 10_000)) == LONGEST_PROMPT


def test_words_are_taken_apart_at_hyphens_and_keep_sharps_and_apostrophes() -> None:
    assert words_of("Lo-Fi drum'n'bass in F♯, don’t stop 90s R&B") == (
        "lo", "fi", "drum'n'bass", "in", "f#", "don't", "stop", "90s", "r", "b",
    )  # fmt: skip


def test_the_longest_phrase_wins_and_none_overlap() -> None:
    found = Prompt("a drum machine, lo-fi drums and a drum").find(DRUMS)
    assert [match.value for match in found] == [2, 4, 1, 3]
    assert (found[0].first, found[0].last) == (1, 2)


def test_a_phrase_does_not_run_over_a_full_stop() -> None:
    assert [match.value for match in Prompt("a drum. machine").find(DRUMS)] == [3]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("no drums", True),
        ("without any loud drums", True),
        ("I don't want drums", True),
        ("no piano, drums", False),
        ("no doubt drums", False),
        ("not only drums", False),
        ("not just drums", False),
        ("no piano but drums", False),
        ("avoid drums", True),
        ("no. drums", False),
        ("drums, no piano", False),
    ],
)
def test_a_word_is_negated_within_reach_of_its_negator(text: str, negated: bool) -> None:
    assert Prompt(text).find(DRUMS)[0].negated is negated


@pytest.mark.parametrize(
    "text",
    ["piano instead of drums", "everything but drums", "a drums-free mix", "free of drums", "anything but drums"],
)
def test_some_negators_are_two_words_or_come_after(text: str) -> None:
    assert Prompt(text).find(DRUMS)[0].negated
