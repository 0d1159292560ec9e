from itertools import pairwise

from briefs import brief

from tonewright.composition.compose import plan
from tonewright.composition.counterpoint import suspended, without_parallels
from tonewright.composition.part_writing import parallel
from tonewright.composition.score import Note


def notes(pitches: list[int], length: float = 2.0) -> list[Note]:
    return [Note(i * length, length, pitch, 0.7) for i, pitch in enumerate(pitches)]


def test_a_tune_that_doubles_its_bass_is_led_another_way() -> None:
    piece, _ = plan(brief("string_quartet", 1, seconds=40.0, tonality="C:major"))
    ground = notes([48, 50, 52, 53, 55, 57, 48, 48])
    tune = notes([72, 74, 76, 77, 79, 81, 74, 72])
    found = without_parallels(piece, tune, ground)
    steps = zip(pairwise(found), pairwise(ground), strict=True)
    assert not any(parallel((a.pitch, c.pitch), (b.pitch, d.pitch)) for (a, b), (c, d) in steps)
    assert found[-1] == tune[-1]
    assert [n.start_beat for n in found] == [n.start_beat for n in tune]


def test_a_step_down_onto_the_bar_is_held_over_and_resolves_a_beat_later() -> None:
    piece, _ = plan(brief("string_quartet", 1, seconds=60.0))
    line = [Note(4.0 * bar, 4.0, 72 - bar % 2, 0.6, "legato") for bar in range(12)]
    found = suspended(piece, line, [], "comp1")
    held = [n for n in found if n.start_beat % 4 == 1.0]
    assert held
    assert all(n.pitch == 71 and n.duration_beats == 3.0 for n in held)
    for before, after in pairwise(found):
        assert before.end_beat == after.start_beat


def test_nothing_is_held_over_where_another_voice_has_the_resolution_or_the_chords_are_the_users() -> None:
    line = [Note(4.0 * bar, 4.0, 72 - bar % 2, 0.6, "legato") for bar in range(12)]
    doubled = [Note(4.0 * bar, 4.0, 83, 0.6) for bar in range(12)]
    piece, _ = plan(brief("string_quartet", 1, seconds=60.0))
    assert suspended(piece, line, doubled, "comp1") == line
    given, _ = plan(brief("string_quartet", 1, seconds=60.0, chords="C G"))
    assert suspended(given, line, [], "comp1") == line
