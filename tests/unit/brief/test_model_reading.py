"""What a language model answers is taken field by field, and only what is valid."""

import json
from dataclasses import fields, replace
from typing import Any

import pytest

from tonewright.brief.brief import Blend, Course, PartWish
from tonewright.brief.model_reading import NOTHING_READ, ModelReading, answer_schema, read_answer
from tonewright.brief.reader import read_brief
from tonewright.brief.wishes import Wishes
from tonewright.styles.packs import pack_names

WISHES = Wishes("instrumental", "sad waltz in D minor, 100 bpm, with piano", "i4", 120.0, 1)
COURSE = {
    "begins_with": ["harp"], "begins": "soft", "ends": "full", "line": "grow",
    "silence_before": ["last chorus"], "ending": "ring", "key_change": True,
}  # fmt: skip
PART = {"instrument": "violin", "role": "lead", "only": ["bridge"], "without": [], "technique": "tremolo"}


def test_every_field_is_taken_in_a_briefs_own_terms() -> None:
    reading = read_answer(
        {
            "style": "swing", "blend": {"style": "funk", "roles": ["bass"]}, "era": "1930s", "moods": ["calm"],
            "scenes": ["paris"], "tempo_bpm": 140.5, "key": "F# dorian", "mode": "minor", "meter": "3/4",
            "chords": "Am7 | D7", "duration_s": 45, "wanted": ["violin"], "unwanted": ["drums", "*"],
            "parts": [PART], "course": COURSE, "singer": "female",
        }
    )  # fmt: skip
    assert (reading.style, reading.blend, reading.era) == ("swing", Blend("funk", ("bass",)), "1930s")
    assert (reading.moods, reading.scenes, reading.tempo_bpm) == (("calm",), ("paris",), 140.5)
    assert (str(reading.key), reading.mode, reading.duration_s) == ("F# dorian", "minor", 45.0)
    assert reading.meter is not None and reading.meter.name == "3/4"
    assert reading.chords is not None and [bar.chords[0].text for bar in reading.chords if bar.chords[0]] == [
        "Am7",
        "D7",
    ]
    assert (reading.wanted, reading.unwanted, reading.singer) == (("violin",), ("drums", "*"), "female")
    assert reading.parts == (PartWish("violin", "lead", ("bridge",), (), "tremolo"),)
    assert reading.course == Course(("harp",), "soft", "full", "grow", ("last chorus",), "ring", True)
    assert None not in [getattr(reading, field.name) for field in fields(ModelReading)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("style", "zydeco"), ("style", 7), ("style", "../../etc/passwd"),
        ("blend", {"style": "nothing", "roles": []}), ("blend", {"style": "funk", "roles": ["vocals"]}),
        ("blend", {"style": "funk", "roles": [], "more": 1}), ("blend", "funk"),
        ("era", "1980"), ("era", "1500s"), ("moods", ["hungry"]), ("moods", "calm"), ("moods", ["calm"] * 7),
        ("scenes", ["atlantis"]), ("tempo_bpm", 49), ("tempo_bpm", 400), ("tempo_bpm", "fast"),
        ("tempo_bpm", float("nan")), ("key", "H minor"), ("key", "C blues"), ("key", ""), ("mode", "dorian"),
        ("meter", "5/4"), ("chords", "X Y"), ("chords", "C " * 200), ("duration_s", 1), ("duration_s", 1e9),
        ("wanted", ["kazoo orchestra"]), ("wanted", ["piano"] * 11), ("wanted", "piano"), ("unwanted", [1]),
        ("parts", [{**PART, "instrument": "kazoo"}]), ("parts", [{**PART, "role": "boss"}]),
        ("parts", [{**PART, "only": ["attic"]}]), ("parts", [{**PART, "technique": "rm -rf"}]), ("parts", [{}]),
        ("course", {}), ("course", {**COURSE, "ending": "explode"}), ("course", {**COURSE, "key_change": "yes"}),
        ("singer", "robot"),
    ],
)  # fmt: skip
def test_an_invalid_value_is_left_out_and_the_others_stay(field: str, value: Any) -> None:
    other = "singer" if field != "singer" else "mode"
    valid = {"singer": "male", "mode": "major"}[other]
    assert read_answer({field: value, other: valid}) == ModelReading(**{other: valid})


@pytest.mark.parametrize("answer", [None, [], "style", 3, {}, {"seed": 1, "prompt": "x", "model": "v9", "lyrics": "y"}])
def test_nothing_else_can_be_set(answer: Any) -> None:
    assert read_answer(answer) == NOTHING_READ


def test_the_model_goes_before_our_own_reading_field_by_field() -> None:
    told = read_answer({"tempo_bpm": 80, "key": "H minor", "wanted": ["cello"]})
    brief = read_brief(WISHES, told)
    assert (brief.tempo_bpm.value, brief.tempo_bpm.source) == (80.0, "model")
    assert (str(brief.key.value), brief.key.source) == ("D minor", "prompt")
    assert (brief.style.value, brief.style.source) == ("waltz", "prompt")
    assert brief.wanted == ("cello",)
    assert brief.from_model == ("wanted",)


def test_parameters_go_before_the_model() -> None:
    told = read_answer({"tempo_bpm": 80, "key": "A major", "meter": "6/8", "duration_s": 30, "chords": "C | F"})
    wishes = replace(WISHES, bpm=90.0, tonality="C:minor", time_signature="4/4", duration_s=50.0, chords="Am | E")
    brief = read_brief(wishes, told)
    assert (brief.tempo_bpm.value, str(brief.key.value), brief.meter.value.name) == (90.0, "C minor", "4/4")
    assert brief.duration_s.value == 50.0
    assert brief.chords.value is not None and str(brief.chords.value[0].chords[0]) == "Am"
    sources = {brief.tempo_bpm.source, brief.key.source, brief.meter.source, brief.duration_s.source}
    assert sources == {"parameter"}


def test_a_length_beyond_the_wires_model_is_not_taken() -> None:
    assert read_brief(WISHES, read_answer({"duration_s": 200})).duration_s.source == "default"


def test_what_is_wanted_is_never_barred_whoever_says_so() -> None:
    brief = read_brief(WISHES, read_answer({"unwanted": ["piano", "drums"]}))
    assert (brief.wanted, brief.unwanted) == (("piano",), ("drums",))


def test_the_schema_is_strict_and_names_what_there_is() -> None:
    schema = answer_schema()
    assert schema["properties"]["style"]["anyOf"][0]["enum"] == list(pack_names())
    for part in (schema, *schema["$defs"].values()):
        assert part["additionalProperties"] is False
        assert set(part["required"]) == set(part["properties"])
    assert json.loads(json.dumps(schema)) == schema
