from dataclasses import replace

from briefs import brief

from tonewright.composition.compose import compose, plan
from tonewright.composition.stop_time import stopped


def test_the_band_strikes_downbeats_alone_for_four_bars_while_the_lead_goes_on():
    piece, _ = plan(brief("pop", 1, seconds=120))
    piece = replace(piece, style=replace(piece.style, stop_time=("verse",)))
    score = compose(brief("pop", 1, seconds=120))
    parts = stopped(piece, score.parts)
    verse = next(s for s in score.sections if s.name == "verse")
    start, end = verse.start_bar * 4.0, verse.start_bar * 4.0 + 16
    for before, part in zip(score.parts, parts, strict=True):
        here = [n for n in part.notes if start <= n.start_beat < end]
        if part.role in ("melody", "counter", "fx"):
            assert part == before
        else:
            assert all(n.start_beat % 4 <= 0.25 and n.duration_beats <= 0.5 for n in here)
            after = (end, start + verse.bars * 4.0)
            rest = [[n for n in p.notes if after[0] <= n.start_beat < after[1]] for p in (part, before)]
            assert rest[0] == rest[1]
    drums = next(p for p in parts if p.role == "drums")
    assert {int((n.start_beat - start) // 4) for n in drums.notes if start <= n.start_beat < end} == {0, 1, 2, 3}


def test_without_stop_time_nothing_stops():
    piece, _ = plan(brief("pop", 1))
    parts = compose(brief("pop", 1)).parts
    assert stopped(piece, parts) == parts
