import pytest

from tonewright.brief.brief import PartWish
from tonewright.brief.instruments import INSTRUMENT_WORDS
from tonewright.brief.lexicon import table
from tonewright.brief.parts import can_take, read_parts
from tonewright.brief.prompt import Prompt
from tonewright.composition.technique import techniques


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("a lonely oboe", {"oboe": "lead"}),
        ("melody on the flute", {"flute": "lead"}),
        ("cello takes the lead", {"cello": "lead"}),
        ("trumpet answered by a clarinet", {"trumpet": "lead", "clarinet": "answer"}),
        ("dialogue between violin and cello", {"violin": "lead", "cello": "answer"}),
        ("violin and cello in conversation", {"violin": "lead", "cello": "answer"}),
        ("guitar chords", {"guitar": "chords"}),
        ("strummed ukulele", {"ukulele": "chords"}),
        ("a bed of strings", {"strings": "pad"}),
        ("organ in the background", {"organ": "pad"}),
        ("brass hits", {"brass": "accent"}),
        ("a touch of harp", {"harp": "accent"}),
        ("piano fills", {"piano": "answer"}),
    ],
)
def test_the_words_around_an_instrument_tell_its_role(text: str, roles: dict[str, str]) -> None:
    assert {part.instrument: part.role for part in read_parts(Prompt(text))} == roles


@pytest.mark.parametrize("text", ["piano", "piano and strings", "solo drums", "no lead guitar", "lead. Guitar", ""])
def test_a_name_alone_is_no_part(text: str) -> None:
    assert read_parts(Prompt(text)) == ()


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("cross-stick", PartWish("drums", technique="cross-stick")),
        ("wire brushes", PartWish("brushes", technique="brushes")),
        ("tremolo violin", PartWish("violin", technique="tremolo")),
        ("slapped bass", PartWish("slap bass", technique="slap")),
        ("bowed bass", PartWish("double bass", technique="bowed")),
        ("maracas", PartWish("percussion", technique="maracas")),
        ("palm-muted guitar", PartWish("guitar", technique="muted")),
        ("blast beats", PartWish("drums", technique="double kick")),
    ],
)
def test_a_technique_speaks_of_its_instrument(text: str, wish: PartWish) -> None:
    assert read_parts(Prompt(text)) == (wish,)


@pytest.mark.parametrize(
    "text", ["this track should slap", "heavy rain", "a clean look", "no cross-stick", "walking home"]
)
def test_a_techniques_word_in_another_sense_is_passed_over(text: str) -> None:
    assert read_parts(Prompt(text)) == ()


def test_an_instrument_that_is_also_named_without_a_section_plays_everywhere() -> None:
    assert read_parts(Prompt("piano intro, warm piano")) == ()


def test_each_takes_what_it_can() -> None:
    assert not can_take("drums", "lead")
    assert not can_take("flute", "pad")
    assert can_take("strings", "pad")
    assert can_take("bass", "lead")
    assert not can_take("vinyl", "lead")


def test_the_lexicon_names_what_there_is() -> None:
    data = table("parts")
    for names in data["can"].values():
        assert set(names) <= set(INSTRUMENT_WORDS)
    families = {*INSTRUMENT_WORDS, *table("instruments")["members"]}
    for name, entry in data["techniques"].items():
        assert entry.get("of", "piano") in INSTRUMENT_WORDS, name
        assert entry.get("among", "guitar") in families, name


def test_every_technique_that_can_be_played_can_be_asked_for() -> None:
    # Fretless basses and felt pianos are instruments with names of their own.
    assert set(techniques()) - {"fretless", "felt"} <= set(table("parts")["techniques"])
