from dataclasses import replace

from tonewright.delivery import timeline
from tonewright.performance.performed import Performance, TimedSpan

END = round((44_100 * 8 + 123) / 44_100, 3)


def test_words_have_the_times_of_their_first_and_last_syllable(performance: Performance) -> None:
    assert timeline.words(performance) == [
        {"start": 0.5, "end": 1.0, "text": "Hello", "voice": "lead"},
        {"start": 1.0, "end": 1.5, "text": "my", "voice": "lead"},
        {"start": 1.5, "end": 2.0, "text": "world,", "voice": "lead"},
        {"start": 2.0, "end": 2.75, "text": "Größe", "voice": "lead"},
    ]


def test_lines_and_tags_stand_in_order_with_each_tag_before_its_lines(performance: Performance) -> None:
    assert timeline.lyrics_sections(performance) == [
        {"start": 0.0, "end": 2.0, "text": "[Verse]"},
        {"start": 0.5, "end": 2.0, "text": "Hello my world,"},
        {"start": 2.0, "end": END, "text": "[Chorus]"},
        {"start": 2.0, "end": 2.75, "text": "Größe"},
    ]


def test_sections_and_chords_are_listed_as_the_contract_writes_them(performance: Performance) -> None:
    assert timeline.sections(performance) == [
        {"start": 0.0, "end": 2.0, "name": "verse"},
        {"start": 2.0, "end": END, "name": "chorus"},
    ]
    assert timeline.chords(performance) == [
        {"start": 0.0, "end": 2.0, "text": "Cm7"},
        {"start": 2.0, "end": END, "text": "Abmaj7"},
    ]


def test_times_stay_within_the_piece(performance: Performance) -> None:
    span = TimedSpan(-0.01, performance.seconds + 5, "verse")
    assert timeline.sections(replace(performance, sections=(span,))) == [{"start": 0.0, "end": END, "name": "verse"}]


def test_a_word_that_was_heard_has_the_times_at_which_it_was(performance: Performance) -> None:
    lead = performance.vocals[0]
    heard = (TimedSpan(0.41, 0.98, "Hello"), TimedSpan(0.98, 1.43, "my"), TimedSpan(1.43, 2.1, "world,"))
    sung = replace(performance, vocals=(replace(lead, lines=(replace(lead.lines[0], heard=heard),)),))
    words = [(word["start"], word["end"], word["text"]) for word in timeline.words(sung)]
    assert words == [(0.41, 0.98, "Hello"), (0.98, 1.43, "my"), (1.43, 2.1, "world,")]
    assert timeline.lines(sung) == [{"start": 0.41, "end": 2.1, "text": "Hello my world,"}]


def test_an_instrumental_has_no_lyrics_sections(performance: Performance) -> None:
    assert timeline.lyrics_sections(replace(performance, vocals=())) == []


def test_words_and_lines_are_everyones_and_none_stands_there_twice(duet: Performance) -> None:
    assert [entry["text"] for entry in timeline.lines(duet)] == [
        "Hello <you> & me", "(and me)", "¿Dónde estás?", "we two",
    ]  # fmt: skip
    assert [(word["text"], word["voice"]) for word in timeline.words(duet)] == [
        *(("Hello", "lead"), ("<you>", "lead"), ("&", "lead"), ("me", "lead")),
        *(("and", "echo"), ("me", "echo"), ("¿Dónde", "second"), ("estás?", "second"), ("we", "lead"), ("two", "lead")),
    ]
