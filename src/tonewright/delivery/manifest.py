"""The manifest: what is in a stems archive, for programs."""

import json

from tonewright.delivery import timeline
from tonewright.delivery.label import Label
from tonewright.performance.performed import Performance
from tonewright.render.stems import SAMPLE_RATE, Stem


def manifest_json(performance: Performance, stems: tuple[Stem, ...], label: Label) -> bytes:
    """The manifest of the contract; a part that no General MIDI program stands for has `program` null."""
    frames = stems[0].samples.shape[1]
    document = {
        "title": label.title,
        "bpm": _number(performance.tempo_bpm),
        "time_signature": performance.meter,
        "key": label.key.tonality,
        "seconds": _number(frames / SAMPLE_RATE),
        "seed": label.seed,
        "engine": label.engine,
        "version": label.version,
        "generated_by": label.mark_text,
        "stems": [
            {
                "file": f"{stem.name}.wav",
                "role": stem.name,
                "parts": [
                    {"name": name, "program": program if program >= 0 else None}
                    for name, program in zip(stem.parts, stem.programs, strict=True)
                ],
            }
            for stem in stems
        ],
        "sections": timeline.sections(performance),
        "chords": timeline.chords(performance),
        "words": timeline.words(performance),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _number(value: float) -> int | float:
    """A number as people write it: 130, not 130.0."""
    rounded = round(value, 3)
    return int(rounded) if rounded.is_integer() else rounded
