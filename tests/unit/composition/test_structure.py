"""What makes a form heard: choruses that return, verses that differ, boundaries that are marked, seeds of their own."""

from statistics import mean

import pytest
from briefs import brief

from tonewright.composition.compose import compose
from tonewright.composition.score import Score, Section

STYLES = ("pop", "rock", "blues", "bossa_nova", "cinematic", "hip_hop")


def tune(score: Score, section: Section) -> set[tuple[float, int]]:
    """Onsets in a section and their pitches above its first chord's root, of the lead."""
    lead = next(p for p in score.parts if p.role == "melody")
    start, end = (bar * score.meter.bar_beats for bar in (section.start_bar, section.start_bar + section.bars))
    return {(round(n.start_beat - start, 3), n.pitch) for n in lead.notes if start <= n.start_beat < end}


def alike(one: set, other: set) -> float:
    """The share of notes, or of anything, that both have."""
    return len(one & other) / max(len(one | other), 1)


@pytest.mark.parametrize("style", STYLES)
def test_a_chorus_is_more_like_the_next_chorus_than_like_a_verse(style):
    for seed in range(3):
        score = compose(brief(style, seed, seconds=170))
        tunes = {kind: [tune(score, s) for s in score.sections if s.name == kind] for kind in ("verse", "chorus")}
        first, *others = [t for t in tunes["chorus"] if t]
        assert others, "a chorus comes back"
        returns = mean(alike(first, other) for other in others)
        verses = mean(alike(first, verse) for verse in tunes["verse"] if verse)
        assert returns > 0.35
        assert returns > verses + 0.2


@pytest.mark.parametrize("style", STYLES)
def test_two_seeds_differ_in_melody_and_in_rhythm(style):
    tunes = []
    for seed in range(4):
        score = compose(brief(style, seed, seconds=120, tonality="C:major", bpm=100))
        tunes.append(tune(score, next(s for s in score.sections if s.name == "chorus")))
    for index, one in enumerate(tunes):
        for other in tunes[index + 1 :]:
            assert alike(one, other) < 0.5
    rhythms = {frozenset(at for at, _ in one) for one in tunes}
    assert len(rhythms) >= 3


@pytest.mark.parametrize("style", STYLES)
def test_every_boundary_is_marked_by_players_a_fill_a_crash_or_a_change_of_force(style):
    for seed in range(3):
        score = compose(brief(style, seed, seconds=150))
        beats = score.meter.bar_beats
        for before, section in zip(score.sections, score.sections[1:], strict=False):
            at = section.start_bar * beats
            playing = [
                {p.name for p in score.parts if any(a <= n.start_beat < b for n in p.notes)}
                for a, b in ((at - 2 * beats, at), (at, at + 2 * beats))
            ]
            drums = next(p for p in score.parts if p.role == "drums").notes
            crash = any(n.pitch in (49, 57, 59) and abs(n.start_beat - at) < 1e-6 for n in drums)
            usual, last = (
                {(round(n.start_beat % beats, 2), n.pitch) for n in drums if a <= n.start_beat < a + beats}
                for a in (at - 2 * beats, at - beats)
            )
            forced = abs(section.intensity - before.intensity) >= 0.15
            assert playing[0] != playing[1] or crash or usual != last or forced, (seed, before, section)
