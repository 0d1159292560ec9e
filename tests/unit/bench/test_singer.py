from typing import Any

import pytest
from bench.singer import mark_of, summarised, table_of
from bench.song_file import songs
from bench.sung_song import lines_in_time


def told(within: float, frames: int, wrong: float, words: int, **more: Any) -> dict[str, Any]:
    return {
        "language": "en",
        "syllables a second": 2.5,
        "pitch": {"median cents": 5.0, "within 50": within, "frames": frames},
        "onset": {"median ms": 6.0, "95 % ms": 20.0, "bias ms": 0.0, "counted": 30, "syllables": 60},
        "coverage": {
            "lead": {"share": 1.0, "words": words},
            "echoes": {"share": 0.5, "words": 2, "extra": ["male"]},
            "silent words": [],
            "phrase start ms": [10.0, -40.0],
        },
        "cost": {"CPU s per sung s": 0.05},
        "balance": {"lead, dB": 1.5, "covered, %": 4.0, "backing, dB": None},
        "words heard": {"default": wrong, "matched": wrong / 2, "words": words},
        **more,
    }


def test_figures_of_frames_and_words_are_of_all_of_them() -> None:
    summary = summarised({"a/1": told(1.0, 300, 0.2, 10), "b/1": told(0.8, 100, 0.6, 30), "c/1": {"error": "no"}})
    assert summary["songs"] == "2 of 3"
    assert summary["pitch: steady frames within 50 cents"] == pytest.approx(0.95)
    assert summary["words heard: default"] == pytest.approx(0.5)
    assert summary["coverage: echoes' words in order"] == 0.5
    assert summary["coverage: words too many"] == 2
    assert summary["onset: syllables heard"] == 0.5
    assert (summary["phrase start: median, ms"], summary["phrase start: within 30 ms"]) == (25.0, 0.5)


def test_a_song_that_failed_stands_in_the_table_with_its_reason() -> None:
    rows = table_of({"a/1": told(0.99, 1, 0.25, 4), "b/1": {"error": "SpeechError: no voice"}}).split("\n")
    assert rows[2] == "| a/1 | 2.5 | 100%, 50% | 5.0, 99.0% | 6.0, 20.0 | 0.25, 0.12 |"
    assert "SpeechError: no voice" in rows[3]


def test_what_was_kept_of_another_text_is_made_again() -> None:
    first, second = list(songs().values())[:2]
    assert mark_of(first) == mark_of(first) != mark_of(second)


def test_lines_of_a_document_are_taken_by_time() -> None:
    lyrics = {"sections": [{"lines": [{"start": 3.0, "end": 4.0}]}, {"lines": [{"start": 2.5, "end": 5.0}]}]}
    assert [line["start"] for line in lines_in_time(lyrics)] == [2.5, 3.0]
