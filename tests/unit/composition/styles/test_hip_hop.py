"""What a producer of boom bap expects of a beat."""

from statistics import mean

import pytest
from briefs import brief
from scores import part

from tonewright.composition.compose import compose
from tonewright.composition.style_distance import style_distance
from tonewright.composition.styles import load_style
from tonewright.performance.clock import Clock

SEEDS = range(4)


def test_sixteenths_swing_by_the_panel_of_an_mpc():
    # Roger Linn's swing is the first sixteenth's share of an eighth: 54 % is slight, 66 % the triplet; boom bap
    # lies between 57 and 62.
    score = compose(brief("hip_hop", 1, seconds=60))
    assert score.swing_unit == 0.25
    clock = Clock(score.tempo_bpm, score.swing, score.swing_unit)
    share = (clock.seconds(0.25) - clock.seconds(0.0)) / (clock.seconds(0.5) - clock.seconds(0.0))
    assert 0.57 <= share <= 0.62


@pytest.mark.parametrize("seed", SEEDS)
def test_the_snare_cracks_on_two_and_four_and_the_kick_never_marches(seed):
    score = compose(brief("hip_hop", seed, seconds=120))
    assert 84 <= score.tempo_bpm <= 96
    drums = part(score, "drums").notes
    chorus = next(s for s in score.sections if s.name == "chorus")
    swung = 0
    for bar in (4.0 * (chorus.start_bar + i) for i in range(3)):
        here = [(round(n.start_beat - bar, 3), n) for n in drums if bar <= n.start_beat < bar + 4]
        assert {1.0, 3.0} <= {at for at, n in here if n.pitch == 38 and n.velocity > 0.7}
        kicks = {at for at, n in here if n.pitch == 36}
        assert 0.0 in kicks and not {1.0, 3.0} & kicks
        swung += sum(round(at * 4) % 2 for at in kicks)
    # Boom bap's kick stumbles into the beat on swung sixteenths.
    assert swung >= 3


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bass_is_deep_and_falls_with_the_kick(seed):
    score = compose(brief("hip_hop", seed, seconds=120))
    bass, drums = part(score, "bass").notes, part(score, "drums").notes
    # Lower than a bass guitar's D string but for an octave now and then.
    assert mean(n.pitch for n in bass) < 43
    verse = next(s for s in score.sections if s.name == "verse")
    start, end = 4.0 * verse.start_bar, 4.0 * (verse.start_bar + verse.bars - 1)
    kicks = {n.start_beat for n in drums if n.pitch == 36}
    downs = [n.start_beat for n in bass if start <= n.start_beat < end and n.velocity > 0.5]
    assert mean(at in kicks for at in downs) > 0.5


@pytest.mark.parametrize("seed", SEEDS)
def test_the_harmony_is_a_short_loop(seed):
    score = compose(brief("hip_hop", seed, seconds=120))
    verse = next(s for s in score.sections if s.name == "verse")
    start = 4.0 * verse.start_bar
    here = [(s.start_beat - start, s.chord) for s in score.chords if start <= s.start_beat < start + 32]
    assert len({chord.root for _, chord in here}) <= 4
    first, second = ([(at % 16, c.root) for at, c in here if low <= at < low + 12] for low in (0, 16))
    assert verse.bars < 8 or first == second


@pytest.mark.parametrize("seed", SEEDS)
def test_stabs_are_short_and_leave_holes(seed):
    score = compose(brief("hip_hop", seed, seconds=120))
    comp = next(p for p in score.parts if p.role == "comp" and p.stem == "keys")
    chorus = next(s for s in score.sections if s.name == "chorus")
    start, end = 4.0 * chorus.start_bar, 4.0 * (chorus.start_bar + chorus.bars)
    notes = [n for n in comp.notes if start <= n.start_beat < end]
    filled = sum(n.duration_beats for n in notes) / len({n.pitch for n in notes})
    assert mean(n.duration_beats for n in notes) <= 1.0
    assert filled < 0.6 * (end - start)


def test_it_is_not_lofi_under_another_name():
    found = style_distance(load_style("hip_hop"), load_style("lofi"))
    assert found.palette > 0.7
    assert found.harmony > 0.7
    assert found.total > 0.5
    players = {name for names in load_style("hip_hop").palette.values() for name in names}
    assert not players & {"vinyl_noise", "lofi_kit", "electric_piano", "felt_piano", "jazz_guitar", "upright_bass"}
