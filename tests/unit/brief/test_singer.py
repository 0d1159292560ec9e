import pytest

from tonewright.brief.prompt import Prompt
from tonewright.brief.singer import read_gender, read_voice
from tonewright.speech.roster import voice_named


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


def test_the_drawn_voice_depends_on_the_seed_alone() -> None:
    assert read_voice(Prompt("a song"), 5) == read_voice(Prompt("another song"), 5)
