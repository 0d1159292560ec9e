import pytest

from tonewright.brief.era import era_entry
from tonewright.brief.instruments import INSTRUMENT_WORDS
from tonewright.brief.lexicon import table
from tonewright.brief.prompt import Prompt
from tonewright.brief.scene import MOST_SUGGESTED, leanings_of, read_leanings, scene, scene_names, scenes_in

# The packs of the third issue; a leaning to one that is not there yet counts for nothing.
PLANNED = {
    "pop", "indie_pop", "rock", "metal", "folk", "country", "blues", "swing", "jazz_ballad", "bossa_nova", "funk",
    "soul", "gospel", "hip_hop", "trap", "lofi", "deep_house", "techno", "trance", "drum_and_bass", "synthwave",
    "ambient", "cinematic", "piano_solo", "string_quartet", "flamenco", "salsa", "reggaeton", "reggae", "waltz",
    "celtic", "chiptune",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "scenes"),
    [
        ("rainy Sunday in a Paris café", ("rain", "sunday", "paris", "cafe")),
        ("a boss fight on the beach", ("battle", "beach")),
        ("Copacabana, Rio", ("rio",)),
        ("anything but rain", ()),
        ("no party", ()),
        ("ends as a stadium", ()),
        ("in a stadium", ("stadium",)),
    ],
)
def test_scenes_are_found_once_each_in_order(text: str, scenes: tuple[str, ...]) -> None:
    assert tuple(match.value for match in scenes_in(Prompt(text))) == scenes


def test_leanings_add_up_and_the_strongest_suggests_first() -> None:
    leanings = read_leanings(Prompt("a rainy day in a Paris café"), is_song=False)
    assert leanings.styles["waltz"] == max(leanings.styles.values())
    assert leanings.instruments[0] == "accordion"
    assert "brushes" in leanings.instruments
    assert (leanings.mode, leanings.tempo) == ("minor", "slow")


def test_scenes_that_do_not_agree_say_nothing_of_tempo_and_mode() -> None:
    leanings = read_leanings(Prompt("gym music for a rainy day at a wedding"), is_song=False)
    assert (leanings.tempo, leanings.mode) == ("", "")


def test_what_a_song_is_about_leans_to_nothing_and_a_piece_does() -> None:
    prompt = Prompt("a song about Havana, for the gym")
    assert "salsa" not in read_leanings(prompt, is_song=True).styles
    assert "deep_house" in read_leanings(prompt, is_song=True).styles
    assert "salsa" in read_leanings(prompt, is_song=False).styles


def test_an_era_leans_like_a_scene() -> None:
    assert read_leanings(Prompt("music"), is_song=True, era=era_entry("1930s")).styles == {"swing": 1.6}


def test_no_more_is_suggested_than_a_band_can_use() -> None:
    assert len(leanings_of(scene(name) for name in scene_names()).instruments) == MOST_SUGGESTED


@pytest.mark.parametrize("name", scene_names())
def test_every_scene_lies_on_the_plane_and_names_what_there_is(name: str) -> None:
    entry = scene(name)
    assert -1 <= entry["valence"] <= 1
    assert 0 <= entry["energy"] <= 1
    assert entry["words"]
    assert set(entry.get("styles", {})) <= PLANNED
    assert set(entry.get("instruments", [])) <= set(INSTRUMENT_WORDS)
    assert entry.get("tempo", "slow") in table("tempo")["plain"]
    assert entry.get("mode", "major") in ("major", "minor")


def test_no_word_belongs_to_two_scenes() -> None:
    words = [word for name in scene_names() for word in scene(name)["words"]]
    assert sorted(words) == sorted(set(words))
