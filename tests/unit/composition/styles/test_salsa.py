"""What makes salsa: the clave that never turns, shell and bells, tumbaos, the montuno, the abanico."""

from functools import cache
from itertools import pairwise
from statistics import mean

import pytest
from briefs import brief

from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Score

SEEDS = range(6)
RIM, COWBELL, CLAVES, TIMBALE = 37, 56, 75, 65
BONGO_LOW, CONGA_SLAP, CONGA_OPEN = 61, 62, 63
# The son clave in beats over two bars of four (Mauleón, "Salsa Guidebook", 1993), two-three.
TWO_THREE = [1.0, 2.0, 4.0, 5.5, 7.0]


@cache
def piece(seed: int, seconds: float = 150.0) -> Score:
    return compose(brief("salsa", seed, seconds=seconds))


def within(score: Score, notes: tuple[Note, ...], *kinds: str) -> list[Note]:
    spans = [(s.start_bar * 4.0, (s.start_bar + s.bars) * 4.0) for s in score.sections if s.name in kinds]
    return [n for n in notes if any(start <= n.start_beat < end for start, end in spans)]


def part(score: Score, role: str, name: str = "") -> tuple[Note, ...]:
    return next(p.notes for p in score.parts if p.role == role and name in p.instrument)


def side(score: Score) -> int:
    """0 where even bars are the two side, 1 where odd ones are."""
    claves = [n.start_beat % 8 for n in part(score, "percussion") if n.pitch == CLAVES]
    return 0 if claves.count(1.0) > claves.count(5.0) else 1


@pytest.mark.parametrize("seconds", [60.0, 97.0, 150.0, 211.0])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_clave_is_kept_through_the_whole_piece(seed, seconds):
    score = piece(seed, seconds)
    shift = 4.0 * side(score)
    places = {(n.start_beat + shift) % 8 for n in part(score, "percussion") if n.pitch == CLAVES}
    assert sorted(places) == TWO_THREE


def test_pieces_begin_on_either_side():
    assert {side(piece(seed)) for seed in range(8)} == {0, 1}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_tune_is_told_over_the_shell_and_the_montuno_under_the_bell(seed):
    score = piece(seed)
    kit = part(score, "drums")
    shell, bell = ([n.pitch for n in within(score, kit, kind)] for kind in ("verse", "chorus"))
    assert shell.count(RIM) > 50 and shell.count(COWBELL) == 0
    assert bell.count(COWBELL) > 50 and bell.count(RIM) == 0
    # Of the shell's ten strokes five fall on each side, and both strokes of the two side are among them.
    strokes = {(n.start_beat + 4.0 * side(score)) % 8 for n in within(score, kit, "verse") if n.pitch == RIM}
    assert len(strokes) == 10 and {1.0, 2.0, 4.0, 5.5} <= strokes


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bass_plays_the_anticipated_tumbao_and_has_no_one(seed):
    score = piece(seed)
    bass = within(score, part(score, "bass"), "verse", "chorus", "solo")
    assert not [n for n in bass if n.start_beat % 4 == 0]
    places = [n.start_beat % 4 for n in bass]
    assert mean(place in (1.5, 2.0, 2.5, 3.0) for place in places) > 0.9
    # On four it already plays the next bar's root, and holds it over the bar line.
    fours = [n for n in bass if n.start_beat % 4 == 3.0]
    chords = {s.start_beat: s.chord for s in score.chords if s.chord}
    ahead = [n.pitch % 12 == chords[n.start_beat + 1].bass for n in fours if n.start_beat + 1 in chords]
    assert mean(ahead) > 0.95
    assert mean(n.end_beat % 4 > 0 and n.duration_beats > 1 for n in fours) > 0.85


@pytest.mark.parametrize("seed", SEEDS)
def test_the_congas_slap_two_and_open_on_four(seed):
    score = piece(seed)
    hands = within(score, part(score, "percussion"), "verse", "chorus")
    bars = {int(n.start_beat // 4) for n in hands}
    # The eighth bar of a phrase leaves its last beat to the timbales.
    whole = [bar for bar in bars if any(n.pitch == CONGA_OPEN and int(n.start_beat // 4) == bar for n in hands)]
    struck = {(n.start_beat, n.pitch) for n in hands}
    assert mean((bar * 4 + 1.0, CONGA_SLAP) in struck for bar in bars) > 0.8
    assert mean({(bar * 4 + 3.0, CONGA_OPEN), (bar * 4 + 3.5, CONGA_OPEN)} <= struck for bar in whole) > 0.9


@pytest.mark.parametrize("seed", SEEDS)
def test_the_montuno_is_in_octaves_and_keeps_the_clave(seed):
    score = piece(seed)
    piano = within(score, part(score, "comp", "piano"), "chorus")
    at = {}
    for note in piano:
        at.setdefault(note.start_beat, set()).add(note.pitch)
    octaves = [max(pitches) - min(pitches) == 12 for pitches in at.values()]
    assert mean(octaves) > 0.95
    # The two side begins on the one, the three side is all off the beat.
    shift = 4.0 * side(score)
    three = [beat for beat in at if (beat + shift) % 8 >= 4]
    assert mean(beat % 1 == 0.5 for beat in three) > 0.9


@pytest.mark.parametrize("seed", SEEDS)
def test_the_piano_plays_the_coming_chord_on_the_last_eighth(seed):
    score = piece(seed)
    chords = {s.start_beat: s.chord for s in score.chords if s.chord}
    last = [n for n in within(score, part(score, "comp", "piano"), "chorus") if n.start_beat % 4 == 3.5]
    coming = [n.pitch % 12 in chords[n.start_beat + 0.5].pitch_classes for n in last if n.start_beat + 0.5 in chords]
    assert mean(coming) > 0.95


def test_an_abanico_or_break_of_the_timbales_opens_every_section():
    for seed in SEEDS:
        score = piece(seed)
        rolls = [n.start_beat for n in part(score, "drums") if n.pitch == TIMBALE]
        for before, after in pairwise(score.sections):
            if after.intensity > before.intensity + 0.1 and before.name not in ("break", "breakdown"):
                start = 4.0 * after.start_bar
                assert sum(start - 4 <= at < start for at in rolls) >= 2, (seed, after.name)


def test_in_the_mambo_the_brass_answers_the_clave():
    strokes = []
    for seed in SEEDS:
        score = piece(seed)
        brass = within(score, part(score, "pad", "brass_section"), "solo")
        strokes += [(n.start_beat + 4.0 * side(score)) % 8 for n in brass]
    assert len(strokes) > 50
    # Beat two of the two side and one of the three side carry more than their opposites.
    assert strokes.count(1.0) + strokes.count(5.5) + strokes.count(7.0) > strokes.count(5.0) + strokes.count(1.5)
