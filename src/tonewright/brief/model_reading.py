"""What a language model read in a prompt: its answer's schema, and the answer as fields of a Brief."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tonewright.brief.blend import usual_roles
from tonewright.brief.brief import Blend, Course, PartWish
from tonewright.brief.instruments import EVERYTHING, INSTRUMENT_WORDS, MOST_WANTED
from tonewright.brief.length import SHORTEST_S
from tonewright.brief.lexicon import table
from tonewright.brief.parts import can_take
from tonewright.brief.scene import scene_names
from tonewright.brief.tempo import FASTEST_BPM, SLOWEST_BPM
from tonewright.errors import TheoryError
from tonewright.styles.packs import pack_names
from tonewright.theory.key import MODES, Key
from tonewright.theory.meter import METERS, Meter
from tonewright.theory.pitch import parse_pitch_class
from tonewright.theory.progression import ProgressionBar, parse_progression

_ROLES = ("kit", "percussion", "bass", "comp1", "comp2", "pad", "strings", "melody", "counter", "colour", "fx")
_SECTION = (
    r"^(last )?(intro|verse|prechorus|chorus|bridge|drop|build|breakdown|break|solo|instrumental|outro)( [1-3])?$"
)

Instrument = Annotated[str, Field(json_schema_extra={"enum": list(INSTRUMENT_WORDS)})]
Section = Annotated[str, Field(pattern=_SECTION, max_length=24)]
Sections = Annotated[list[Section], Field(max_length=6)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class BlendAnswer(_Strict):
    """A second style and the roles it lends; no roles means what makes it known."""

    style: str
    roles: Annotated[list[Literal[_ROLES]], Field(max_length=len(_ROLES))]  # type: ignore[valid-type]


class PartAnswer(_Strict):
    """What one instrument is to do."""

    instrument: Instrument
    role: Literal["", "lead", "answer", "chords", "bass", "rhythm", "pad", "accent"]
    only: Sections
    without: Sections
    technique: Annotated[str, Field(max_length=24)]


class CourseAnswer(_Strict):
    """How the piece runs."""

    begins_with: Annotated[list[Instrument], Field(max_length=4)]
    begins: Literal["", "soft", "full"]
    ends: Literal["", "soft", "full"]
    line: Literal["", "grow", "fade", "arch", "steady"]
    silence_before: Sections
    ending: Literal["", "fade", "hit", "ring", "soft"]
    key_change: bool


class Answer(_Strict):
    """What the prompt asks for; null wherever it says nothing."""

    style: str | None
    blend: BlendAnswer | None
    era: Annotated[str, Field(pattern=r"^(19[2-9]|20[0-2])0s$")] | None
    moods: Annotated[list[str], Field(max_length=6)] | None
    scenes: Annotated[list[str], Field(max_length=6)] | None
    tempo_bpm: Annotated[float, Field(ge=SLOWEST_BPM, le=FASTEST_BPM, strict=False)] | None
    key: Annotated[str, Field(description="tonic and mode, such as `D minor`, `F# major`, `D dorian`")] | None
    mode: Literal["major", "minor"] | None
    meter: Literal["4/4", "3/4", "6/8"] | None
    chords: Annotated[str, Field(max_length=200, description="chord symbols, bars parted by |")] | None
    duration_s: Annotated[float, Field(ge=SHORTEST_S, le=600.0, strict=False)] | None
    wanted: Annotated[list[Instrument], Field(max_length=MOST_WANTED)] | None
    unwanted: Annotated[list[Instrument], Field(max_length=40)] | None
    parts: Annotated[list[PartAnswer], Field(max_length=MOST_WANTED)] | None
    course: CourseAnswer | None
    singer: Literal["female", "male"] | None


_EMPTY: dict[str, None] = dict.fromkeys(Answer.model_fields)


@dataclass(frozen=True)
class ModelReading:
    """The fields that a model filled, in a Brief's own terms; None where it did not, or not validly."""

    style: str | None = None
    blend: Blend | None = None
    era: str | None = None
    moods: tuple[str, ...] | None = None
    scenes: tuple[str, ...] | None = None
    tempo_bpm: float | None = None
    key: Key | None = None
    mode: str | None = None
    meter: Meter | None = None
    chords: tuple[ProgressionBar, ...] | None = None
    duration_s: float | None = None
    wanted: tuple[str, ...] | None = None
    unwanted: tuple[str, ...] | None = None
    parts: tuple[PartWish, ...] | None = None
    course: Course | None = None
    singer: str | None = None


