"""What makes funk: sixteenths in bass, hats and scratched strings, ghosts, the one, horns in stabs, vamps."""

from statistics import mean

from briefs import brief

from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Score

SEEDS = range(5)


def peak(seed: int, role: str, name: str = "") -> tuple[Score, list[Note], int]:
    """The notes of a part over eight bars of the first chorus."""
    score = compose(brief("funk", seed, seconds=120.0))
    chorus = next(s for s in score.sections if s.name == "chorus")
    notes = next(p for p in score.parts if p.role == role and name in p.instrument).notes
    start = chorus.start_bar * 4
    return score, [n for n in notes if start <= n.start_beat < start + 32], start


def test_the_bass_plays_sixteenths_with_ghosts_and_octaves_and_lands_on_the_one():
    for seed in SEEDS:
        _, notes, start = peak(seed, "bass")
        assert 7 <= len(notes) / 8 <= 14
        off = mean(n.start_beat % 0.5 != 0 for n in notes)
        assert off > 0.3
        assert 0.15 < mean(n.articulation == "ghost" for n in notes) < 0.55
        sounding = [n.pitch for n in notes if n.articulation != "ghost"]
        assert max(sounding) - min(sounding) >= 12
        ones = {start + 4 * bar for bar in range(8)}
        assert ones <= {n.start_beat for n in notes}


def test_hats_run_in_sixteenths_and_the_snare_whispers_between_the_backbeats():
    for seed in SEEDS:
        _, notes, _ = peak(seed, "drums")
        hats = [n for n in notes if n.pitch in (42, 46)]
        assert len(hats) / 8 > 12
        snares = [n for n in notes if n.pitch == 38]
        assert {n.start_beat % 4 for n in snares if n.articulation == "accent"} >= {1.0, 3.0}
        assert sum(n.articulation == "ghost" for n in snares) >= 12


def test_the_guitar_scratches_muted_strings_between_its_chords():
    for seed in SEEDS:
        _, notes, _ = peak(seed, "comp", "guitar")
        strokes = {n.start_beat for n in notes}
        assert len(strokes) / 8 > 13
        assert 0.5 < mean(n.articulation == "ghost" for n in notes) < 0.85


def test_horns_play_short_stabs_and_leave_most_of_the_bar_alone():
    for seed in SEEDS:
        _, notes, _ = peak(seed, "pad", "brass")
        assert 0 < len({n.start_beat for n in notes}) / 8 <= 4
        assert mean(n.duration_beats <= 1 for n in notes) > 0.9


def test_verses_stay_on_one_or_two_chords():
    for seed in SEEDS:
        score = compose(brief("funk", seed, seconds=120.0))
        verse = next(s for s in score.sections if s.name == "verse")
        span = range(verse.start_bar * 4, (verse.start_bar + verse.bars - 2) * 4)
        assert len({s.chord.root for s in score.chords if s.start_beat in span}) <= 2


def test_the_horns_do_not_push_the_guitar_out_when_they_are_asked_for():
    score = compose(brief("funk", 2, seconds=80.0, wanted=("slap bass", "clavinet", "horns")))
    instruments = {p.instrument for p in score.parts}
    assert {"slap_bass", "clavinet", "brass_section"} <= instruments
    assert any("guitar" in name for name in instruments)
