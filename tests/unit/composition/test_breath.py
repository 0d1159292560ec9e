from itertools import pairwise

from briefs import brief

from tonewright.composition.breath import breathed
from tonewright.composition.compose import plan
from tonewright.composition.score import Note

# 120 BPM: a beat lasts half a second.
LINE = [Note(float(i), 2.0 if i % 8 == 6 else 1.0, 72, 0.7) for i in range(64) if i % 8 != 7]


def piece():
    return plan(brief("pop", 1, bpm=120))[0]


def rests_s(notes):
    return [(a.end_beat / 2, (b.start_beat - a.end_beat) / 2) for a, b in pairwise(notes)]


def test_a_flute_breathes_every_seven_seconds_after_long_notes():
    notes = breathed(piece(), LINE, "flute")
    breaths = [at for at, rest in rests_s(notes) if rest >= 0.25]
    assert all(b - a <= 7.0 for a, b in pairwise([0.0, *breaths]))
    shortened = [new for old, new in zip(LINE, notes, strict=True) if new != old]
    assert shortened and all(n.start_beat % 8 == 6 for n in shortened)


def test_a_line_with_rests_needs_no_more_of_them():
    spaced = [Note(4.0 * i, 3.0, 70, 0.7) for i in range(12)]
    assert breathed(piece(), spaced, "trumpet") == spaced


def test_a_violin_needs_no_breath():
    assert breathed(piece(), LINE, "violin") == LINE
