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


def test_answers_add_nothing_to_the_users_chords():
    piece, _ = plan(brief("reggae", 1, seconds=60.0, chords="Am | Dm7 | G | Cmaj7"))
    busy = [(bar * 8.0, bar * 8.0 + 4.0) for bar in range(piece.final_bar // 2)]
    answers = play_answers(piece, list(piece.sections), "voice_oohs", busy, urged=True)
    assert len(answers) > 10
    assert all(n.pitch % 12 in piece.chord_at(n.start_beat).pitch_classes for n in answers)
