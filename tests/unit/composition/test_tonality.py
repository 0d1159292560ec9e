import pytest
from briefs import brief

from tonewright.brief.brief import Wish
from tonewright.composition.styles import load_style
from tonewright.composition.tonality import choose_key, choose_tempo, infer_key
from tonewright.theory.progression import parse_progression


@pytest.mark.parametrize(
    ("chords", "tonality"),
    [
        ("C F G Am", "C:major"),
        ("Am F C G", "A:minor"),
        ("Dm7 G7 Cmaj7", "C:major"),
        ("F#m D A E", "F#:minor"),
        ("Em C G D", "E:minor"),
        ("Cm7 | F7 | Bbmaj7 Eb", "Bb:major"),
        ("Am Dm E7 Am", "A:minor"),
        ("G D/F# Em C", "G:major"),
        ("N.C.", "C:major"),
    ],
)
def test_the_key_of_a_progression_is_the_one_a_musician_hears(chords, tonality):
    assert infer_key(parse_progression(chords)).tonality == tonality


def test_a_wish_for_a_mode_decides_between_relatives():
    assert infer_key(parse_progression("C F G Am"), "minor").tonality == "A:minor"


def test_a_sad_brief_is_minor_and_a_wish_for_major_wins():
    style = load_style("pop")
    assert choose_key(brief(valence=-0.8), style).is_minor
    assert not choose_key(brief(valence=-0.8, mode=Wish("major", "prompt")), style).is_minor


def test_an_asked_tempo_is_kept_exactly_and_energy_moves_a_free_one():
    style = load_style("pop")
    assert choose_tempo(brief(bpm=173.5), style) == 173.5
    slow, fast = (choose_tempo(brief(energy=e), style) for e in (0.0, 1.0))
    assert style.tempo_low <= slow < fast <= style.tempo_high
