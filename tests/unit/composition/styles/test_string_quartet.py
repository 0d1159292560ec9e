"""What makes a string quartet itself: four-part writing as counterpoint treatises and classical scores have it."""

from functools import cache
from itertools import pairwise
from statistics import mean

import pytest
from briefs import brief

from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Score

SEEDS = range(5)
PLAYERS = ("violin I", "violin II", "viola", "cello")
# The lowest open string of each (Adler, "The Study of Orchestration").
OPEN = {"violin I": 55, "violin II": 55, "viola": 48, "cello": 36}


@cache
def piece(seed: int, seconds: float = 150.0, meter: str = "4/4", **more: object) -> Score:
    return compose(brief("string_quartet", seed, seconds=seconds, meter=meter, **more))


def desk(score: Score, name: str) -> list[Note]:
    """A player's notes, bowed or plucked, in order."""
    found = [n for p in score.parts if p.name == name or p.name.startswith(f"{name},") for n in p.notes]
    return sorted(found, key=lambda n: (n.start_beat, n.pitch))


def sounding(line: list[Note], beat: float) -> int | None:
    return next((n.pitch for n in line if n.start_beat <= beat + 1e-6 < n.end_beat), None)


@pytest.mark.parametrize("seed", SEEDS)
def test_four_players_play_and_each_one_note_at_a_time_within_the_instrument(seed):
    score = piece(seed)
    assert {p.name.split(",")[0] for p in score.parts} == set(PLAYERS)
    for name in PLAYERS:
        line = desk(score, name)
        assert min(n.pitch for n in line) >= OPEN[name]
        starts = [n.start_beat for n in line]
        assert len(starts) == len(set(starts))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("meter", ["4/4", "3/4", "6/8"])
def test_outer_voices_never_move_in_parallel_fifths_or_octaves(seed, meter):
    score = piece(seed, meter=meter)
    tune, ground = desk(score, "violin I"), desk(score, "cello")
    together = {round(n.start_beat, 4) for n in tune} & {round(n.start_beat, 4) for n in ground}
    faults = []
    for beat in sorted(together):
        now = sounding(tune, beat), sounding(ground, beat)
        before = sounding(tune, beat - 0.01), sounding(ground, beat - 0.01)
        if None in (*now, *before) or beat >= score.chords[-1].start_beat:
            continue
        gap, then = (before[0] - before[1]) % 12, (now[0] - now[1]) % 12
        if gap == then and gap in (0, 7) and before[0] != now[0] and before[1] != now[1]:
            faults.append(beat)
    assert len(faults) <= 0.01 * len(together), faults


@pytest.mark.parametrize("seed", SEEDS)
def test_voices_do_not_cross_where_the_harmony_changes(seed):
    score = piece(seed)
    lines = [desk(score, name) for name in PLAYERS]
    crossed = []
    for span in score.chords[:-1]:
        here = [p for p in (sounding(line, span.start_beat) for line in lines) if p is not None]
        crossed.append(any(upper < lower for upper, lower in pairwise(here)))
    assert mean(crossed) < 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_inner_voices_move_by_step_or_stay_from_chord_to_chord(seed):
    score = piece(seed)
    for name in ("violin II", "viola"):
        line = desk(score, name)
        heard = [sounding(line, span.start_beat) for span in score.chords]
        moves = [abs(a - b) for a, b in pairwise(heard) if a is not None and b is not None]
        assert mean(move <= 4 for move in moves) > 0.75


@pytest.mark.parametrize("seed", SEEDS)
def test_chords_of_all_four_have_their_third(seed):
    score = piece(seed)
    lines = [desk(score, name) for name in PLAYERS]
    complete = []
    for span in score.chords[:-1]:
        pitches = [
            n.pitch % 12 for line in lines for n in line if span.start_beat <= n.start_beat < span.start_beat + 2
        ]
        playing = sum(sounding(line, span.start_beat) is not None for line in lines)
        if span.chord is not None and playing == 4:
            complete.append(span.chord.pitch_classes[1] in pitches)
    assert mean(complete) > 0.9


def test_suspensions_are_prepared_held_over_the_beat_and_resolve_down_by_step():
    found = 0
    for seed in range(8):
        score = piece(seed, energy=0.3)
        changes = {span.start_beat: span.chord for span in score.chords}
        for name in ("violin II", "viola"):
            line = desk(score, name)
            for note, following in pairwise(line):
                for beat, chord in changes.items():
                    held = note.start_beat < beat - 0.9 and beat < note.end_beat - 0.9
                    if held and chord and note.pitch % 12 not in chord.pitch_classes:
                        assert 1 <= note.pitch - following.pitch <= 2
                        assert following.start_beat == pytest.approx(beat + 1.0)
                        found += 1
    assert found >= 8


@pytest.mark.parametrize("seed", SEEDS)
def test_the_second_violin_imitates_the_first_a_bar_later_in_the_development(seed):
    score = piece(seed)
    bridges = [s for s in score.sections if s.name == "bridge"]
    tune, second = desk(score, "violin I"), desk(score, "violin II")
    alike = []
    for section in bridges:
        for bar in range(section.start_bar, section.start_bar + section.bars - 1, 2):
            rhythm = [n.start_beat - 4 * bar for n in tune if 4 * bar <= n.start_beat < 4 * bar + 4]
            answer = [n.start_beat - 4 * bar - 4 for n in second if 4 * bar + 4 <= n.start_beat < 4 * bar + 8]
            if len(rhythm) > 2:
                alike.append(rhythm == answer)
    assert alike
    assert mean(alike) > 0.9


def test_the_serenade_is_plucked_under_a_bowed_tune():
    score = piece(2, 290.0)
    solo = next(s for s in score.sections if s.name == "solo")
    first, last = solo.start_bar * 4, (solo.start_bar + solo.bars) * 4
    playing = {p.instrument for p in score.parts for n in p.notes if first <= n.start_beat < last}
    lead = next(p for p in score.parts if p.name == "violin I")
    assert playing == {"violin", "pizzicato_strings"}
    assert any(first <= n.start_beat < last for n in lead.notes)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_piece_ends_with_a_perfect_cadence_and_the_transition_with_a_half_one(seed):
    score = piece(seed)
    tonic = score.key.tonic
    before, last = score.chords[-2].chord, score.chords[-1].chord
    assert (before.root, last.root, last.bass) == ((tonic + 7) % 12, tonic, tonic)
    assert desk(score, "violin I")[-1].pitch % 12 == tonic
    for section in score.sections:
        if section.name == "prechorus":
            end = (section.start_bar + section.bars) * 4
            chord = next(s.chord for s in reversed(score.chords) if s.start_beat < end)
            assert chord.root == (tonic + 7) % 12


def test_some_phrases_end_deceptively():
    deceptive = 0
    for seed in range(8):
        score = piece(seed)
        chords = [span.chord for span in score.chords]
        for one, then in pairwise(chords):
            dominant = one.root == (score.key.tonic + 7) % 12 and not one.is_minor
            deceptive += dominant and (then.root - score.key.tonic) % 12 in (8, 9)
    assert deceptive >= 4


def test_over_the_users_chords_every_player_keeps_to_their_tones():
    score = compose(brief("string_quartet", 3, seconds=60.0, chords="C | Am | F | G7"))
    for name in ("violin II", "viola", "cello"):
        for note in desk(score, name):
            span = next(s for s in reversed(score.chords) if s.start_beat <= note.start_beat + 1e-6)
            assert note.pitch % 12 in span.chord.pitch_classes
