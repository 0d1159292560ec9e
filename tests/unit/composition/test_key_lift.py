from briefs import brief

from tonewright.composition.compose import as_score, compose, plan
from tonewright.composition.ensemble import write_parts
from tonewright.composition.key_lift import lifted
from tonewright.composition.score import Score
from tonewright.speech.roster import voice_named

WORDS = "'ri-ver 'run and 'car-ry me 'home to-'night"


def pair(seed: int = 1) -> tuple[Score, Score, float]:
    """A long country piece before and after its lift, and the beat of the lift."""
    piece, _ = plan(brief("country", seed, seconds=220.0))
    plain = as_score(piece, write_parts(piece))
    last = next(s for s in piece.sections if s.kind == "chorus" and s.is_last)
    return plain, lifted(piece, plain), last.start_bar * 4.0


def test_from_the_last_chorus_on_every_pitched_note_and_chord_is_a_tone_higher():
    plain, high, beat = pair()
    for before, after in zip(plain.parts, high.parts, strict=True):
        moved = 0 if before.role in ("drums", "percussion") else 2
        for a, b in zip(before.notes, after.notes, strict=True):
            assert b.pitch - a.pitch == (moved if a.start_beat >= beat - 0.3 else 0)
    for a, b in zip(plain.chords, high.chords, strict=True):
        assert (b.chord.root - a.chord.root) % 12 == (2 if a.start_beat >= beat else 0)
        assert b.chord.quality == a.chord.quality


def test_the_text_of_a_lifted_chord_is_spelled_anew():
    _, high, beat = pair()
    assert all(s.chord.text[0] in "ABCDEFG" for s in high.chords)
    flats = {s.chord.text[1:2] for s in high.chords if s.start_beat >= beat}
    assert not {"b", "#"} <= flats


def test_a_section_that_comes_but_twice_is_not_lifted():
    for seed in range(6):
        score = compose(brief("country", seed, seconds=75.0))
        if sum(s.name == "chorus" for s in score.sections) < 3:
            assert (score.chords[-1].chord.root - score.key.tonic) % 12 == 0


def test_no_singer_is_lifted_out_of_the_voice():
    lyrics = "\n".join(f"[{kind}]\n{WORDS}\n{WORDS}" for kind in ("verse", "chorus") * 3)
    for seed in range(5):
        made = brief("country", seed, lyrics=lyrics)
        score = compose(made)
        top = max(n.pitch for v in score.vocals for line in v.lines for s in line.syllables for n in s.notes)
        assert top <= voice_named(made.voice.value).high
