import pytest

from tonewright.speech.chinese import pinyin


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("音乐", "yin1 yue4"),
        ("快乐", "kuai4 le4"),
        ("银行", "yin2 hang2"),
        ("睡觉", "shui4 jiao4"),
        ("觉得", "jue2 de5"),
        ("這個世界", "zhe4 ge4 shi4 jie4"),
    ],
)
def test_characters_are_read_by_the_words_that_they_stand_in(text, said):
    # Readings of 现代汉语词典.
    assert pinyin([text]) == (said,)
    assert pinyin(list(text)) == tuple(said.split())


def test_what_is_no_chinese_character_stays_in_its_place():
    assert pinyin(["我", "2", "个", "ok"]) == ("wo3", "2", "ge4", "ok")
    assert pinyin(["", "\U0003fffd"]) == ("", "\U0003fffd")
