import pytest

from tonewright.brief.form_inference import infer_kinds

A, B, C, D, E = ([f"{name} one", f"{name} two"] for name in ("alpha", "bravo", "charlie", "delta", "echo"))


def kinds(stanzas: list[list[str]]) -> list[str]:
    return [kind for kind, _ in infer_kinds(stanzas)]


@pytest.mark.parametrize(
    ("stanzas", "expected"),
    [
        ([A], ["verse"]),
        ([A, B], ["verse", "chorus"]),
        ([A, B, C], ["verse", "chorus", "bridge"]),
        ([A, B, C, B], ["verse", "chorus", "verse", "chorus"]),
        ([B, A, B, C], ["chorus", "verse", "chorus", "verse"]),
        ([A, B, C, B, D, B], ["verse", "chorus", "verse", "chorus", "bridge", "chorus"]),
        ([A, B, C, B, D, E, B], ["verse", "chorus", "verse", "chorus", "verse", "verse", "chorus"]),
        ([A, B, C, D], ["verse", "chorus", "verse", "chorus"]),
        ([], []),
    ],
)
def test_the_stanza_that_returns_is_the_chorus(stanzas: list[list[str]], expected: list[str]) -> None:
    assert kinds(stanzas) == expected


def test_a_chorus_with_one_line_changed_is_still_the_chorus() -> None:
    chorus = ["hey now", "come on", "stay here", "with me"]
    changed = ["hey now", "come on", "stay here", "for good"]
    assert kinds([A, chorus, C, changed]) == ["verse", "chorus", "verse", "chorus"]


def test_repetition_is_seen_through_case_and_punctuation() -> None:
    assert kinds([A, ["Hey, now!", "Come on..."], C, ["hey now", "come on"]])[1::2] == ["chorus", "chorus"]


def test_a_block_without_blank_lines_is_parted_into_fours() -> None:
    lines = [f"line {word}" for word in ["a", "b", "c", "d", "e", "f", "g", "h"]]
    assert infer_kinds([lines]) == [("verse", lines[:4]), ("chorus", lines[4:])]


def test_blank_lines_between_all_lines_mean_nothing() -> None:
    stanzas = [[f"line {word}"] for word in ["a", "b", "c", "d", "e", "f", "g", "h"]]
    assert [len(lines) for _, lines in infer_kinds(stanzas)] == [4, 4]


def test_no_line_is_lost_or_moved() -> None:
    lines = [f"line {index}" for index in range(21)]
    assert [line for _, stanza in infer_kinds([lines]) for line in stanza] == lines
