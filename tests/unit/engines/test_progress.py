"""Progress adds up stages into one percentage that never goes back."""

from tonewright.engines.progress import Progress


def told(moves):
    heard = []
    progress = Progress({"a": 3, "b": 1}, heard.append)
    for stage, share in moves:
        progress.at(stage, share)
    return heard


def test_each_stage_counts_by_its_share():
    assert told([("a", 1.0)]) == [75]
    assert told([("b", 1.0)]) == [25]


def test_stages_side_by_side_add_up():
    assert told([("a", 0.5), ("b", 0.5)]) == [37, 50]


def test_a_stage_that_goes_back_is_not_believed():
    assert told([("a", 0.8), ("a", 0.2), ("b", 0.1)]) == [60, 62]


def test_a_hundred_is_never_told_because_files_are_not_stored_yet():
    assert told([("a", 1.0), ("b", 1.0)]) == [75, 99]


def test_more_than_all_is_all():
    assert told([("a", 7.0)]) == [75]


def test_a_percentage_is_told_once():
    assert told([("a", 0.5), ("a", 0.5), ("a", 0.501)]) == [37]
