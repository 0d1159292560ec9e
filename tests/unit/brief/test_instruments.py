import pytest

from tonewright.brief.instruments import INSTRUMENT_WORDS, read_instruments
from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("bass guitar and electric piano", ("bass", "electric piano")),
        ("drum and bass", ()),
        ("future bass with a bass drop", ()),
        ("piano, Piano, PIANO", ("piano",)),
        ("a string quartet", ("strings",)),
        ("distorted guitars", ("electric guitar",)),
        ("keys to my heart", ()),
        ("sax & trumpet", ("saxophone", "trumpet")),
    ],
)
def test_instruments_are_found_by_their_everyday_names(text: str, wanted: tuple[str, ...]) -> None:
    assert read_instruments(Prompt(text))[0] == wanted


@pytest.mark.parametrize(
    ("text", "barred"),
    [
        ("no drums, bass or piano", {"drums", "bass", "piano"}),
        ("no drums and no piano", {"drums", "piano"}),
        ("without drums nor bass", {"drums", "bass"}),
        ("no drums", {"drums", "percussion"}),
        ("a beatless piece", {"drums"}),
        ("a cappella", {"*"}),
    ],
)
def test_instruments_are_barred_one_by_one_and_in_lists(text: str, barred: set[str]) -> None:
    wanted, unwanted = read_instruments(Prompt(text))
    assert wanted == ()
    assert barred <= set(unwanted)


@pytest.mark.parametrize(
    "text", ["no drums, piano", "no drums but piano", "no drums. Piano", "no drums and soft piano"]
)
def test_what_follows_a_barred_instrument_may_be_wanted(text: str) -> None:
    assert read_instruments(Prompt(text))[0] == ("piano",)


@pytest.mark.parametrize(
    "text",
    ["solo piano", "only piano", "piano only", "just a piano", "nothing but piano", "unaccompanied piano"],
)
def test_one_alone_bars_all_others(text: str) -> None:
    assert read_instruments(Prompt(text)) == (("piano",), ("*", "choir"))


@pytest.mark.parametrize("text", ["with a piano solo", "with a solo piano", "solo piano intro", "not only piano"])
def test_a_soloist_among_others_bars_nobody(text: str) -> None:
    assert read_instruments(Prompt(text)) == (("piano",), ())


def test_a_member_that_is_wanted_is_not_barred_with_its_family() -> None:
    wanted, unwanted = read_instruments(Prompt("no guitars, just acoustic guitar please"))
    assert wanted == ("acoustic guitar",)
    assert "guitar" not in unwanted
    assert "acoustic guitar" not in unwanted


def test_a_part_of_the_kit_is_a_wish_for_it_and_never_one_against_it() -> None:
    assert read_instruments(Prompt("crisp hi-hats"))[0] == ("drums",)
    assert read_instruments(Prompt("no hi-hats")) == ((), ())


def test_families_have_members_that_exist() -> None:
    for family, members in table("instruments")["members"].items():
        assert {family, *members} <= set(INSTRUMENT_WORDS)
