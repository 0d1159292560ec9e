from bench.voice_words import word_errors


def test_word_errors_are_the_fewest_changes_that_make_one_line_the_other() -> None:
    said = ["walk", "with", "me", "along", "the", "river"]
    assert word_errors(said, said) == 0
    assert word_errors(said, ["walk", "me", "along", "a", "river"]) == 2
    assert word_errors(said, []) == 6
    assert word_errors([], ["oh"]) == 1
