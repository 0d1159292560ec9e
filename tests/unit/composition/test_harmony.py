import pytest
from briefs import brief

from tonewright.composition.compose import plan
from tonewright.composition.harmony import scale_over, sounding_chord
from tonewright.theory.chord import parse_chord
from tonewright.theory.key import parse_tonality


@pytest.mark.parametrize(
    ("tonality", "numeral", "symbol"),
    [("C:major", "V:3", "G/B"), ("C:major", "I:5", "C/G"), ("A:minor", "i:3", "Am/C"), ("Eb:major", "IV", "Ab")],
)
def test_a_numeral_may_name_its_bass(tonality, numeral, symbol):
    assert sounding_chord(parse_tonality(tonality), numeral).text == symbol


def test_the_dominant_in_minor_raises_the_seventh_degree():
    # E7 in A minor: G sharp instead of G, everything else as in the key.
    assert scale_over(parse_tonality("A:minor"), parse_chord("E7")) == (0, 2, 4, 5, 8, 9, 11)


@pytest.mark.parametrize("style", ["pop", "lofi", "cinematic", "deep_house"])
@pytest.mark.parametrize("tonality", ["C:major", "C:minor"])
def test_a_piece_comes_home_by_a_cadence(style, tonality):
    for seed in range(5):
        piece, _ = plan(brief(style, seed, tonality=tonality, seconds=100))
        last, before = piece.chords[-1].chord, piece.chords[-2].chord
        assert last.root == 0
        # Dominant, subdominant or its borrowed kin: never the tonic itself.
        assert before.root in (7, 5, 10, 8, 0) and (before.root != 0 or before.bass == 7)


def test_sections_of_one_kind_share_their_chords():
    piece, _ = plan(brief("pop", 3, seconds=180))
    found = {}
    for section in piece.sections[:-1]:
        if section.bars == 8:
            start = section.start_bar * 4.0
            texts = [s.text for s in piece.spans_in(start, start + 24)]
            assert found.setdefault(section.kind, texts) == texts


def test_the_last_section_is_fitted_so_that_the_users_chords_end_on_the_tonic():
    for seconds in (60, 95, 130, 200):
        piece, _ = plan(brief("pop", 1, chords="F G Em Am C", seconds=seconds))
        assert piece.chords[-1].chord.root == piece.key.tonic
