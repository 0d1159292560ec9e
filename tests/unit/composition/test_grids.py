import pytest

from tonewright.composition.grids import bar_of, onsets, part_of, size, steps


def placed(grid):
    return [(round(onset.step, 3), round(onset.length, 3), onset.mark) for onset in onsets(grid)]


def test_blanks_and_bar_lines_only_help_the_eye():
    assert steps("X..x ..x. | X... ....") == "X..x..x.X......."


def test_a_hold_lengthens_the_note_before_it():
    assert placed("R--..5-x") == [(0, 3, "R"), (5, 2, "5"), (7, 1, "x")]


def test_a_hold_after_a_rest_is_silent():
    assert placed("--.-x") == [(4, 1, "x")]


def test_three_marks_in_braces_are_a_triplet_over_a_beat():
    assert placed("{xgx}") == [(0, 1.333, "x"), (1.333, 1.333, "g"), (2.667, 1.333, "x")]
    assert [onset.even for onset in onsets("x...{x.x}")] == [False, True, True]


def test_a_number_says_how_many_sixteenths_braces_fill():
    assert placed("x.{xx:1}{xxx:2}") == [
        (0, 1, "x"), (2, 0.5, "x"), (2.5, 0.5, "x"), (3, 0.667, "x"), (3.667, 0.667, "x"), (4.333, 0.667, "x"),
    ]  # fmt: skip
    assert size("x.{xx:1}{xxx:2}") == 5


def test_holds_reach_into_braces_and_out_of_them():
    assert placed("R--{-5R}--") == [(0, 4.333, "R"), (4.333, 1.333, "5"), (5.667, 3.333, "R")]


def test_the_second_bar_of_a_grid_with_braces_begins_after_its_first_sixteen_sixteenths():
    grid = "{xxx}...." * 2 + "x..............."
    assert bar_of(grid, 1, 16) == "x..............."
    assert bar_of(grid, 2, 16) == "{xxx}...." * 2


def test_braces_that_are_cut_through_rest():
    assert part_of("x...{xxx}", 0, 6) == "x....."


@pytest.mark.parametrize("grid", ["x{xx", "xx}", "{}", "{xx:0}", "x:2"])
def test_braces_that_are_not_whole_are_named(grid):
    with pytest.raises(ValueError, match="braces"):
        onsets(grid)
