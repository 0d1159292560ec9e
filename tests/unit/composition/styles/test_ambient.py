"""What makes ambient itself, as Eno's notes and the practice of drone music have it."""

from functools import cache
from itertools import pairwise
from statistics import mean

import pytest
from briefs import brief

from tonewright.composition.compose import compose
from tonewright.composition.instruments import instrument
from tonewright.composition.score import Note, Score
from tonewright.performance.perform import perform

SEEDS = range(5)
NOISE = {"wind_noise", "rain_noise", "sea_noise"}


@cache
def piece(seed: int, seconds: float = 180.0) -> Score:
    return compose(brief("ambient", seed, seconds=seconds, energy=0.4))


def notes_of(score: Score, *names: str) -> list[Note]:
    return [n for p in score.parts if p.instrument in names for n in p.notes]


@pytest.mark.parametrize("seed", SEEDS)
def test_there_are_no_drums_and_a_pulse_slower_than_a_resting_heart(seed):
    score = piece(seed)
    assert not {"drums", "percussion"} & {p.role for p in score.parts}
    assert score.tempo_bpm <= 72


@pytest.mark.parametrize("seed", SEEDS)
def test_one_chord_stays_for_four_bars_and_more(seed):
    score = piece(seed)
    held, count = [], 1
    for one, then in pairwise(score.chords[:-1]):
        if one.chord == then.chord:
            count += 1
        else:
            held.append(count)
            count = 1
    assert mean(bars >= 4 for bars in held) >= 0.8


@pytest.mark.parametrize("seed", SEEDS)
def test_the_drone_is_the_tonic_and_its_fifth_from_beginning_to_end(seed):
    score = piece(seed)
    drone = notes_of(score, "drone")
    tonic = score.key.tonic
    assert {n.pitch % 12 for n in drone} == {tonic, (tonic + 7) % 12}
    roots = sorted((n.start_beat, n.end_beat) for n in drone if n.pitch % 12 == tonic)
    assert roots[0][0] == 0.0
    assert all(following[0] <= before[1] + 1e-6 for before, following in pairwise(roots))
    assert max(n.duration_beats for n in drone) * score.seconds_per_beat >= 10


@pytest.mark.parametrize("seed", SEEDS)
def test_weather_lies_under_the_whole_piece(seed):
    score = piece(seed)
    noise = notes_of(score, *NOISE)
    assert len(noise) == 1
    played = next(p for p in perform(score).parts if p.instrument in NOISE).notes[0]
    assert played.start_s == 0.0
    assert played.duration_s == pytest.approx(score.seconds, abs=0.01)


@pytest.mark.parametrize("seed", SEEDS)
def test_loops_turn_on_lengths_of_their_own_so_that_bars_do_not_repeat(seed):
    score = piece(seed)
    loops = [p for p in score.parts if p.role == "comp"]
    assert loops
    for part in loops:
        if len(part.notes) < 12:
            continue
        places = {round(n.start_beat % 4, 3) for n in part.notes}
        assert len(places) >= 4
        # Inside one turn the gaps between notes come back, as a tape loop's do.
        gaps = [round(b.start_beat - a.start_beat, 3) for a, b in pairwise(part.notes)]
        assert len(set(gaps)) <= 14


@pytest.mark.parametrize("seed", SEEDS)
def test_notes_are_sparse_and_leave_room(seed):
    score = piece(seed)
    struck = [n for p in score.parts if p.role in ("melody", "comp") for n in p.notes]
    assert len(struck) / score.seconds < 2.5
    assert len(struck) / score.seconds > 0.15


def test_chords_are_suspended_or_coloured_rarely_plain():
    kinds = [span.chord.text for seed in SEEDS for span in piece(seed).chords]
    assert mean(any(mark in text for mark in ("sus", "add", "7", "9", "6")) for text in kinds) > 0.7


@pytest.mark.parametrize("seed", SEEDS)
def test_held_sounds_swell_by_at_least_six_decibels(seed):
    performance = perform(piece(seed))
    pads = [p for p in performance.parts if p.stem == "pads" and instrument(p.instrument).family == "pad"]
    assert pads
    for part in pads:
        values = [c.value for c in part.controllers if c.number == 11]
        # CC 11 is 40 log10(value / 127) dB (General MIDI Level 2): 6 dB is a factor of 1.41.
        assert max(values) > 1.41 * min(values)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_piece_fades_unless_the_brief_says_otherwise(seed):
    assert 5 <= piece(seed).fade_s <= 14
    assert compose(brief("pop", seed, seconds=60.0)).fade_s == 0.0
