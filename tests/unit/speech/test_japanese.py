from tonewright.speech.japanese import phrases


def test_a_character_that_only_chinese_has_is_read_without_a_warning() -> None:
    assert "".join(phrases("爱桜の")) == "爱桜の"
