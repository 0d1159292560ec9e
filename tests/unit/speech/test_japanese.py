import pytest

from tonewright.speech.japanese import kana


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("東京", "とーきょー"),
        ("私は", "わたしわ"),
        ("海へ", "うみえ"),
        ("愛してる", "あいしてる"),
        ("1995年", "せんきゅーひゃくきゅーじゅーごねん"),
        ("ｱｲ", "あい"),
        ("ずっと", "ずっと"),
    ],
)
def test_japanese_is_read_as_it_is_said(text, said):
    assert kana(text) == said


def test_signs_are_not_read():
    assert kana("、。！") == kana("🎵") == kana("") == ""