NOTHING_READ = ModelReading()


def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer, in the form that strict structured outputs take, with the names there are."""
    schema = Answer.model_json_schema()
    fields = schema["properties"]
    names = {"style": pack_names(), "moods": tuple(table("moods")), "scenes": scene_names()}
    for field, allowed in names.items():
        _of_strings(fields[field])["enum"] = list(allowed)
    schema["$defs"]["BlendAnswer"]["properties"]["style"]["enum"] = list(pack_names())
    schema["$defs"]["PartAnswer"]["properties"]["technique"]["enum"] = ["", *table("parts")["techniques"]]
    return schema


def read_answer(answer: object) -> ModelReading:
    """The valid fields of a decoded answer, each judged by itself; what is not valid is left out."""
    if not isinstance(answer, Mapping):
        return NOTHING_READ
    read: dict[str, Any] = {}
    for field in Answer.model_fields:
        if answer.get(field) is None:
            continue
        try:
            value = _meant(field, getattr(Answer.model_validate({**_EMPTY, field: answer[field]}), field))
        except (ValidationError, TheoryError, ValueError):
            continue
        if value is not None:
            read[field] = value
    return ModelReading(**read)


def _meant(field: str, value: Any) -> Any:
    """A field's value in a Brief's terms. Raises ValueError or TheoryError for a name that there is not."""
    meaning = _MEANINGS.get(field)
    return value if meaning is None else meaning(value)


def _known(name: str, names: Container[str]) -> str:
    if name not in names:
        raise ValueError(name)
    return name


def _instruments(names: list[str], *more: str) -> tuple[str, ...]:
    return tuple(_known(name, (*INSTRUMENT_WORDS, *more)) for name in dict.fromkeys(names))


def _blend(answer: BlendAnswer) -> Blend:
    style = _known(answer.style, pack_names())
    return Blend(style, tuple(dict.fromkeys(answer.roles)) or usual_roles(style))


def _key(text: str) -> Key:
    tonic, _, mode = text.strip().partition(" ")
    return Key(parse_pitch_class(tonic), _known(mode.strip().lower() or "major", MODES))


def _part(answer: PartAnswer) -> PartWish:
    name = _known(answer.instrument, INSTRUMENT_WORDS)
    role = answer.role if can_take(name, answer.role) else ""
    technique = answer.technique and _known(answer.technique, table("parts")["techniques"])
    return PartWish(name, role, tuple(answer.only), tuple(answer.without), technique)


def _course(answer: CourseAnswer) -> Course:
    return Course(
        _instruments(answer.begins_with),
        answer.begins,
        answer.ends,
        answer.line,
        tuple(answer.silence_before),
        answer.ending,
        answer.key_change,
    )


_MEANINGS: dict[str, Callable[[Any], Any]] = {
    "style": lambda name: _known(name, pack_names()),
    "blend": _blend,
    "moods": lambda names: tuple(_known(name, table("moods")) for name in dict.fromkeys(names)),
    "scenes": lambda names: tuple(_known(name, scene_names()) for name in dict.fromkeys(names)),
    "key": _key,
    "meter": lambda name: METERS[name],
    "chords": parse_progression,
    "wanted": _instruments,
    "unwanted": lambda names: _instruments(names, EVERYTHING),
    "parts": lambda parts: tuple(_part(part) for part in parts),
    "course": _course,
}


def _of_strings(field: dict[str, Any]) -> dict[str, Any]:
    """The part of a nullable field's schema that describes its strings."""
    described: dict[str, Any] = field["anyOf"][0]
    items: dict[str, Any] = described.get("items", described)
    return items
