import pytest

from tonewright.brief.blend import blend_of, read_lendings, usual_roles
from tonewright.brief.brief import Blend
from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt
from tonewright.styles.packs import pack, pack_names


def lenders(text: str) -> list[str]:
    return [one.match.value[0] for one in read_lendings(Prompt(text))]


@pytest.mark.parametrize(
    ("text", "style", "roles"),
    [
        ("folk with trap drums", "trap", {"kit", "percussion"}),
        ("funk with a rock guitar", "rock", {"comp2"}),
        ("pop with a deep house bassline", "deep_house", {"bass"}),
        ("swing with drum and bass drums", "drum_and_bass", {"kit", "percussion"}),
    ],
)
def test_a_style_before_an_instrument_lends_that_alone(text: str, style: str, roles: set[str]) -> None:
    (lending,) = read_lendings(Prompt(text))
    assert lending.match.value[0] == style
    assert roles <= set(lending.roles) <= {role for role in pack(style)["palette"] if role != "mood"}


@pytest.mark.parametrize(
    ("text", "lender"),
    [
        ("jazz meets funk", "funk"),
        ("jazz with a hint of funk", "funk"),
        ("jazz/flamenco", "flamenco"),
        ("a blend of jazz and funk", "funk"),
        ("funk-infused jazz", "funk"),
        ("orchestral rock", "cinematic"),
        ("jazz turns into drum and bass", "drum_and_bass"),
    ],
)
def test_two_styles_that_meet_make_one_lend_to_the_other(text: str, lender: str) -> None:
    assert lenders(text) == [lender]


@pytest.mark.parametrize(
    "text",
    ["jazz", "trap drums", "jazz or funk", "jazz, not funk", "jazz instead of funk", "a song about jazz and funk",
     "jazz. Later I will order a funk track.", "a jazz waltz", ""],
)  # fmt: skip
def test_nothing_is_lent_where_nothing_meets(text: str) -> None:
    assert read_lendings(Prompt(text)) == ()


def test_near_styles_only_blend_by_an_instrument() -> None:
    assert blend_of(read_lendings(Prompt("lofi, hip hop")), "lofi") is None
    assert blend_of(read_lendings(Prompt("lofi with hip hop drums")), "lofi") == Blend("hip_hop", ("kit", "percussion"))


def test_no_style_lends_to_itself() -> None:
    assert blend_of(read_lendings(Prompt("jazz meets funk")), "funk") is None


@pytest.mark.parametrize("style", pack_names())
def test_every_style_has_something_to_lend_that_it_has_itself(style: str) -> None:
    roles = usual_roles(style)
    assert roles
    assert set(roles) <= set(pack(style)["palette"])


def test_roles_are_those_of_a_palette() -> None:
    roles = set(pack("pop")["palette"])
    for noun in table("blends")["nouns"].values():
        assert set(noun["roles"]) <= roles
