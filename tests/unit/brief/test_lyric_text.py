import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonewright.brief.lyric_text import label_words, plain_lines, without_sheet


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<p>Hello <b>my</b> friend</p><p>Bye<br>now</p>", ["Hello my friend", "Bye", "now"]),
        ("Tom &amp; Anna &lt;3", ["Tom & Anna <3"]),
        ("<script>alert('x')</script>Sing <!-- not this -->on", ["Sing on"]),
        ("I <3 you", ["I <3 you"]),
        ("go to https://www.example.com/a/b?c=d#e now", ["go to example.com now"]),
        ("(see http://user:pass@song.example:80/x)", ["(see song.example)"]),
        ("love😀you ❤️ 1️⃣", ["love you 1"]),
        ("ﾊﾝｶｸ ｶﾞ", ["ハンカク ガ"]),
        ("ＦＵＬＬ［Ｖｅｒｓｅ］", ["FULL[Verse]"]),
        ("你好，世界！（再见）", ["你好，世界！(再见)"]),
        ("cafe\u0301", ["café"]),
        ("Z\u0338\u0321\u0360a\u035dlgo", ["Zalgo"]),
        ("don´t can`t won’t", ["don't can't won’t"]),
        ("٣ ३ ３", ["3 3 3"]),
        ("مـــحبة", ["محبة"]),
        ("so\u00adft ze\u200bro", ["soft zero"]),
        ("\u202eright\u202c to left", ["right to left"]),
        ("½ cup", ["1/2 cup"]),
        ("\u0301\u0302alone", ["alone"]),
    ],
)  # fmt: skip
def test_pasted_text_becomes_plain(text: str, lines: list[str]) -> None:
    assert plain_lines(text) == lines


def test_vowel_signs_stay_on_their_letters() -> None:
    assert plain_lines("हिन्दी में") == ["हिन्दी में"]
    assert plain_lines("مُحَمَّد") == [unicodedata.normalize("NFC", "مُحَمَّد")]


def test_heaps_of_marks_are_cut_down() -> None:
    (line,) = plain_lines("я" + "\u0301" * 50)
    assert len(line) == 4


@pytest.mark.parametrize(
    ("label", "words"),
    [("Verse 2 - Female", ("verse", "2", "female")), ("主歌1", ("主歌", "1")), ("1절", ("1", "절")),
     ("दोनों", ("दोनों",)),
     ("PRÉ-REFRÃO", ("pré", "refrão")), ("l’amour", ("l'amour",)), (" -:! ", ())],
)  # fmt: skip
def test_a_labels_words_are_folded_and_parted_from_numbers(label: str, words: tuple[str, ...]) -> None:
    assert label_words(label) == words


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["Am F", "I walk", "C G", "my line"], ["I walk", "my line"]),
        (["| Cmaj7 | F#m7b5 | Bb/D |", "I walk"], ["I walk"]),
        (["Ab || Bbm7/Eb ||", "N.C.", "I walk"], ["I walk"]),
        (["Am7 - D", "- A man"], ["- A man"]),
        (["Am7", "Ab " * 3000 + "you"], ["Ab " * 3000 + "you"]),
        (["Bb| " * 3000 + "you"], ["Bb| " * 3000 + "you"]),
        (["A B C D E F G", "now I know"], ["A B C D E F G", "now I know"]),
        (["Am I blue", "A man"], ["Am I blue", "A man"]),
        (["1. Herr, wir", "bitten", "2. Herr, er", "barme"], ["Herr, wir", "bitten", "Herr, er", "barme"]),
        (["7. Sunday", "1. Monday"], ["7. Sunday", "1. Monday"]),
        (["1. only"], ["1. only"]),
        (["1 2 3", "2 3 4"], ["1 2 3", "2 3 4"]),
    ],
)
def test_chords_and_stanza_numbers_of_a_song_sheet_are_left_out(lines: list[str], kept: list[str]) -> None:
    assert without_sheet(lines) == kept


@given(st.text(max_size=300))
def test_any_text_becomes_lines_without_control_characters(text: str) -> None:
    for line in plain_lines(text):
        assert not any(unicodedata.category(char) in ("Cc", "Cs", "Cf", "So") for char in line)
