import pytest

from tonewright.brief.lyric_language import language_of, line_language, parts_by_script

# Opening lines of folk songs, hymns and old poems, all free of rights, in nineteen languages.
LINES = {
    "en": "Amazing grace, how sweet the sound that saved a wretch like me",
    "es": "Ay, ay, ay, ay, canta y no llores, porque cantando se alegran los corazones",
    "fr": "Au clair de la lune, mon ami Pierrot, prête-moi ta plume pour écrire un mot",
    "de": "Der Mond ist aufgegangen, die goldnen Sternlein prangen am Himmel hell und klar",
    "it": "Che bella cosa è una giornata di sole, l'aria serena dopo la tempesta",
    "pt": "Minha terra tem palmeiras onde canta o sabiá, as aves que aqui gorjeiam não gorjeiam como lá",
    "nl": "In een groen, groen knollenland, daar zaten twee haasjes heel parmant en de een die blies",
    "pl": "Litwo, ojczyzno moja, ty jesteś jak zdrowie, ile cię trzeba cenić, ten tylko się dowie",
    "tr": "Üsküdar'a gider iken aldı da bir yağmur, kâtibimin setresi uzun, eteği çamur",
    "id": "Burung kakatua hinggap di jendela, nenek sudah tua dan giginya tinggal dua",
    "vi": "Trăm năm trong cõi người ta, chữ tài chữ mệnh khéo là ghét nhau",
    "ru": "Я помню чудное мгновенье, передо мной явилась ты",
    "uk": "Реве та стогне Дніпр широкий, сердитий вітер завива",
    "el": "Σε γνωρίζω από την κόψη του σπαθιού την τρομερή",
    "hi": "वैष्णव जन तो तेने कहिये जे पीड़ पराई जाणे रे",
    "ar": "طلع البدر علينا من ثنيات الوداع",
    "ko": "아리랑 아리랑 아라리요 아리랑 고개로 넘어간다",
    "zh": "床前明月光，疑是地上霜",
    "ja": "さくら さくら 野山も里も 見わたすかぎり",
}


@pytest.mark.parametrize("tag", LINES)
def test_a_verse_shows_its_language(tag: str) -> None:
    assert language_of(LINES[tag]) == tag


@pytest.mark.parametrize("text", ["", "123 !?", "hmm", "hey ho", "example.com"])
def test_what_shows_no_language_has_none(text: str) -> None:
    assert language_of(text) == ""


@pytest.mark.parametrize(
    ("line", "song", "tag"),
    [
        ("Je t'aime, je ne sais pas pourquoi", "en", "fr"),
        ("I love you, will you be my one", "es", "en"),
        ("La vida loca", "en", ""),
        ("Come home, come home, come home", "en", ""),
        ("Hey hey hey", "de", ""),
        ("I can't stop", "ko", "en"),
        ("사랑해", "en", "ko"),
        ("我爱你", "ja", ""),
        ("愛してる", "zh", "ja"),
        ("Я тебя люблю", "uk", ""),
        ("привет", "en", "ru"),
        ("1 2 3", "ru", ""),
        ("Ich liebe dich", "de-AT", ""),
    ],
)
def test_a_line_is_the_songs_unless_it_clearly_is_not(line: str, song: str, tag: str) -> None:
    assert line_language(line, song) == tag


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("I love you so 사랑해 baby", ["I love you so", "사랑해 baby"]),
        ("baby 사랑해 oh my love tonight", ["baby 사랑해", "oh my love tonight"]),
        ("любовь 愛 hello", ["любовь", "愛 hello"]),
        ("just one language", ["just one language"]),
        ("啊 baby 我爱你", ["啊 baby 我爱你"]),
        ("... 1 2 3", ["... 1 2 3"]),
        ("", []),
    ],
)
def test_a_line_is_parted_where_another_singer_must_read_it(line: str, parts: list[str]) -> None:
    assert parts_by_script(line) == parts


def test_a_language_that_is_asked_for_counts_for_every_line_in_its_script() -> None:
    assert line_language("Je t'aime, je ne sais pas pourquoi", "en", mixed=False) == ""
    assert line_language("사랑해", "en", mixed=False) == "ko"
    assert line_language("I love you", "ko", mixed=False) == "en"
