from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from tonewright.performance.performed import Controller, PlayedNote, PlayedPart
from tonewright.render.instruments.catalogue import CatalogueEntry
from tonewright.render.strike import pan_gains, strike_part

RATE = 44_100
MakePlayed = Callable[..., PlayedPart]


class Recorder:
    """An instrument that sounds a constant for as long as it is held, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.struck: list[tuple[int, int, int]] = []

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> np.ndarray:
        self.struck.append((pitch, velocity, hold_frames))
        return np.full((2, hold_frames), 0.5, dtype=np.float32)


class Sine:
    """An instrument that is a sine of the note's pitch."""

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> np.ndarray:
        wave = np.sin(2.0 * np.pi * 440.0 * np.arange(hold_frames) / RATE)
        return np.stack([wave, wave]).astype(np.float32)


ENTRY = CatalogueEntry("test", 0)
KIT = CatalogueEntry("test kit", 0, bank=128)


def test_notes_begin_on_their_very_sample(make_played: MakePlayed) -> None:
    track = np.zeros((2, RATE), dtype=np.float32)
    strike_part(make_played(PlayedNote(0.1234, 0.2, 60, 92)), ENTRY, Recorder(), track)
    assert np.flatnonzero(track[0])[0] == round(0.1234 * RATE)


def test_notes_that_sound_the_same_are_synthesised_once(make_played: MakePlayed) -> None:
    instrument = Recorder()
    notes = [PlayedNote(beat * 0.2, 0.15, 60, 90 + beat % 5) for beat in range(5)]
    strike_part(make_played(*notes), ENTRY, instrument, np.zeros((2, RATE), dtype=np.float32))
    assert len(instrument.struck) == 1


def test_the_rest_of_a_velocity_is_made_up_by_gain(make_played: MakePlayed) -> None:
    track = np.zeros((2, RATE), dtype=np.float32)
    notes = (PlayedNote(0.0, 0.1, 60, 90), PlayedNote(0.5, 0.1, 60, 94))
    strike_part(make_played(*notes), ENTRY, Recorder(), track)
    assert track[0, RATE // 2 + 100] / track[0, 100] == pytest.approx((94 / 90) ** 2, rel=1e-5)


def test_level_trim_and_pan_are_applied(make_played: MakePlayed) -> None:
    track = np.zeros((2, RATE), dtype=np.float32)
    part = make_played(PlayedNote(0.0, 0.1, 60, 92), level_db=-6.0, pan=-1.0)
    strike_part(part, replace(ENTRY, trim_db=4.0), Recorder(), track)
    assert track[0, 100] == pytest.approx(0.5 * 10.0 ** (-2.0 / 20.0) * 2.0**0.5, rel=1e-5)
    assert abs(track[1, 100]) < 1e-6


def test_panning_keeps_the_power_and_the_middle_its_level() -> None:
    assert pan_gains(0.0, 0.0) == (pytest.approx(1.0), pytest.approx(1.0))
    for pan in (-1.0, -0.4, 0.7):
        left, right = pan_gains(pan, 0.0)
        assert left**2 + right**2 == pytest.approx(2.0)


def test_a_slow_instrument_is_struck_early_but_never_before_the_start(make_played: MakePlayed) -> None:
    track = np.zeros((2, RATE), dtype=np.float32)
    notes = (PlayedNote(0.01, 0.1, 60, 92), PlayedNote(0.5, 0.1, 60, 92))
    strike_part(make_played(*notes), replace(ENTRY, early_ms=40.0), Recorder(), track)
    sounding = np.flatnonzero(track[0])
    assert sounding[0] == 0
    assert sounding[sounding > RATE // 4][0] == round(0.46 * RATE)


def test_the_pedal_holds_a_note_until_it_is_lifted(make_played: MakePlayed) -> None:
    track = np.zeros((2, RATE), dtype=np.float32)
    pedal = (Controller(0.05, 64, 127), Controller(0.6, 64, 0))
    strike_part(make_played(PlayedNote(0.0, 0.1, 60, 92), controllers=pedal), ENTRY, Recorder(), track)
    assert np.flatnonzero(track[0])[-1] / RATE == pytest.approx(0.6, abs=0.02)


def test_a_held_key_struck_again_is_not_held_twice(make_played: MakePlayed) -> None:
    track = np.zeros((2, RATE), dtype=np.float32)
    pedal = (Controller(0.0, 64, 127), Controller(0.9, 64, 0))
    notes = (PlayedNote(0.0, 0.1, 60, 92), PlayedNote(0.4, 0.1, 60, 92))
    strike_part(make_played(*notes, controllers=pedal), ENTRY, Recorder(), track)
    assert track[0, round(0.45 * RATE)] == pytest.approx(0.5)


def test_a_closed_hi_hat_chokes_an_open_one(make_played: MakePlayed) -> None:
    def played(*notes: PlayedNote) -> np.ndarray:
        track = np.zeros((2, RATE), dtype=np.float32)
        strike_part(make_played(*notes, role="drums"), KIT, Recorder(), track)
        return track

    open_hat, closed_hat, snare = (
        PlayedNote(0.0, 0.1, 46, 92),
        PlayedNote(0.2, 0.1, 42, 92),
        PlayedNote(0.2, 0.1, 38, 92),
    )
    after = round(0.25 * RATE)
    assert played(open_hat, closed_hat)[0, after] == pytest.approx(0.5)
    assert played(open_hat, snare)[0, after] == pytest.approx(1.0)


def test_drums_ring_however_short_they_are_written(make_played: MakePlayed) -> None:
    instrument = Recorder()
    strike_part(
        make_played(PlayedNote(0.0, 0.01, 49, 92), role="drums"),
        KIT,
        instrument,
        np.zeros((2, RATE), dtype=np.float32),
    )
    assert instrument.struck[0][2] == RATE // 2


def test_expression_shapes_a_sounding_note(make_played: MakePlayed) -> None:
    track = np.zeros((2, RATE), dtype=np.float32)
    swell = (Controller(0.0, 11, 127), Controller(0.4, 11, 64))
    strike_part(make_played(PlayedNote(0.0, 0.9, 60, 92), controllers=swell), ENTRY, Recorder(), track)
    assert track[0, round(0.2 * RATE)] == pytest.approx(0.5)
    assert track[0, round(0.7 * RATE)] == pytest.approx(0.5 * (64 / 127) ** 2, rel=1e-3)


def test_a_bend_raises_the_pitch_by_its_semitones(make_played: MakePlayed) -> None:
    track = np.zeros((2, RATE), dtype=np.float32)
    bend = (Controller(0.0, -1, 4096),)
    strike_part(make_played(PlayedNote(0.0, 0.95, 69, 92), controllers=bend), ENTRY, Sine(), track)
    spectrum = np.abs(np.fft.rfft(track[0, : RATE // 2] * np.hanning(RATE // 2)))
    assert 2.0 * np.argmax(spectrum) == pytest.approx(440.0 * 2.0 ** (1 / 12), abs=2.0)


def test_what_does_not_fit_is_cut_at_the_end(make_played: MakePlayed) -> None:
    track = np.zeros((2, 1000), dtype=np.float32)
    strike_part(make_played(PlayedNote(0.01, 5.0, 60, 92)), ENTRY, Recorder(), track)
    assert track[0, -1] == pytest.approx(0.5)
