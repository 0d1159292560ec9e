import pytest

from tonewright.brief.casting import choose_singers, read_duet, read_sexes
from tonewright.brief.prompt import Prompt
from tonewright.speech.roster import default_voice, voice_named

DIALOGUE = "[Male]\nWhere were you last night\n[Female]\nI was at home\n[Both]\nWe were in love"
PLAIN = "I walk along the river\nand you are gone"


def sexes(text: str, lyrics: str, given: str | None = None, told: str | None = None) -> tuple[str, str]:
    singers = choose_singers(given, told, Prompt(text), lyrics, 3)
    second = singers.second.value
    return voice_named(singers.voice.value).gender, voice_named(second).gender if second else ""


@pytest.mark.parametrize(
    ("text", "is_duet"),
    [
        ("a duet about rain", True), ("male and female vocals", True), ("a man and a woman singing", True),
        ("two singers trade lines", True), ("not a duet", False), ("a piano duet", False),
        ("a duet for cello and piano", False), ("female vocals", False), ("a song about a man and a woman", False),
        ("a pop song", False),
    ],
)  # fmt: skip
def test_a_prompt_may_ask_for_two_singers(text: str, is_duet: bool) -> None:
    assert read_duet(Prompt(text)) == is_duet


def test_the_sexes_are_those_of_singers_in_the_order_named() -> None:
    assert read_sexes(Prompt("female and male vocals")) == ("female", "male")
    assert read_sexes(Prompt("male and female lead")) == ("male", "female")
    assert read_sexes(Prompt("a male lead, female backing vocals")) == ()


@pytest.mark.parametrize(
    ("text", "lyrics", "expected"),
    [
        ("", DIALOGUE, ("male", "female")),
        ("female singer", DIALOGUE, ("female", "male")),
        ("a duet", PLAIN, None),
        ("female and male vocals", PLAIN, ("female", "male")),
        ("male and female vocals", PLAIN, ("male", "female")),
        ("a warm male voice", PLAIN, ("male", "")),
        ("", "[Female]\nHello there", ("female", "")),
        ("", "[Verse 1]\nHello\n[Verse 2 - female]\nThere", ("male", "female")),
        ("", "Anna: Hello\nTom: There", ("female", "male")),
        ("", "[Male 1]\nHello\n[Male 2]\nThere", ("male", "male")),
    ],
)  # fmt: skip
def test_the_voices_are_of_the_sex_asked_for(text: str, lyrics: str, expected: tuple[str, str] | None) -> None:
    found = sexes(text, lyrics)
    assert found == expected if expected else set(found) == {"male", "female"}


def test_two_singers_of_one_sex_are_two_voices() -> None:
    singers = choose_singers(None, None, Prompt(""), "[Male 1]\nHello\n[Male 2]\nThere", 1)
    assert singers.voice.value != singers.second.value


def test_a_parameter_goes_before_the_roles() -> None:
    woman = default_voice("female").item_id
    singers = choose_singers(woman, None, Prompt("male vocals"), DIALOGUE, 1)
    assert (singers.voice.value, singers.voice.source, singers.second.source) == (woman, "parameter", "lyrics")
    assert voice_named(singers.second.value).gender == "male"


def test_a_model_that_read_the_prompt_names_the_lead() -> None:
    assert sexes("", PLAIN, told="male") == ("male", "")


def test_one_singer_has_no_second() -> None:
    singers = choose_singers(None, None, Prompt("a song"), PLAIN, 1)
    assert (singers.second.value, singers.voice.source) == ("", "default")
