import pytest

from tonewright.speech.japanese import kana, phrases


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


def test_a_line_without_spaces_is_cut_before_its_accent_phrases():
    # 文節: 私は / 学校へ / 行く.
    assert phrases("私は学校へ行く") == ("私は", "学校へ", "行く")
    assert phrases("") == ()
