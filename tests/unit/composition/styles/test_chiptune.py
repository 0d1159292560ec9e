"""What somebody who programs sound chips expects of a chiptune."""

from itertools import pairwise

import pytest
from briefs import brief

from tonewright.composition.compose import compose

SEEDS = range(4)
CHIP = {"chip_pulse_12", "chip_pulse_25", "chip_pulse_50", "chip_triangle", "chip_kit", "noise_riser"}


def part(score, role, name=None):
    return next(p for p in score.parts if p.role == role and (name is None or p.instrument == name))


def notes_of(score, role, kind):
    section = next(s for s in score.sections if s.name == kind)
    start, end = section.start_bar * 4.0, (section.start_bar + section.bars) * 4.0
    return [n for n in part(score, role).notes if start <= n.start_beat < end - 1e-6], section


@pytest.mark.parametrize("seed", SEEDS)
def test_only_the_chip_plays_and_the_verse_fits_its_four_voices(seed):
    score = compose(brief("chiptune", seed, seconds=90))
    assert {p.instrument for p in score.parts} <= CHIP
    verse = next(s for s in score.sections if s.name == "verse")
    start, end = verse.start_bar * 4.0, (verse.start_bar + verse.bars) * 4.0
    playing = {
        p.name for p in score.parts if any(start <= n.start_beat < end - 1e-6 for n in p.notes) and p.role != "fx"
    }
    assert len(playing) == 4


@pytest.mark.parametrize("seed", SEEDS)
def test_a_chord_is_one_voice_whose_notes_never_sound_together(seed):
    score = compose(brief("chiptune", seed, seconds=90))
    notes, _ = notes_of(score, "comp", "chorus")
    arpeggio = sorted(notes, key=lambda n: n.start_beat)
    starts = [n.start_beat for n in arpeggio]
    assert len(starts) == len(set(starts))
    assert min(b - a for a, b in pairwise(starts)) <= 4 / 24 + 1e-6


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bass_jumps_octaves_where_the_boss_comes(seed):
    score = compose(brief("chiptune", seed, seconds=90))
    bass, _ = notes_of(score, "bass", "chorus")
    leaps = [abs(a.pitch - b.pitch) for a, b in pairwise(bass) if a.pitch != b.pitch]
    assert sum(leap == 12 for leap in leaps) >= 0.5 * len(leaps)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_tune_runs(seed):
    score = compose(brief("chiptune", seed, seconds=90))
    tune, section = notes_of(score, "melody", "chorus")
    assert len(tune) >= 6 * section.bars
    assert score.tempo_bpm >= 130
