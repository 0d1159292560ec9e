"""What a musician would check in the scores before anybody plays them, over several seeds of every style."""

from functools import cache
from itertools import pairwise
from statistics import mean

import pytest

from tonewright.brief.brief import Brief, Wish
from tonewright.composition.accents import strength_at
from tonewright.composition.compose import compose
from tonewright.composition.score import Note, Score
from tonewright.composition.styles import load_style
from tonewright.styles.packs import pack_names
from tonewright.theory.meter import METERS

STYLES = ("pop", "lofi", "cinematic", "deep_house")
SEEDS = range(6)


@cache
def piece(style: str, seed: int, seconds: float = 150.0, meter: str = "4/4") -> Score:
    """An instrumental with everything else left to the style."""
    return compose(
        Brief(
            "instrumental", "", Wish("t", "default"), Wish(style, "parameter"), (), (), 0.0, 0.5,
            Wish(None, "default"), Wish(None, "default"), Wish(None, "default"), Wish(METERS[meter], "parameter"),
            Wish(None, "default"), Wish(seconds, "parameter"), 300.0, (), (), Wish("en", "default"),
            Wish("", "default"), (), "", seed, "i4",
        )
    )  # fmt: skip


def melody(score: Score) -> list[Note]:
    return list(next(p for p in score.parts if p.role == "melody").notes)


def chord_tones(score: Score, beat: float) -> tuple[int, ...]:
    for span in score.chords:
        if span.start_beat - 1e-6 <= beat < span.start_beat + span.duration_beats - 1e-6:
            return span.chord.pitch_classes if span.chord else ()
    return ()


@pytest.mark.parametrize("style", pack_names())
def test_four_of_five_notes_on_strong_beats_belong_to_the_chord(style):
    for seed in SEEDS:
        score = piece(style, seed)
        strong = [n for n in melody(score) if strength_at(score.meter, n.start_beat) >= 0.8]
        inside = [n.pitch % 12 in chord_tones(score, n.start_beat) for n in strong]
        assert mean(inside) >= 0.8, seed


@pytest.mark.parametrize("style", pack_names())
def test_leaps_of_a_sixth_and_more_are_rare_and_turn_back(style):
    for seed in SEEDS:
        notes = melody(piece(style, seed))
        close = [(a, b, c) for (a, b), (_, c) in pairwise(pairwise(notes)) if c.start_beat - a.end_beat < 2]
        leaps = [(a, b, c) for a, b, c in close if abs(b.pitch - a.pitch) >= 8]
        assert len(leaps) <= 0.12 * len(close)
        onward = [1 for a, b, c in leaps if (b.pitch - a.pitch) * (c.pitch - b.pitch) > 0]
        assert len(onward) <= max(1, len(leaps) // 3)


@pytest.mark.parametrize("style", pack_names())
def test_the_peak_section_is_fuller_than_the_verse_and_the_intro_is_not(style):
    for seed in SEEDS:
        score = piece(style, seed)
        beats = score.meter.bar_beats

        def fullness(section, score=score, beats=beats):
            start, end = section.start_bar * beats, (section.start_bar + section.bars) * beats
            here = [p for p in score.parts if any(start <= n.start_beat < end for n in p.notes)]
            return len(here), sum(start <= n.start_beat < end for p in here for n in p.notes) / section.bars

        peak = max(score.sections, key=lambda s: s.intensity)
        verse = next(s for s in score.sections if s.name == "verse")
        assert fullness(peak) > fullness(verse)
        assert fullness(peak)[1] > fullness(verse)[1]
        assert fullness(score.sections[0])[0] < fullness(peak)[0]


@pytest.mark.parametrize("style", pack_names())
def test_the_climax_of_the_melody_is_in_a_peak_section(style):
    for seed in SEEDS:
        score = piece(style, seed)
        top = max(n.pitch for n in melody(score))
        places = {int(n.start_beat // score.meter.bar_beats) for n in melody(score) if n.pitch >= top - 1}
        peaks = [s for s in score.sections if s.name in ("chorus", "drop", "solo", "instrumental")]
        assert any(s.start_bar <= bar < s.start_bar + s.bars for s in peaks for bar in places)


@pytest.mark.parametrize("style", pack_names())
def test_voices_of_a_chord_move_little_from_one_chord_to_the_next(style):
    for seed in SEEDS:
        score = piece(style, seed)
        for part in score.parts:
            if part.role != "pad":
                continue
            moves = []
            for start in sorted({n.start_beat for n in part.notes}):
                before = [n.pitch for n in part.notes if n.start_beat < start <= n.end_beat + 1e-6]
                new = [n.pitch for n in part.notes if n.start_beat == start]
                moves += [min(abs(p - q) for q in before) for p in new if before]
            assert mean(move <= 4 for move in moves) >= 0.85, (seed, part.name)


def test_the_styles_are_unlike_each_other():
    figures = {}
    for style in STYLES:
        scores = [piece(style, seed) for seed in SEEDS]
        kicks, hats, chords = [], [], []
        for score in scores:
            peak = max(score.sections, key=lambda s: s.intensity)
            start = peak.start_bar * 4.0
            drums = next(p for p in score.parts if p.role == "drums").notes
            bars = [n for n in drums if start <= n.start_beat < start + 16]
            kicks.append(sum(n.pitch == 36 and n.start_beat % 1 == 0 for n in bars) / 4)
            hats.append(sum(n.pitch in (42, 46, 51) for n in bars) / 4)
            chords.append(mean(len(s.chord.intervals) for s in score.chords if s.chord))
        figures[style] = (mean(s.tempo_bpm for s in scores), mean(kicks), mean(hats), mean(chords))
    tempo, kick, hat, tones = ({s: figures[s][i] for s in STYLES} for i in range(4))
    assert tempo["lofi"] + 10 < tempo["pop"] < tempo["deep_house"] - 8
    assert kick["deep_house"] == 4.0 and max(kick[s] for s in STYLES if s != "deep_house") < 3.5
    assert hat["cinematic"] == 0 and hat["lofi"] > 4
    assert tones["pop"] < 3.6 and tones["cinematic"] < 3.5 and tones["lofi"] > 4.2 and tones["deep_house"] > 4.2
    instruments = {s: {p.instrument for seed in SEEDS for p in piece(s, seed).parts} for s in STYLES}
    for one in STYLES:
        for other in STYLES:
            if one != other:
                shared = instruments[one] & instruments[other]
                assert len(shared) < 0.5 * len(instruments[one])


@pytest.mark.parametrize("style", [name for name in pack_names() if load_style(name).palette["kit"]])
@pytest.mark.parametrize("meter", ["3/4", "6/8"])
def test_the_strongest_hits_of_other_meters_fall_on_their_own_beats(style, meter):
    score = piece(style, 1, 90.0, meter)
    drums = next(p for p in score.parts if p.role == "drums").notes
    accents = [n.start_beat % 3 for n in drums if n.articulation == "accent"]
    beats = {0.0, 1.0, 2.0} if meter == "3/4" else {0.0, 1.5}
    # A bossa's cross-stick is nearly as often off the beat as on it.
    assert mean(place in beats for place in accents) > 0.5


@pytest.mark.parametrize("style", pack_names())
def test_five_minutes_have_contrast(style):
    score = piece(style, 2, 300.0)
    levels = [s.intensity for s in score.sections]
    assert max(levels) - min(levels) >= 0.35
    assert len({s.name for s in score.sections}) >= 5
    assert max(s.bars for s in score.sections) * score.meter.bar_beats * score.seconds_per_beat <= 50
