"""What the record says of a finished piece, as the contract writes it."""

from typing import Any

from tonewright.brief.brief import Brief
from tonewright.composition.score import Score
from tonewright.composition.styles import load_style
from tonewright.delivery import timeline
from tonewright.delivery.label import Label
from tonewright.delivery.lyrics_text import lyrics_text
from tonewright.delivery.timed_lyrics import timed_lyrics
from tonewright.performance.performed import Performance

DUTIES = {
    "drums": "the beat",
    "percussion": "rhythmic colour",
    "bass": "the bass line",
    "comp": "chords in rhythm",
    "pad": "sustained harmony",
    "melody": "the tune",
    "counter": "answers to the tune",
    "colour": "colour and ornaments",
    "fx": "risers and texture",
}

_CARRYING = ("chorus", "drop", "theme", "verse")


def facts_of(brief: Brief, score: Score, performance: Performance, label: Label) -> dict[str, Any]:
    """The facts of `Product`: JSON-ready, times in seconds from the start of the file."""
    lyrics = timed_lyrics(performance, label)
    return {
        "title": score.title,
        "style": load_style(score.style).title,
        "mood": ", ".join(brief.moods),
        "scene": ", ".join(brief.scenes),
        "chord": " ".join(_carrying_chords(score)),
        "inst": ", ".join(dict.fromkeys([_spoken(p.instrument) for p in score.parts] + [v.name for v in score.vocals])),
        "instInfo": "; ".join(_duties(score)),
        "key": score.key.tonality,
        "bpm": plain(score.tempo_bpm),
        "dur": plain(performance.seconds),
        "seed": score.seed,
        "time_signature": score.meter.name,
        "language": brief.language.value,
        "engine": label.engine,
        "model": brief.model,
        "lyrics": "" if lyrics is None else lyrics_text(lyrics),
        "timed_lyrics": lyrics,
        "lyrics_sections": timeline.lyrics_sections(performance),
        "words": timeline.words(performance),
        "sections": timeline.sections(performance),
        "chords": timeline.chords(performance),
        "notes": [*brief.resolved, *score.notes],
    }


def plain(number: float) -> float:
    """An integer where the number is one, so that JSON says 92 and not 92.0."""
    rounded = round(number, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def _carrying_chords(score: Score) -> list[str]:
    """The first four bars of the section that carries the piece: a chorus where there is one."""
    first = next((s for name in _CARRYING for s in score.sections if s.name == name), score.sections[0])
    start_beat = score.bar_beat(first.start_bar)
    end_beat = score.bar_beat(first.start_bar + min(first.bars, 4))
    return [chord.text for chord in score.chords if start_beat <= chord.start_beat < end_beat]


def _duties(score: Score) -> list[str]:
    said = [f"{_spoken(part.instrument)}: {DUTIES.get(part.role, part.role)}" for part in score.parts]
    return said + [f"{vocal.name}: sings" for vocal in score.vocals]


def _spoken(instrument: str) -> str:
    return instrument.replace("_", " ")
