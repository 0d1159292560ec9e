import pytest

from tonewright.brief.numbers import number_at
from tonewright.brief.prompt import Prompt


@pytest.mark.parametrize(
    ("text", "number", "after"),
    [
        ("92", 92, 1), ("92.5", 92.5, 2), ("ninety", 90, 1), ("ninety-two", 92, 2), ("a hundred", 100, 2),
        ("one hundred and twenty", 120, 4), ("two hundred five", 205, 3), ("one and a half", 1.5, 4),
        ("3 and a half", 3.5, 4), ("forty five", 45, 2), ("12,5", 12.5, 2),
    ],
)  # fmt: skip
def test_a_number_is_read_in_digits_and_in_words(text: str, number: float, after: int) -> None:
    assert number_at(Prompt(text), 0) == (number, after)


@pytest.mark.parametrize("text", ["drums", "a drum", "90s", "x2", "1234567", "٣"])
def test_other_words_are_no_numbers(text: str) -> None:
    assert number_at(Prompt(text), 0) is None
