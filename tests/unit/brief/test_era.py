import pytest

from tonewright.brief.brief import Blend
from tonewright.brief.era import era_blend, era_entry, read_era
from tonewright.brief.instruments import INSTRUMENT_WORDS
from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt
from tonewright.styles.packs import pack, pack_names


@pytest.mark.parametrize(
    ("text", "era"),
    [
        ("80s", "1980s"), ("the '80s", "1980s"), ("1980's pop", "1980s"), ("eighties", "1980s"),
        ("summer of 1969", "1960s"),
        ("early 2000s", "2000s"), ("mid-90s rave", "1990s"), ("00s", "2000s"), ("the 10s", "2010s"),
        ("a speakeasy", "1920s"), ("20s jazz", "1920s"), ("Y2K", "2000s"), ("1940s radio", "1940s"),
    ],
)  # fmt: skip
def test_a_decade_is_read(text: str, era: str) -> None:
    assert read_era(Prompt(text)) == era


@pytest.mark.parametrize(
    "text",
    ["a 30s clip", "in her twenties", "1980 bpm", "a 20s intro", "1066", "1850s", "2085", "not the eighties", "808s",
     "", "60 s"],
)  # fmt: skip
def test_other_numbers_are_no_decade(text: str) -> None:
    assert read_era(Prompt(text)) == ""


def test_an_era_suggests_instruments_that_there_are() -> None:
    for name, entry in table("eras").items():
        assert set(entry["instruments"]) <= set(INSTRUMENT_WORDS), name
        assert era_entry(name) == entry
    assert era_entry("") == {}


def test_pop_of_the_thirties_takes_its_rhythm_from_swing() -> None:
    assert era_blend("1930s", "pop") == Blend("swing", ("kit", "bass"))
    assert era_blend("1930s", "swing") is None
    assert era_blend("", "pop") is None


def test_what_an_era_lends_stands_in_the_packs_palette() -> None:
    for name, entry in table("eras").items():
        for style in entry.get("lends", {}):
            blend = era_blend(name, style)
            assert blend is None or set(blend.roles) <= set(pack(blend.style)["palette"])
            assert blend is not None or entry["lends"][style]["style"] not in pack_names()
