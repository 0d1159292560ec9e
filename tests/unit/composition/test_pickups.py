from dataclasses import replace
from itertools import pairwise

from briefs import brief

from tonewright.composition.compose import plan
from tonewright.composition.pickups import with_pickups
from tonewright.composition.score import Note


def led(pickups: float, tune: list[Note], seed: int = 1, **more):
    piece, _ = plan(brief("pop", seed, seconds=90, bpm=120, tonality="C:major", **more))
    piece = replace(piece, style=replace(piece.style, pickups=pickups))
    section = next(s for s in piece.sections if s.kind == "chorus")
    start = section.start_bar * 4.0
    placed = [replace(n, start_beat=n.start_beat + start) for n in tune]
    notes = with_pickups(piece, placed, [section], 60, 84)
    return [replace(n, start_beat=n.start_beat - start) for n in notes]


THEME = [Note(0, 1, 72, 0.8), Note(1, 1, 74, 0.8)]


def test_a_pick_up_leads_by_step_into_the_downbeat():
    for seed in range(6):
        notes = led(1.0, THEME, seed)
        before = [n for n in notes if n.start_beat < 0]
        assert 1 <= len(before) <= 3
        assert before[-1].end_beat == 0
        line = [n.pitch for n in (*before, THEME[0])]
        moves = [b - a for a, b in pairwise(line)]
        assert all(abs(m) <= 3 for m in moves)
        assert all(m > 0 for m in moves) or all(m < 0 for m in moves)


def test_the_tune_itself_is_not_touched_and_no_style_is_forced():
    assert [n for n in led(1.0, THEME) if n.start_beat >= 0] == THEME
    assert led(0.0, THEME) == THEME


def test_a_note_that_was_held_gives_way_and_a_busy_line_is_left_alone():
    held = [Note(-4, 4, 67, 0.7), *THEME]
    notes = led(1.0, held)
    assert notes[0].end_beat < notes[1].start_beat <= -0.5
    busy = [Note(-0.5, 0.5, 67, 0.7), *THEME]
    assert led(1.0, busy) == busy


def test_a_theme_that_begins_after_the_downbeat_needs_none():
    late = [Note(0.5, 1, 72, 0.8)]
    assert led(1.0, late) == late
