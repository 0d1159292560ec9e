from dataclasses import replace

from briefs import brief

from tonewright.composition.compose import plan
from tonewright.composition.echo import echoed
from tonewright.composition.score import Note


def setting(echo_beats: float):
    piece, _ = plan(brief("chiptune", 1, seconds=60.0, bpm=120.0))
    section = next(s for s in piece.sections if s.kind == "chorus")
    return replace(piece, style=replace(piece.style, echo_beats=echo_beats)), section, section.start_bar * 4.0


def test_the_lead_comes_back_later_and_softer_at_the_same_pitch():
    piece, section, start = setting(0.75)
    lead = [Note(start, 0.5, 72, 0.8), Note(start + 1, 0.5, 76, 0.8)]
    found = echoed(piece, [], [section], lead, "chip_pulse_12")
    assert [(n.start_beat - start, n.pitch) for n in found] == [(0.75, 72), (1.75, 76)]
    assert all(n.velocity < 0.6 * 0.8 for n in found)


def test_an_echo_is_one_voice_and_ends_with_its_section():
    piece, section, start = setting(0.75)
    end = section.end_bar * 4.0
    lead = [Note(start, 2.0, 72, 0.8), Note(start + 1, 1.0, 74, 0.8), Note(end - 0.5, 0.5, 76, 0.8)]
    found = echoed(piece, [], [section], lead, "chip_pulse_12")
    assert found[0].end_beat == found[1].start_beat
    assert [n.pitch for n in found] == [72, 74]


def test_what_the_second_voice_plays_elsewhere_stays():
    piece, section, start = setting(0.75)
    before, within = Note(start - 1, 1.0, 60, 0.7), Note(start + 2, 1.0, 62, 0.7)
    lead = [Note(start, 0.5, 72, 0.8)]
    assert before in echoed(piece, [before, within], [section], lead, "chip_pulse_12")
    assert within not in echoed(piece, [before, within], [section], lead, "chip_pulse_12")
    assert echoed(piece, [before, within], [section], [], "chip_pulse_12") == [before, within]
