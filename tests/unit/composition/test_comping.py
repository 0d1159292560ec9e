import pytest
from briefs import brief

from tonewright.composition.compose import compose

STYLES = ("pop", "lofi", "cinematic", "deep_house")


def bars_of(score, part):
    beats = score.meter.bar_beats
    found = {}
    for note in part.notes:
        number = int(note.start_beat // beats)
        drum = note.pitch if part.role in ("drums", "percussion") else 0
        found.setdefault(number, set()).add((round(note.start_beat - number * beats, 3), drum))
    return [tuple(sorted(found.get(n, ()))) for n in range(score.sections[-1].start_bar)]


@pytest.mark.parametrize("style", STYLES)
def test_no_rhythm_is_repeated_unchanged_for_more_than_eight_bars(style):
    score = compose(brief(style, 2, seconds=240))
    for part in score.parts:
        if part.role not in ("comp", "bass", "drums", "percussion"):
            continue
        run, before = 1, None
        for bar in bars_of(score, part):
            run = run + 1 if bar == before and len(bar) > 1 else 1
            assert run <= 8, (part.name, bar)
            before = bar


def test_every_chord_change_is_heard():
    score = compose(brief("pop", 1, chords="C G/B | Am F | Dm7 G7"))
    for part in score.parts:
        if part.role == "comp":
            starts = {n.start_beat for n in part.notes}
            middle = [n.start_beat for n in part.notes][len(part.notes) // 2]
            bar = middle // 4 * 4
            assert {bar, bar + 2.0} <= starts


def test_guitars_strum_and_pads_hold():
    score = compose(brief("pop", 1, wanted=("guitar",), seconds=120))
    guitar = next(p for p in score.parts if p.stem == "guitar")
    assert "strum_down" in {n.articulation for n in guitar.notes}
    pad = next(p for p in score.parts if p.role == "pad")
    assert max(n.duration_beats for n in pad.notes) >= 4


def test_the_last_chord_is_struck_together_and_rings():
    score = compose(brief("pop", 1))
    final = score.chords[-1].start_beat
    holders = [p for p in score.parts if p.role in ("comp", "pad") and any(n.start_beat == final for n in p.notes)]
    assert len(holders) >= 2
    for part in holders:
        for note in (n for n in part.notes if n.start_beat >= final):
            assert note.start_beat == final
            assert 2.0 <= note.duration_beats * score.seconds_per_beat <= 5.0


def test_a_thumb_has_the_other_fingers_with_it_where_the_users_chord_lasts_half_a_bar():
    score = compose(brief("folk", 1, bpm=92.0, seconds=60.0, chords="G Am7 | D/F# Cadd9"))
    guitar = next(p for p in score.parts if p.role == "comp" and p.instrument.endswith("guitar"))
    for span in score.chords:
        struck = {n.pitch % 12 for n in guitar.notes if n.start_beat == span.start_beat}
        assert set(span.chord.pitch_classes) <= struck, span.chord


def test_a_drone_stands_on_the_bass_of_the_users_chords():
    score = compose(brief("ambient", 1, seconds=60.0, chords="Cmaj7/E | Am9"))
    drone = next(p for p in score.parts if p.instrument == "drone")
    for span in score.chords:
        held = {n.pitch % 12 for n in drone.notes if n.start_beat <= span.start_beat < n.end_beat - 0.1}
        assert held <= {span.chord.bass}
    assert {n.pitch % 12 for n in drone.notes} == {4, 9}


@pytest.mark.parametrize("seed", [2, 4, 5])
def test_a_broken_figure_says_every_tone_of_the_users_chord(seed):
    score = compose(brief("piano_solo", seed, bpm=72.0, seconds=40.0, chords="F#m7 | E/G#"))
    left = next(p for p in score.parts if p.name == "left hand")
    for span in score.chords[:-1]:
        played = {n.pitch % 12 for n in left.notes if span.start_beat <= n.start_beat < span.start_beat + 4}
        assert set(span.chord.pitch_classes) <= played, (span.chord, span.start_beat)
