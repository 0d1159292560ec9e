"""WebVTT, read by webvtt-py and, where that is more lenient than the specification, by rules written out here."""

import html
import re

import pytest
import webvtt

from tonewright.contract.timed_lyrics import TimedLyrics
from tonewright.delivery.lyrics_vtt import vtt_text

STAMP = re.compile(r"<(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})>")
TAG = re.compile(r"</?(?:v|lang)(?: [^<>\n]+)?>")


def seconds(stamp: tuple[str, ...]) -> float:
    hours, minutes, whole, milli = map(int, stamp)
    return 3600 * hours + 60 * minutes + whole + milli / 1000


def test_every_line_is_a_cue_with_its_time_and_an_id_of_its_own(lyrics: TimedLyrics) -> None:
    cues = webvtt.from_string(vtt_text(lyrics), strict=True).captions
    assert [(cue.identifier, cue.start, cue.end, cue.text) for cue in cues] == [
        ("line-1", "00:00:00.500", "00:00:02.000", "Hello my world,"),
        ("line-2", "00:00:02.000", "00:00:02.750", "Größe"),
    ]
    assert cues[0].raw_text == "Hello <00:00:01.000>my <00:00:01.500>world,"


def test_a_song_of_one_singer_needs_no_voice_spans(lyrics: TimedLyrics) -> None:
    assert "<v" not in vtt_text(lyrics)


def test_a_duet_says_who_sings_each_cue(duet_lyrics: TimedLyrics) -> None:
    cues = webvtt.from_string(vtt_text(duet_lyrics), strict=True).captions
    assert [html.unescape(cue.voice) for cue in cues] == ["Ada", "Cleo", "Ben & Co", "Ada & Ben & Co"]
    assert "<v Ben &amp; Co>" in cues[2].raw_text


def test_a_line_of_another_language_says_so(duet_lyrics: TimedLyrics) -> None:
    assert "<lang es>¿Dónde <00:00:03.500>estás?</lang></v>" in vtt_text(duet_lyrics)


def test_signs_of_the_format_are_escaped_and_come_back(duet_lyrics: TimedLyrics) -> None:
    raw = webvtt.from_string(vtt_text(duet_lyrics), strict=True).captions[0].raw_text
    plain = STAMP.sub("", TAG.sub("", raw))
    assert plain == "Hello &lt;you&gt; &amp; me"
    assert html.unescape(plain) == "Hello <you> & me"


@pytest.mark.parametrize(
    "text", ["a --> b", "&amp;", "</v>", "<00:00:01.000>", "line\nbreak", "שלום & <b>", "1 < 2 > 0"]
)
def test_no_text_and_no_title_can_break_a_cue(lyrics: TimedLyrics, text: str) -> None:
    section = lyrics["sections"][0]
    line = {**section["lines"][0], "text": text, "words": [{"start": 0.5, "end": 1.0, "text": text}]}
    broken: TimedLyrics = {**lyrics, "title": text, "sections": [{**section, "lines": [line]}]}  # type: ignore[typeddict-item]
    document = vtt_text(broken)
    (cue,) = webvtt.from_string(document, strict=True).captions
    assert html.unescape(cue.raw_text) == " ".join(text.split())
    assert [row for row in document.split("\n") if "-->" in row] == ["00:00:00.500 --> 00:00:02.000"]


def test_timestamps_rise_strictly_within_their_cue(lyrics: TimedLyrics) -> None:
    section = lyrics["sections"][0]
    words = [
        {"start": 0.5, "end": 0.6, "text": "a"},
        {"start": 0.4, "end": 0.6, "text": "b"},
        {"start": 0.8, "end": 0.9, "text": "c"},
        {"start": 0.8, "end": 0.9, "text": "d"},
        {"start": 2.0, "end": 2.0, "text": "e"},
    ]
    line = {**section["lines"][0], "text": "a b c d e", "words": words}
    odd: TimedLyrics = {**lyrics, "sections": [{**section, "lines": [line]}]}  # type: ignore[typeddict-item]
    raw = webvtt.from_string(vtt_text(odd), strict=True).captions[0].raw_text
    assert raw == "a b <00:00:00.800>c d e"


def test_cues_stand_in_order_and_none_is_empty_in_time(duet_lyrics: TimedLyrics) -> None:
    line = duet_lyrics["sections"][1]["lines"][0]
    point: TimedLyrics = {
        **duet_lyrics,
        "sections": [
            duet_lyrics["sections"][0],
            {**duet_lyrics["sections"][1], "lines": [{**line, "end": line["start"]}]},
        ],
    }
    cues = webvtt.from_string(vtt_text(point), strict=True).captions
    assert [cue.start_in_seconds for cue in cues] == sorted(cue.start_in_seconds for cue in cues)
    for cue in cues:
        assert cue.start < cue.end
        inner = [seconds(stamp) for stamp in STAMP.findall(cue.raw_text)]
        assert inner == sorted(set(inner))


def test_hours_carry_over(lyrics: TimedLyrics) -> None:
    section = lyrics["sections"][0]
    line = {**section["lines"][0], "start": 3599.9996, "end": 3601.25, "words": []}
    late: TimedLyrics = {**lyrics, "sections": [{**section, "lines": [line]}]}  # type: ignore[typeddict-item]
    assert "01:00:00.000 --> 01:00:01.250" in vtt_text(late)
