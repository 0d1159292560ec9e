"""What a flamenco guitarist expects of a rumba and of bulerías."""

from itertools import pairwise

import pytest
from briefs import brief
from scores import part

from tonewright.brief.brief import Wish
from tonewright.composition.compose import compose, plan
from tonewright.composition.harmony import scale_over
from tonewright.composition.score import Note
from tonewright.theory.chord import parse_chord
from tonewright.theory.key import Key, parse_tonality

SEEDS = range(4)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_andalusian_cadence_comes_in_every_piece(seed):
    piece, _ = plan(brief("flamenco", seed, tonality="A:minor", seconds=150))
    roots = [(span.chord.root, span.chord.is_minor) for span in piece.chords]
    changes = [root for root, before in zip(roots, [None, *roots], strict=False) if root != before]
    # Its close, G F E or F E (minor seventh, sixth and major fifth degree of A minor); the E is major.
    closes = [(a, b) for a, b in pairwise(changes) if a == (5, False) and b == (4, False)]
    assert len(closes) >= 3


def test_over_the_cadences_last_chord_tunes_are_phrygian_dominant():
    # E F G# A B C D: the fifth mode of the harmonic minor scale, in A minor and in E phrygian alike.
    expected = tuple(sorted(("C", "D", "E", "F", "G#", "A", "B"), key=lambda n: parse_chord(n).root))
    classes = tuple(parse_chord(name).root for name in expected)
    assert scale_over(parse_tonality("A:minor"), parse_chord("E")) == classes
    assert scale_over(Key(4, "phrygian"), parse_chord("E")) == classes


def test_a_phrygian_key_rests_on_its_own_major_tonic():
    key = Key(4, "phrygian")
    piece, _ = plan(brief("flamenco", 1, seconds=90, key=Wish(key, "prompt")))
    assert piece.chords[-1].chord == parse_chord("E")
    assert piece.chords[-2].chord == parse_chord("F")
    used = {span.chord.root for span in piece.chords}
    assert used <= set(key.scale)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_cajon_plays_three_three_two_against_palmas_off_the_beat(seed):
    score = compose(brief("flamenco", seed, seconds=120))
    section = next(s for s in score.sections if s.name == "chorus")
    bar = 4.0 * (section.start_bar + 1)
    cajon = {
        round(n.start_beat - bar, 3)
        for n in part(score, "drums").notes
        if bar <= n.start_beat < bar + 4 and n.velocity > 0.6
    }
    assert {0.0, 1.5, 3.0} <= cajon
    claps = [n.start_beat - bar for n in part(score, "percussion").notes if bar <= n.start_beat < bar + 4]
    assert {0.5, 1.5, 2.5, 3.5} <= {round(at, 3) for at in claps}


@pytest.mark.parametrize("seed", SEEDS)
def test_bulerias_have_twelve_counts_with_accents_on_12_3_6_8_and_10(seed):
    score = compose(brief("flamenco", seed, meter="3/4", bpm=110, seconds=120))
    section = next(s for s in score.sections if s.name == "chorus")
    accents: dict[float, float] = {}
    for compas in range(section.start_bar, section.start_bar + section.bars - 2, 2):
        for role in ("drums", "percussion"):
            for n in part(score, role).notes:
                count = round((n.start_beat - 3.0 * compas) * 2, 3)
                if 0 <= count < 12:
                    accents[count] = accents.get(count, 0.0) + n.velocity**2
    loudest = sorted(accents, key=accents.__getitem__)[-5:]
    assert sorted(loudest) == [0, 3, 6, 8, 10]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_nylon_guitar_fans_out_in_rasgueados_that_grow(seed):
    score = compose(brief("flamenco", seed, seconds=180))
    guitars = [p for p in score.parts if p.instrument == "nylon_guitar"]
    assert len(guitars) == 3
    strokes = sorted((n for p in guitars for n in p.notes if n.articulation == "rasgueado"), key=by_start)
    assert strokes
    first = strokes[0].start_beat
    flourish = {
        n.start_beat: n.velocity for n in part_of(guitars, strokes[0]).notes if first <= n.start_beat < first + 0.5
    }
    assert len(flourish) == 4
    assert list(flourish.values()) == sorted(flourish.values())


def by_start(note: Note) -> float:
    return note.start_beat


def part_of(parts, note):
    return next(p for p in parts if note in p.notes)


def test_there_is_no_drum_kit_and_no_cymbal():
    score = compose(brief("flamenco", 2, seconds=120))
    assert part(score, "drums").instrument == "cajon_kit"
    assert not {n.pitch for n in part(score, "drums").notes if n.start_beat < score.chords[-1].start_beat} & {
        42,
        46,
        49,
    }
