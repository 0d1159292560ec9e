import numpy as np
import pytest
from bench.tempo import alternation, onsets_of, prior, salience, tempo_of, verdict

RATE = 22_050
FRAMES_S = RATE / 256


def clicks(times_s: np.ndarray, seconds: float, strength: np.ndarray | float = 1.0) -> np.ndarray:
    """Decaying noise bursts, as of a drum."""
    out = np.zeros(round(seconds * RATE), np.float32)
    burst = np.random.default_rng(1).normal(size=2000) * np.exp(-np.arange(2000) / 300)
    for time_s, gain in zip(times_s, np.broadcast_to(strength, len(times_s)), strict=True):
        at = round(time_s * RATE)
        out[at : at + 2000] += (burst * gain)[: len(out) - at].astype(np.float32)
    return out


@pytest.mark.parametrize("bpm", [71.0, 97.3, 151.7])
def test_a_click_on_every_beat_gives_the_tempo_to_a_tenth_of_a_percent(bpm: float) -> None:
    times = np.arange(0.1, 40.0, 60.0 / bpm)

    assert tempo_of(clicks(times, 40.5), RATE).bpm == pytest.approx(bpm, rel=1e-3)


def test_unaccented_eighths_over_loud_beats_do_not_double_the_tempo() -> None:
    eighths = np.arange(0.1, 40.0, 30.0 / 104.5)
    strength = np.where(np.arange(len(eighths)) % 2 == 0, 1.0, 0.25)

    assert tempo_of(clicks(eighths, 40.5, strength), RATE).bpm == pytest.approx(104.5, rel=1e-3)


def test_players_who_waver_around_a_steady_grid_keep_its_tempo_and_show_their_unsteadiness() -> None:
    times = np.arange(0.1, 60.0, 60.0 / 118.0)
    wavering = times + np.random.default_rng(2).normal(0.0, 0.015, len(times))
    steady, loose = tempo_of(clicks(times, 60.5), RATE), tempo_of(clicks(wavering, 60.5), RATE)

    assert loose.bpm == pytest.approx(118.0, rel=2e-3)
    assert loose.unsteady_ms > steady.unsteady_ms + 1.0


def test_a_tempo_that_is_one_percent_off_is_not_exact() -> None:
    times = np.arange(0.1, 50.0, 60.0 / 121.2)
    heard = tempo_of(clicks(times, 50.5), RATE).bpm

    assert verdict(heard, 121.2) == "exact"
    assert verdict(heard, 120.0) == "other"


def thumps(times_s: np.ndarray, seconds: float, strength: np.ndarray | float = 1.0) -> np.ndarray:
    """Decaying tones of 60 Hz, as of a kick."""
    rung = np.arange(RATE // 2) / RATE
    thump = (np.sin(2 * np.pi * 60.0 * rung) * np.exp(-rung / 0.08)).astype(np.float32)
    out = np.zeros(round(seconds * RATE), np.float32)
    for time_s, gain in zip(times_s, np.broadcast_to(strength, len(times_s)), strict=True):
        at = round(time_s * RATE)
        out[at : at + len(thump)] += gain * thump[: len(out) - at]
    return out


def test_soft_strokes_of_another_tempo_are_not_taken_for_the_beat() -> None:
    # Bars whose low and bright strokes are strongest together, so that nothing takes turns, and a ticking clock.
    beats = np.arange(0.1, 40.0, 60.0 / 140.0)
    within_bar = np.arange(len(beats)) % 4
    loud = np.select([within_bar == 0, within_bar == 2], [1.0, 0.4], 0.12)
    low = thumps(beats[::2], 40.5, np.where(within_bar[::2] == 0, 1.0, 0.5))
    clock = 0.4 * clicks(np.arange(0.2, 40.0, 60.0 / 96.0), 40.5)

    heard = tempo_of(low + clicks(beats, 40.5, loud) + clock, RATE).bpm

    assert verdict(heard, 140.0) == "half"


def backbeat(bpm: float) -> np.ndarray:
    """Thumps and bright strokes in turn, and soft ticks on every eighth."""
    beats = np.arange(0.1, 40.0, 60.0 / bpm)
    ticks = 0.15 * clicks(np.arange(0.1, 40.0, 30.0 / bpm), 40.5)
    return ticks + thumps(beats[::2], 40.5) + clicks(beats[1::2], 40.5)


@pytest.mark.parametrize("bpm", [72.0, 100.0, 172.0])
def test_kick_and_snare_tell_the_beat_of_slow_and_fast_music(bpm: float) -> None:
    music = backbeat(bpm)
    onsets = onsets_of(music, RATE)

    assert tempo_of(music, RATE).bpm == pytest.approx(bpm, rel=2e-3)
    assert alternation(onsets, bpm) > 0.5
    assert alternation(onsets, bpm / 2) < 0.1


def test_silence_has_no_tempo() -> None:
    assert tempo_of(np.zeros(5 * RATE, np.float32), RATE).bpm == 0.0


def test_the_prior_is_klapuris() -> None:
    assert prior(60.0 / 0.55) == pytest.approx(1.0)
    assert prior(60.0 / (0.55 * np.exp(0.28))) == pytest.approx(np.exp(-0.5))


def test_salience_is_higher_at_the_pulse_than_between_its_fractions() -> None:
    envelope = np.zeros(4000)
    envelope[:: round(FRAMES_S / 2)] = 1.0
    at_pulse, beside = salience(envelope, FRAMES_S, np.array([60.0 * FRAMES_S / round(FRAMES_S / 2), 97.0]))

    assert at_pulse > 5 * beside


@pytest.mark.parametrize(
    ("heard", "asked", "meter", "expected"),
    [
        (100.4, 100.0, "4/4", "exact"),
        (100.6, 100.0, "4/4", "other"),
        (87.0, 174.0, "4/4", "half"),
        (148.0, 74.0, "4/4", "double"),
        (180.0, 120.0, "3/4", "3:2"),
        (64.0, 96.0, "6/8", "exact"),
        (96.0, 96.0, "6/8", "3:2"),
    ],
)
def test_verdicts(heard: float, asked: float, meter: str, expected: str) -> None:
    assert verdict(heard, asked, meter) == expected
