"""A Brief as text, every field with where it came from."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from tonewright.brief.brief import Brief, Course, PartWish
from tonewright.theory.chord import Chord
from tonewright.theory.key import Key
from tonewright.theory.meter import Meter
from tonewright.theory.progression import ProgressionBar


def describe(brief: Brief) -> str:
    """The brief in lines of `name: value (source)`, then the lyrics by section, for people and tests."""
    return "\n".join([*_fields(brief), *_lyrics(brief)])


def as_json(brief: Brief) -> dict[str, Any]:
    """The brief as plain values: a field with a source as `{"value", "source"}`, keys, meters and chords as text."""
    return {field.name: _plain(getattr(brief, field.name)) for field in fields(brief)}


def _plain(value: Any) -> Any:
    if isinstance(value, Key | Meter | Chord):
        return value.name if isinstance(value, Meter) else str(value)
    if isinstance(value, ProgressionBar):
        return [None if chord is None else chord.text for chord in value.chords]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _fields(brief: Brief) -> Iterator[str]:
    yield f"{brief.kind} for {brief.model}, at most {brief.maximum_s:g} s, seed {brief.seed}"
    yield f"title: {brief.title}"
    yield f"style: {brief.style}"
    blend = brief.blend and f"{', '.join(brief.blend.roles)} of {brief.blend.style}"
    yield f"blend: {blend or 'none'}{_source(brief, 'blend')}"
    yield f"era: {brief.era or 'none'}{_source(brief, 'era')}"
    mood = f"valence {brief.valence:+.2f}, energy {brief.energy:.2f}"
    yield f"moods: {_list(brief.moods)}{_source(brief, 'moods')}; {mood}"
    yield f"scenes: {_list(brief.scenes)}{_source(brief, 'scenes')}"
    bpm = brief.tempo_bpm.value
    yield f"tempo: {_open(bpm and f'{bpm:g} BPM')} ({brief.tempo_bpm.source})"
    yield f"key: {_open(brief.key.value)} ({brief.key.source})"
    yield f"mode: {_open(brief.mode.value)} ({brief.mode.source})"
    yield f"meter: {brief.meter.value.name} ({brief.meter.source})"
    chords = brief.chords.value
    yield f"chords: {_open(chords and _progression(chords))} ({brief.chords.source})"
    length = brief.duration_s.value
    yield f"length: {_open(length and f'{length:g} s')} ({brief.duration_s.source})"
    yield f"instruments: {_list(brief.wanted)}{_source(brief, 'wanted')}"
    yield f"without: {_list(tuple(map(_barred, brief.unwanted)))}{_source(brief, 'unwanted')}"
    yield f"suggested: {_list(brief.suggested)}"
    for part in brief.parts:
        yield f"part: {_part(part)}{_source(brief, 'parts')}"
    yield f"course: {'; '.join(_course(brief.course)) or 'open'}{_source(brief, 'course')}"
    if brief.kind == "song":
        yield f"language: {brief.language}"
        yield f"voice: {brief.voice}"
        if brief.second_voice.value:
            yield f"second voice: {brief.second_voice}"
    for sentence in brief.resolved:
        yield f"note: {sentence}"


def _source(brief: Brief, field: str) -> str:
    """Where a field without a source of its own came from: what says nothing came from nowhere."""
    if field in brief.from_model:
        return " (model)"
    value = getattr(brief, field)
    return " (prompt)" if value and value != Course() else ""


def _barred(name: str) -> str:
    return "everything else" if name == "*" else name


def _part(part: PartWish) -> str:
    said = [part.technique, part.role and f"as {part.role}"]
    said += [f"only in the {_list(part.only)}"] if part.only else []
    said += [f"not in the {_list(part.without)}"] if part.without else []
    return f"{part.instrument}, {', '.join(filter(None, said))}"


def _course(course: Course) -> Iterator[str]:
    if course.begins_with:
        yield f"begins with {_list(course.begins_with)} alone"
    if course.begins:
        yield f"begins {course.begins}"
    if course.line:
        yield course.line
    if course.silence_before:
        yield f"silence before the {_list(course.silence_before)}"
    if course.ends:
        yield f"ends {course.ends}"
    if course.ending:
        yield f"ending: {course.ending}"
    if course.key_change:
        yield "key change at the end"


def _lyrics(brief: Brief) -> Iterator[str]:
    for section in brief.lyrics:
        yield f"[{section.kind}]"
        for line in section.lines:
            syllables = " ".join("·".join(syllable.text or "~" for syllable in word.syllables) for word in line.words)
            who = "" if line.singers == "lead" else f"{line.singers}: "
            language = f" ({line.language})" if line.language else ""
            yield f"  {line.syllable_count:2d}  {who}{syllables}{language}"


def _progression(bars: tuple[ProgressionBar, ...]) -> str:
    return " | ".join(" ".join("N.C." if c is None else c.text for c in bar.chords) for bar in bars)


def _open(value: object) -> str:
    return "open" if value is None else str(value)


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "none"
