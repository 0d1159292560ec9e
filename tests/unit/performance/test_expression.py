from tonewright.composition.score import Part
from tonewright.performance.expression import EXPRESSION, MODULATION, PEDAL, controllers_of, phrases
from tonewright.performance.performed import Controller, PlayedNote, TimedSpan

CHORDS = (TimedSpan(0.0, 2.0, "C"), TimedSpan(2.0, 4.0, "F"))


def part(instrument: str, role: str) -> Part:
    return Part("p", role, "keys", instrument, ())


def of_number(controllers: tuple[Controller, ...], number: int) -> list[Controller]:
    return [controller for controller in controllers if controller.number == number]


def test_a_breath_divides_phrases() -> None:
    notes = [PlayedNote(0.0, 1.0, 60, 80), PlayedNote(1.05, 1.0, 62, 80), PlayedNote(3.0, 0.5, 64, 80)]
    assert list(phrases(notes)) == [(0.0, 2.05), (3.0, 3.5)]


def test_strings_swell_to_the_middle_of_a_phrase_and_fall_to_its_end() -> None:
    found = controllers_of(part("string_ensemble", "pad"), [PlayedNote(0.0, 4.0, 60, 80)], CHORDS, 4.0)
    swell = [controller.value for controller in of_number(found, EXPRESSION)]
    top = swell.index(max(swell))
    assert swell[:top] == sorted(swell[:top])
    assert swell[top:] == sorted(swell[top:], reverse=True)
    assert 0 < top < len(swell) - 1


def test_only_held_notes_of_a_melody_get_vibrato_and_it_ends_with_them() -> None:
    notes = [PlayedNote(0.0, 0.3, 72, 80), PlayedNote(1.0, 2.0, 74, 80)]
    vibrato = of_number(controllers_of(part("violin", "melody"), notes, CHORDS, 4.0), MODULATION)
    assert vibrato[0].time_s > 1.2
    assert (vibrato[-1].time_s, vibrato[-1].value) == (3.0, 0)
    assert not of_number(controllers_of(part("violin", "pad"), notes, CHORDS, 4.0), MODULATION)


def test_the_piano_pedal_changes_with_the_chords() -> None:
    notes = [PlayedNote(0.0, 0.5, 60, 80), PlayedNote(2.0, 0.5, 65, 80)]
    found = of_number(controllers_of(part("acoustic_grand_piano", "comp"), notes, CHORDS, 6.0), PEDAL)
    assert [controller.value for controller in found] == [127, 0, 127, 0]
    assert 2.0 < found[1].time_s < found[2].time_s < 2.2


def test_a_plucked_bass_needs_no_controllers() -> None:
    assert controllers_of(part("finger_bass", "bass"), [PlayedNote(0.0, 1.0, 36, 80)], CHORDS, 4.0) == ()


def test_no_controller_falls_outside_the_piece() -> None:
    notes = [PlayedNote(0.0, 4.0, 60, 80)]
    for instrument in ("string_ensemble", "acoustic_grand_piano", "flute"):
        found = controllers_of(part(instrument, "melody"), notes, CHORDS, 4.0)
        assert all(0.0 <= controller.time_s < 4.0 for controller in found)
