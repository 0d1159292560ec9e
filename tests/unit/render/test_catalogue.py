import pytest

from tonewright.errors import RenderError
from tonewright.render.instruments.catalogue import catalogue, catalogue_entry, midi_program
from tonewright.render.instruments.fluidsynth import SoundFont
from tonewright.render.instruments.tone import TONES
from tonewright.render.synths.rack import RACK


def test_every_instrument_has_a_preset_in_the_font_or_a_synthesiser(font: SoundFont) -> None:
    for entry in catalogue().values():
        if entry.synth:
            assert entry.synth in RACK
        else:
            font.preset(entry.bank, entry.program, entry.release_s)
        assert not entry.tone or entry.tone in TONES


def test_general_midi_programs_are_those_of_the_standard() -> None:
    # General MIDI System Level 1, sound set, counted from 0.
    expected = {
        "acoustic_grand_piano": 0,
        "nylon_guitar": 24,
        "violin": 40,
        "string_ensemble": 48,
        "trumpet": 56,
    }
    assert {name: midi_program(name) for name in expected} == expected


def test_kits_have_no_program_and_our_own_synthesisers_the_nearest() -> None:
    assert midi_program("house_kit") == midi_program("standard_kit") == -1
    assert midi_program("supersaw") == 81
    assert catalogue_entry("house_kit").is_kit


def test_an_unknown_instrument_is_named_with_what_there_is() -> None:
    with pytest.raises(RenderError, match=r"'theremin'.*violin"):
        catalogue_entry("theremin")
