"""The ears for colour, on made sounds; and each colour of a voice, heard by them."""

from dataclasses import replace

import numpy as np
import pytest
import scipy.signal
from bench.voice_colours import (
    alpha_ratio_db,
    first_over_second_db,
    formants_hz,
    harmonicity_db,
    jitter_and_shimmer,
)

from tonewright.performance.performed import PlayedNote, SungPart, TimedLine, TimedSyllable
from tonewright.render.voice.planning import plan_part
from tonewright.render.voice.singer import sing_line
from tonewright.speech.roster import voice_named

RATE = 44_100
TIMES = np.arange(2 * RATE) / RATE
NOTE, NOTE_HZ = 55, 196.0


def partials(f0_hz: float, levels_db: list[float]) -> np.ndarray:
    waves = [10 ** (db / 20) * np.sin(2 * np.pi * (k + 1) * f0_hz * TIMES) for k, db in enumerate(levels_db)]
    return np.sum(waves, axis=0)


def test_brightness_is_the_level_above_1_khz_over_that_below() -> None:
    assert alpha_ratio_db(partials(800.0, [0.0, -12.0]), RATE) == pytest.approx(-12.0, abs=0.2)


def test_harmonicity_is_the_ratio_that_was_mixed() -> None:
    voice = partials(200.0, [0.0] * 10)
    noise = np.random.default_rng(1).standard_normal(len(voice))
    for db in (5.0, 15.0):
        mixed = voice + noise * np.sqrt(np.mean(voice**2)) * 10 ** (-db / 20)
        assert harmonicity_db(mixed, RATE, 200.0) == pytest.approx(db, abs=1.5)


def test_the_first_partial_is_told_from_the_second() -> None:
    assert first_over_second_db(partials(220.0, [-3.0, -10.0, 0.0]), RATE, 220.0) == pytest.approx(7.0, abs=0.3)


def test_jitter_and_shimmer_are_those_of_the_pulses() -> None:
    even = partials(150.0, [0.0, -6.0, -12.0])
    assert max(jitter_and_shimmer(even, RATE, 150.0)) < 0.001
    # Every other period is 2% longer. A sine's peak lies a quarter into its period, so that peaks are
    # 0.75 of one and 0.25 of the other apart: neighbouring distances differ by half of it.
    periods = np.tile([1 / 151.5, 1 / 148.5], 140)
    phase = np.interp(TIMES, np.concatenate(([0.0], np.cumsum(periods))), np.arange(281))
    jitter, _ = jitter_and_shimmer(np.sin(2 * np.pi * phase), RATE, 150.0)
    assert jitter == pytest.approx(0.01, rel=0.25)


def test_formants_are_the_resonances_of_a_made_vowel() -> None:
    pulses = np.zeros(2 * RATE)
    pulses[:: RATE // 130] = 1.0
    sound = pulses + 1e-4 * np.random.default_rng(1).standard_normal(len(pulses))
    for hz, width in ((700.0, 80.0), (1_220.0, 90.0), (2_600.0, 120.0), (3_400.0, 200.0), (4_300.0, 250.0)):
        radius = np.exp(-np.pi * width / RATE)
        sound = scipy.signal.lfilter([1.0], [1.0, -2 * radius * np.cos(2 * np.pi * hz / RATE), radius**2], sound)
    second, third = formants_hz(sound, RATE)
    assert second == pytest.approx(1_220.0, rel=0.06)
    assert third == pytest.approx(2_600.0, rel=0.06)


def held(**changes: float) -> np.ndarray:
    """A held `ah` of Jonas Reed's with another sound, without vibrato and drift, which the ears might mistake."""
    usual = voice_named("jonasreedbaritone01")
    still: dict[str, float] = {"vibrato_cents": 0.0, "drift_cents": 0.0, "scoop_cents": 0.0}
    voice = replace(usual, sound=replace(usual.sound, **{**still, **changes}))
    syllable = TimedSyllable("ah", 0, (PlayedNote(0.5, 2.6, NOTE, 100),))
    part = SungPart("one", "vocals", usual.item_id, (TimedLine("ah", ("ah",), 0, (syllable,)),), 0.0, 0.0, 0.0)
    samples, first = sing_line(plan_part(part)[0], voice, 1, "one")
    return samples[round(0.9 * RATE) - first : round(2.8 * RATE) - first]


def test_a_breathy_voice_has_less_harmony_where_breath_is_heard() -> None:
    usual, breathy = (harmonicity_db(held(breath=share), RATE, NOTE_HZ, 1_500.0) for share in (0.02, 0.6))
    assert breathy < usual - 3.0


def test_a_bright_voice_has_more_above_1_khz_and_a_dark_one_less() -> None:
    dark, usual, bright = (alpha_ratio_db(held(tilt_db=tilt), RATE) for tilt in (0.0, 2.0, 4.5))
    assert bright > usual + 2.0
    assert dark < usual - 2.0


def test_a_soft_voice_has_a_strong_first_partial() -> None:
    usual, soft = (first_over_second_db(held(fundamental_db=db), RATE, NOTE_HZ) for db in (0.0, 4.0))
    assert soft > usual + 2.5


def test_a_rough_voice_passes_the_thresholds_that_a_healthy_one_keeps() -> None:
    # Jitter of 1.04% and shimmer of 3.81% (Deliyski 1993).
    usual, rough = (jitter_and_shimmer(held(roughness=share), RATE, NOTE_HZ) for share in (0.08, 0.4))
    assert usual[0] < 0.0104 < rough[0]
    assert usual[1] < 0.0381 < rough[1]


def test_a_shorter_tract_is_heard_in_its_formants() -> None:
    usual, short = (formants_hz(held(formants=factor), RATE) for factor in (1.0, 1.15))
    assert short[1] / usual[1] == pytest.approx(1.15, abs=0.06)
