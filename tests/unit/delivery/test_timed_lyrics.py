import json
from dataclasses import replace

from pydantic import TypeAdapter

from tonewright.contract.timed_lyrics import EXAMPLE, TimedLyrics
from tonewright.delivery.label import Label
from tonewright.delivery.lyrics_formats import FORMATS
from tonewright.delivery.timed_lyrics import lines_of, timed_lyrics
from tonewright.performance.performed import Performance, TimedSpan


def test_the_document_says_who_sings_which_word_when(duet_lyrics: TimedLyrics) -> None:
    assert duet_lyrics["singers"] == [
        {"id": "lead", "name": "Ada", "backing": False},
        {"id": "second", "name": "Ben & Co", "backing": False},
        {"id": "echo", "name": "Cleo", "backing": True},
    ]
    verse, chorus = duet_lyrics["sections"]
    assert (verse["name"], verse["start"], verse["end"]) == ("verse", 0.0, 2.0)
    assert verse["lines"][1:] == [
        {
            "start": 2.4,
            "end": 3.4,
            "text": "(and me)",
            "singers": ["echo"],
            "language": "en",
            "words": [{"start": 2.4, "end": 2.9, "text": "and"}, {"start": 2.9, "end": 3.4, "text": "me"}],
        },
        {
            "start": 3.0,
            "end": 4.0,
            "text": "¿Dónde estás?",
            "singers": ["second"],
            "language": "es",
            "words": [{"start": 3.0, "end": 3.5, "text": "¿Dónde"}, {"start": 3.5, "end": 4.0, "text": "estás?"}],
        },
    ]
    assert [line["singers"] for line in chorus["lines"]] == [["lead", "second"]]


def test_the_json_is_the_document_and_obeys_its_schema(duet_lyrics: TimedLyrics) -> None:
    read = json.loads(FORMATS["json"].write(duet_lyrics))
    assert read == duet_lyrics
    assert TypeAdapter(TimedLyrics).validate_python(read, strict=True) == duet_lyrics
    assert TypeAdapter(TimedLyrics).validate_python(EXAMPLE) == EXAMPLE


def test_plain_text_has_each_sections_lines_under_its_tag(duet_lyrics: TimedLyrics) -> None:
    assert FORMATS["txt"].write(duet_lyrics) == (
        "[Verse]\nHello <you> & me\n(and me)\n¿Dónde estás?\n\n[Chorus]\nwe two\n"
    )


def test_a_section_without_words_stands_in_the_document_and_not_in_the_text(
    performance: Performance, label: Label
) -> None:
    sections = (*performance.sections, TimedSpan(6.0, 8.0, "solo"))
    lyrics = timed_lyrics(replace(performance, sections=sections), label)
    assert lyrics is not None
    assert lyrics["sections"][2] == {"start": 6.0, "end": 8.0, "name": "solo", "lines": []}
    assert "Solo" not in FORMATS["txt"].write(lyrics)


def test_lines_are_in_order_of_time_across_sections(performance: Performance, label: Label) -> None:
    lead = performance.vocals[0]
    early = replace(lead, name="echo", stem="backing_vocals", lines=(replace(lead.lines[0], section=1),))
    lyrics = timed_lyrics(replace(performance, vocals=(lead, early)), label)
    assert lyrics is not None
    starts = [line["start"] for line in lines_of(lyrics)]
    assert starts == sorted(starts)


def test_nobody_sings_an_instrumental(performance: Performance, label: Label) -> None:
    assert timed_lyrics(replace(performance, vocals=()), label) is None
    hidden = tuple(replace(part, words_shown=False) for part in performance.vocals)
    assert timed_lyrics(replace(performance, vocals=hidden), label) is None
