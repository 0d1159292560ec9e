"""What the record says of a finished piece, as the contract writes it."""

from collections.abc import Sequence
from typing import Any

from tonewright.brief.brief import Brief
from tonewright.composition.score import Score
from tonewright.performance.performed import Performance, SungPart, TimedSpan

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


def facts_of(
    brief: Brief, score: Score, performance: Performance, words: Sequence[dict[str, Any]], engine: str
) -> dict[str, Any]:
    """The facts of `Product`: JSON-ready, times in seconds from the start of the file.

    Parameters
    ----------
    words: `{"start", "end", "text", "voice"}` for every sung word, as timed by the singer.
    """
    lead = [vocal for vocal in performance.vocals if vocal.stem == "vocals"]
    return {
        "title": score.title,
        "style": score.style,
        "mood": ", ".join(brief.moods),
        "scene": ", ".join(brief.scenes),
        "chord": " ".join(_first_chords(score)),
        "inst": ", ".join([_spoken(p.instrument) for p in score.parts] + [v.name for v in score.vocals]),
        "instInfo": "; ".join(_duties(score)),
        "key": score.key.tonality,
        "bpm": _plain(score.tempo_bpm),
        "dur": _plain(performance.seconds),
        "seed": score.seed,
        "time_signature": score.meter.name,
        "language": brief.language.value,
        "engine": engine,
        "model": brief.model,
        "lyrics": "\n".join(_sung_text(lead, performance.sections)),
        "lyrics_sections": _lyrics_sections(lead, performance.sections),
        "words": list(words),
        "sections": [_span(s, "name") for s in performance.sections],
        "chords": [_span(c, "text") for c in performance.chords],
    }


def _first_chords(score: Score) -> list[str]:
    """The progression of the section that carries the piece: the first chorus, else the first verse or theme."""
    wanted = ("chorus", "drop", "verse", "theme")
    named = [s for name in wanted for s in score.sections if s.name == name] or list(score.sections)
    first = named[0].start_bar * score.meter.bar_beats
    last = first + min(named[0].bars, 4) * score.meter.bar_beats
    return [c.text for c in score.chords if first <= c.start_beat < last]


def _duties(score: Score) -> list[str]:
    said = [f"{_spoken(p.instrument)}: {DUTIES.get(p.role, p.role)}" for p in score.parts]
    return said + [f"{v.name}: sings" for v in score.vocals]


def _spoken(instrument: str) -> str:
    return instrument.replace("_", " ")


def _plain(number: float) -> float:
    """An integer where the number is one, so that JSON says 92 and not 92.0."""
    rounded = round(number, 3)
    return int(rounded) if rounded == int(rounded) else rounded


def _span(span: TimedSpan, label: str) -> dict[str, Any]:
    return {"start": round(span.start_s, 3), "end": round(span.end_s, 3), label: span.text}


def _tag(section: TimedSpan) -> str:
    return f"[{section.text.title()}]"


def _sung_text(lead: Sequence[SungPart], sections: Sequence[TimedSpan]) -> list[str]:
    out: list[str] = []
    for part in lead:
        last = -1
        for line in part.lines:
            if line.section != last:
                out += ([""] if out else []) + [_tag(sections[line.section])]
                last = line.section
            out.append(line.text)
    return out


def _lyrics_sections(lead: Sequence[SungPart], sections: Sequence[TimedSpan]) -> list[dict[str, Any]]:
    if not lead:
        return []
    entries = [{**_span(s, "text"), "text": _tag(s)} for s in sections]
    for part in lead:
        entries += [
            {"start": round(line.start_s, 3), "end": round(line.end_s, 3), "text": line.text} for line in part.lines
        ]
    return sorted(entries, key=lambda e: (e["start"], not str(e["text"]).startswith("[")))
