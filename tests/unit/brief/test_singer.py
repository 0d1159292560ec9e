import pytest

from tonewright.brief.prompt import Prompt
from tonewright.brief.singer import read_gender, read_voice
from tonewright.speech.roster import usual_voices, voice_named


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("female vocals", "female"), ("a warm, deep male voice", "male"), ("sung by a woman", "female"),
        ("soprano", "female"), ("a crooner", "male"), ("girl with a soft voice", None),
        ("a woman singer", "female"), ("a song about a man", None), ("no male vocals", None),
        ("a boy meets a girl", None), ("female rock vocals", "female"), ("his voice breaks", "male"),
    ],
)  # fmt: skip
def test_only_words_for_singing_name_the_singer(text: str, gender: str | None) -> None:
    assert read_gender(Prompt(text)) == gender


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("bolero en español, voz femenina cálida", "female"), ("chanson douce, voix masculine", "male"),
        ("Pop, helle Frauenstimme, Klavier", "female"), ("canzone, voce maschile calda", "male"),
        ("bossa nova, voz feminina suave", "female"), ("folkpop, warme mannenstem", "male"),
        ("ballada, ciepły głos kobiecy", "female"), ("баллада, мужской голос", "male"),
        ("пісня, жіночий голос", "female"),
        ("pop balad, sıcak kadın sesi", "female"), ("τραγούδι, ανδρική φωνή", "male"), ("गीत, मधुर महिला स्वर", "female"),
        ("أغنية هادئة، صوت نسائي دافئ", "female"), ("lagu pop, suara wanita lembut", "female"),
        ("bài hát, giọng nữ", "female"), ("발라드, 여성 보컬", "female"), ("抒情歌，女声，钢琴", "female"),
        ("バラード、女性ボーカル、ピアノ", "female"),
    ],
)  # fmt: skip
def test_a_singer_is_asked_for_in_the_languages_that_are_sung(text: str, gender: str) -> None:
    assert read_gender(Prompt(text)) == gender


def test_a_voices_labels_are_heard() -> None:
    assert "baritone" in voice_named(read_voice(Prompt("a warm baritone"), 1).value).labels


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("smoky female vocal", "husky"), ("deep male voice", "bass"), ("a breathy female voice over piano", "breathy"),
        ("soulful female singer", "powerful"), ("raspy rock vocals", "rough"), ("an opera soprano", "classical"),
        ("folk with a male singer", "folk"), ("tenor voice", "tenor"), ("alto voice, strings", "alto"),
        ("bright young female vocals", "bright"), ("a crooner", "soft"), ("choir boy and organ", "treble"),
        ("robot voice", "robotic"), ("countertenor", "counter-tenor"), ("boy soprano", "treble"),
    ],
)  # fmt: skip
def test_what_a_prompt_says_of_the_singer_chooses_the_voice(text: str, label: str) -> None:
    assert label in voice_named(read_voice(Prompt(text), 1).value).labels


@pytest.mark.parametrize(
    "text", ["smoky jazz club", "a robot dances", "no robot voice", "deep house", "warm bass, pads"]
)
def test_words_that_are_not_said_of_a_singer_choose_none(text: str) -> None:
    assert read_voice(Prompt(text), 1) == read_voice(Prompt("a song"), 1)


def test_over_seeds_every_everyday_voice_is_drawn_and_no_other() -> None:
    drawn = {read_voice(Prompt("a song"), seed).value for seed in range(200)}
    assert drawn == {voice.item_id for voice in usual_voices()}


def test_the_drawn_voice_depends_on_the_seed_alone() -> None:
    assert read_voice(Prompt("a song"), 5) == read_voice(Prompt("another song"), 5)
