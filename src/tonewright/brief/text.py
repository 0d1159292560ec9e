"""A Brief as text, every field with where it came from."""

from collections.abc import Iterator

from tonewright.brief.brief import Brief
from tonewright.theory.progression import ProgressionBar


def describe(brief: Brief) -> str:
    """The brief in lines of `name: value (source)`, then the lyrics by section, for people and tests."""
    return "\n".join([*_fields(brief), *_lyrics(brief)])


def _fields(brief: Brief) -> Iterator[str]:
    yield f"{brief.kind} for {brief.model}, at most {brief.maximum_s:g} s, seed {brief.seed}"
    yield f"title: {brief.title}"
    yield f"style: {brief.style}"
    yield f"moods: {_list(brief.moods)}; valence {brief.valence:+.2f}, energy {brief.energy:.2f}"
    yield f"scenes: {_list(brief.scenes)}"
    bpm = brief.tempo_bpm.value
    yield f"tempo: {_open(bpm and f'{bpm:g} BPM')} ({brief.tempo_bpm.source})"
    yield f"key: {_open(brief.key.value)} ({brief.key.source})"
    yield f"mode: {_open(brief.mode.value)} ({brief.mode.source})"
    yield f"meter: {brief.meter.value.name} ({brief.meter.source})"
    chords = brief.chords.value
    yield f"chords: {_open(chords and _progression(chords))} ({brief.chords.source})"
    length = brief.duration_s.value
    yield f"length: {_open(length and f'{length:g} s')} ({brief.duration_s.source})"
    yield f"instruments: {_list(brief.wanted)}; not {_list(brief.unwanted)}"
    if brief.kind == "song":
        yield f"language: {brief.language}"
        yield f"voice: {brief.voice}"


def _lyrics(brief: Brief) -> Iterator[str]:
    for section in brief.lyrics:
        yield f"[{section.kind}]"
        for line in section.lines:
            syllables = " ".join("·".join(syllable.text or "~" for syllable in word.syllables) for word in line.words)
            yield f"  {line.syllable_count:2d}  {syllables}"


def _progression(bars: tuple[ProgressionBar, ...]) -> str:
    return " | ".join(" ".join("N.C." if c is None else c.text for c in bar.chords) for bar in bars)


def _open(value: object) -> str:
    return "open" if value is None else str(value)


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "none"
