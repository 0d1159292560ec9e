from tonewright.composition.grids import onsets, steps


def test_blanks_and_bar_lines_only_help_the_eye():
    assert steps("X..x ..x. | X... ....") == "X..x..x.X......."


def test_a_hold_lengthens_the_note_before_it():
    assert onsets("R--..5-x") == [(0, 3, "R"), (5, 2, "5"), (7, 1, "x")]


def test_a_hold_after_a_rest_is_silent():
    assert onsets("--.-x") == [(4, 1, "x")]
