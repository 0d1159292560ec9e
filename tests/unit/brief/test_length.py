import pytest

from tonewright.brief.length import read_length
from tonewright.brief.prompt import Prompt


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("92-second", 92), ("around 60 seconds", 60), ("two minutes", 120), ("1:30", 90), ("2 min 30", 150),
        ("2 minutes and 30 seconds", 150), ("2m30s", 150), ("a 90 sec loop", 90), ("45s", 45),
        ("half a minute", 30), ("a half-minute", 30), ("a minute and a half", 90),
        ("two and a half minutes", 150),
        ("2.5 minutes", 150), ("2-3 minutes", 150), ("2 to 3 minutes", 150), ("a minute long", 60),
        ("3 min, 90 bpm", 180),
        ("3 minutes 90 bpm", 180), ("length 30s", 30), ("1 minute 5 s", 65), ("0:45", 45), ("4:00", 240),
    ],
)  # fmt: skip
def test_a_length_is_read_however_it_is_written(text: str, seconds: float) -> None:
    assert read_length(Prompt(text), 300.0).value == seconds


@pytest.mark.parametrize(
    "text",
    ["90s", "the 80s", "1980s", "808s", "at 7:30", "7:30 pm", "16:9", "12:30:45", "after 30 seconds",
     "the first 20 seconds", "a 10-second intro", "fade over 5 seconds", "minutes", "3/4", "10:75"],
)  # fmt: skip
def test_other_times_are_no_length(text: str) -> None:
    assert read_length(Prompt(text), 300.0).value is None


def test_a_length_is_held_between_ten_seconds_and_the_maximum() -> None:
    assert read_length(Prompt("3 seconds"), 300.0).value == 10.0
    assert read_length(Prompt("3 minutes"), 120.0).value == 120.0
