import pytest

from tonewright.speech.numerals import number_words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0", "zero"),
        ("7", "seven"),
        ("13", "thirteen"),
        ("21", "twenty one"),
        ("90", "ninety"),
        ("100", "one hundred"),
        ("365", "three hundred sixty five"),
        ("1999", "nineteen ninety nine"),
        ("1905", "nineteen oh five"),
        ("1900", "nineteen hundred"),
        ("2000", "two thousand"),
        ("2009", "two thousand nine"),
        ("2024", "twenty twenty four"),
        ("10,000", "ten thousand"),
        ("1000000", "one million"),
        ("007", "zero zero seven"),
        ("3.5", "three point five"),
        ("90's", "nineties"),
        ("1980s", "nineteen eighties"),
        ("1st", "first"),
        ("3rd", "third"),
        ("20th", "twentieth"),
        ("$5", "five dollars"),
        ("50%", "fifty percent"),
    ],
)
def test_a_number_is_said_as_people_say_it(written, said):
    assert " ".join(number_words(written)) == said


def test_a_number_of_many_digits_is_said_digit_by_digit_and_not_without_end():
    assert number_words("1234567890" * 10) == [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "zero",
        "one",
        "two",
    ]
