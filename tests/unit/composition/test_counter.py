from briefs import brief

from tonewright.composition.compose import plan
from tonewright.composition.counter import play_answers, play_counter


def test_answers_come_only_in_the_gaps():
    piece, _ = plan(brief("pop", 1, seconds=60))
    section = max(piece.sections, key=lambda s: s.intensity)
    start = section.start_bar * 4.0
    busy = [(start, start + 5.0), (start + 8.0, start + 13.0)]
    notes = play_answers(piece, [section], "violin", busy)
    assert notes
    for note in notes:
        assert all(note.end_beat <= a + 1e-6 or note.start_beat >= b - 1e-6 for a, b in busy)


def test_under_a_full_melody_the_counter_moves_slowly():
    piece, _ = plan(brief("pop", 1, seconds=60))
    section = max(piece.sections, key=lambda s: s.intensity)
    start, end = section.start_bar * 4.0, section.end_bar * 4.0
    notes = play_counter(piece, [section], "violin", [(start, end)])
    assert notes and min(n.duration_beats for n in notes) >= 1.0
    assert sum(n.duration_beats for n in notes) >= (end - start) * 0.8


def test_a_plucked_counter_strikes_again_instead_of_holding():
    piece, _ = plan(brief("pop", 1, seconds=60))
    section = max(piece.sections, key=lambda s: s.intensity)
    busy = [(section.start_bar * 4.0, section.end_bar * 4.0)]
    marimba = play_counter(piece, [section], "marimba", busy)
    assert max(n.duration_beats for n in marimba) <= 4.0
