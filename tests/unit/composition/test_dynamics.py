from dataclasses import replace

import pytest
from briefs import brief

from tonewright.composition.compose import plan
from tonewright.composition.dynamics import swelled
from tonewright.composition.piece import Piece
from tonewright.composition.score import Note


def piece(**style: float) -> Piece:
    made, _ = plan(brief("pop", 1, seconds=120.0))
    return replace(made, style=replace(made.style, **{"phrasing": 0.0, "dynamics": 0.0, **style}))


def force(made: Piece, beat: float) -> float:
    return swelled(made, [Note(beat, 1.0, 60, 0.5)])[0].velocity


def test_a_phrase_is_loudest_in_its_third_bar() -> None:
    made = piece(phrasing=0.4)
    section = next(s for s in made.sections if s.kind == "chorus")
    bars = [force(made, (section.start_bar + bar) * 4.0) for bar in range(4)]
    assert max(bars) == bars[2]
    assert bars[0] < bars[1] < bars[2]


def test_dynamics_set_full_and_quiet_sections_further_apart() -> None:
    flat, wide = piece(), piece(dynamics=0.6)
    loud = max(flat.sections, key=lambda s: s.intensity).start_bar * 4.0
    soft = min(flat.sections, key=lambda s: s.intensity).start_bar * 4.0
    assert force(wide, loud) / force(wide, soft) > 1.2 * force(flat, loud) / force(flat, soft)


@pytest.mark.parametrize("dynamics", [0.0, 0.5])
def test_the_last_chord_is_no_louder_than_the_end_of_its_section(dynamics: float) -> None:
    made = piece(dynamics=dynamics)
    assert made.sections[-1].kind == "outro"
    assert force(made, made.final_beat) <= force(made, made.final_beat - 1.0)
