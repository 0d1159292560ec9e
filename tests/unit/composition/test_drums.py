from itertools import pairwise

import pytest
from briefs import brief

from tonewright.composition.compose import compose


def part(score, role):
    return next(p for p in score.parts if p.role == role)


@pytest.mark.parametrize("style", ["pop", "lofi", "deep_house"])
def test_the_backbeat_is_on_two_and_four(style):
    score = compose(brief(style, 1))
    notes = part(score, "drums").notes
    chorus = next(s for s in score.sections if s.name in ("chorus", "drop"))
    start = chorus.start_bar * 4.0
    backbeats = {n.start_beat - start for n in notes if n.pitch in (37, 38, 39) and n.velocity > 0.5}
    for bar in range(3):
        assert {bar * 4 + 1.0, bar * 4 + 3.0} <= backbeats


def test_house_has_a_kick_on_every_beat_of_the_drop():
    score = compose(brief("deep_house", 1))
    drop = next(s for s in score.sections if s.name == "drop")
    kicks = {n.start_beat for n in part(score, "drums").notes if n.pitch == 36}
    beats = {drop.start_bar * 4.0 + i for i in range((drop.bars - 1) * 4)}
    assert beats <= kicks


def test_every_boundary_is_announced_by_a_fill():
    score = compose(brief("pop", 2, seconds=150))
    drums = part(score, "drums").notes
    for section, following in pairwise(score.sections):
        before = [n for n in drums if section.start_bar * 4 <= n.start_beat < following.start_bar * 4]
        if len(before) < 10 or section.bars < 4:
            continue

        def bar(number, notes=before):
            return {(n.start_beat - number * 4, n.pitch) for n in notes if number * 4 <= n.start_beat < number * 4 + 4}

        last = following.start_bar - 1
        assert bar(last) != bar(last - 1)


def test_there_are_ghost_notes_and_accents():
    notes = part(compose(brief("pop", 1)), "drums").notes
    kinds = {n.articulation for n in notes}
    assert {"ghost", "accent", "normal"} <= kinds
    ghosts = [n.velocity for n in notes if n.articulation == "ghost"]
    accents = [n.velocity for n in notes if n.articulation == "accent"]
    assert max(ghosts) < min(accents)


def test_the_orchestra_plays_no_hi_hats_and_its_own_cymbals():
    # Roland GS drum set 49: 41–53 are timpani, 57 and 59 concert cymbals.
    pitches = {n.pitch for n in part(compose(brief("cinematic", 1)), "drums").notes}
    assert not pitches & set(range(41, 54))
    assert 59 in pitches


def test_no_drum_is_struck_twice_at_once():
    for style in ("pop", "cinematic", "deep_house"):
        notes = part(compose(brief(style, 3)), "drums").notes
        places = [(n.start_beat, n.pitch) for n in notes]
        assert len(places) == len(set(places))


@pytest.mark.parametrize("meter", ["3/4", "6/8"])
@pytest.mark.parametrize("style", ["pop", "lofi", "cinematic", "deep_house"])
def test_other_meters_have_grooves_of_their_own(style, meter):
    score = compose(brief(style, 1, meter=meter))
    kicks = [n.start_beat % 3 for n in part(score, "drums").notes if n.pitch == 36]
    assert kicks.count(0.0) == max(kicks.count(k) for k in set(kicks))
