import numpy as np
import pytest

from tonewright.errors import RenderError
from tonewright.render.synths.rack import RACK, synth

RATE = 44_100
PITCHED = (
    "sub_bass",
    "reese_bass",
    "supersaw",
    "synth_pluck",
    "house_stab",
    "fm_keys",
    "tonewheel_organ",
    "bass_808",
    "dark_bell",
    "acid_bass",
    "wave_bass",
    "wave_brass",
    "analog_pad",
    "trance_pluck",
    "anthem_lead",
    "gate_saws",
    "chip_pulse_12",
    "chip_pulse_25",
    "chip_pulse_50",
    "chip_triangle",
)


def loudest_hz(sound: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(sound.mean(axis=0) * np.hanning(sound.shape[1]), 4 * RATE))
    return float(np.argmax(spectrum)) / 4.0


@pytest.mark.parametrize("name", RACK)
def test_a_synthesiser_sounds_finitely_and_fades_out(name: str) -> None:
    sound = synth(name, 1).strike(36, 100, RATE // 2)
    assert sound.dtype == np.float32
    assert sound.shape[0] == 2
    assert np.isfinite(sound).all()
    assert 0.01 < np.abs(sound).max() < 1.0
    assert np.abs(sound[:, -20:]).max() < 0.02 * np.abs(sound).max()


@pytest.mark.parametrize("name", RACK)
def test_the_same_seed_gives_the_same_sound(name: str) -> None:
    first, again = (synth(name, 4).strike(60, 90, 9000) for _ in range(2))
    np.testing.assert_array_equal(first, again)


@pytest.mark.parametrize(
    "name", ["noise_riser", "vinyl_noise", "wind_noise", "rain_noise", "sea_noise", "house_kit", "cajon_kit"]
)
def test_another_seed_gives_other_noise(name: str) -> None:
    assert not np.array_equal(synth(name, 1).strike(42, 90, 9000), synth(name, 2).strike(42, 90, 9000))


@pytest.mark.parametrize("name", RACK)
def test_harder_is_louder(name: str) -> None:
    soft, hard = (float(np.square(synth(name, 1).strike(38, velocity, 9000)).sum()) for velocity in (40, 120))
    assert hard > 3.0 * soft


@pytest.mark.parametrize("name", PITCHED)
def test_a_pitched_synthesiser_plays_the_note(name: str) -> None:
    found = loudest_hz(synth(name, 1).strike(57, 80, RATE // 2))
    harmonic = round(found / 220.0)
    assert harmonic >= 1
    assert found == pytest.approx(220.0 * harmonic, rel=0.012)


def test_a_riser_climbs_and_swells() -> None:
    sound = synth("noise_riser", 1).strike(60, 100, 2 * RATE)
    third = 2 * RATE // 3
    first, last = sound[:, :third], sound[:, 2 * third : 3 * third]
    assert np.square(last).sum() > 10.0 * np.square(first).sum()
    assert loudest_hz(last) > 3.0 * loudest_hz(first)


def test_a_sub_drop_falls_to_its_note() -> None:
    sound = synth("sub_drop", 1).strike(36, 100, 2 * RATE)
    assert loudest_hz(sound[:, RATE : 2 * RATE]) == pytest.approx(65.4, abs=2.5)
    assert loudest_hz(sound[:, : RATE // 8]) > 100.0


def test_the_kit_has_a_low_kick_and_high_hats() -> None:
    kit = synth("house_kit", 1)
    assert loudest_hz(kit.strike(36, 100, 1)) < 90.0
    assert loudest_hz(kit.strike(42, 100, 1)) > 5000.0
    assert kit.strike(46, 100, 1).shape[1] > 3 * kit.strike(42, 100, 1).shape[1]


def test_a_reese_growls_in_stereo_over_a_steady_sine() -> None:
    rate, sound = RATE, synth("reese_bass", 1).strike(33, 100, 3 * RATE)
    spectrum = np.abs(np.fft.rfft(sound[:, :rate] * np.hanning(rate), axis=1)) ** 2
    middle, side = (np.abs(np.fft.rfft(s[:rate] * np.hanning(rate))) ** 2 for s in (sound.sum(0), sound[0] - sound[1]))
    assert side[50:60].sum() < 0.02 * middle[50:60].sum()
    assert side[100:800].sum() > 0.05 * middle[100:800].sum()
    # Sawtooths 2 Hz apart beat: the level above the fundamental rises and falls by more than 3 dB.
    assert spectrum[:, 100:800].sum() > 0.02 * spectrum[:, 50:60].sum()
    parts = sound[0, rate // 4 : 3 * rate].reshape(-1, rate // 20)
    above = [np.abs(np.fft.rfft(p * np.hanning(len(p))))[5:40].sum() for p in parts]
    assert max(above) > 1.41 * min(above)


def test_a_cajon_has_a_deep_bass_a_bright_slap_and_brighter_hands_when_hard() -> None:
    def centre_hz(key: int, velocity: int) -> float:
        sound = synth("cajon_kit", 1).strike(key, velocity, 9000).mean(axis=0)
        power = np.abs(np.fft.rfft(sound, RATE)) ** 2
        return float((power * np.arange(len(power))).sum() / power.sum())

    assert loudest_hz(synth("cajon_kit", 1).strike(36, 100, 9000)) == pytest.approx(95, abs=20)
    assert centre_hz(38, 100) > 5 * centre_hz(36, 100)
    assert centre_hz(39, 120) > 1.4 * centre_hz(39, 50)


def test_a_bodhran_is_deep_rises_with_the_hand_and_clicks_on_the_rim() -> None:
    # A 16-inch goatskin speaks near 80 Hz; the hand behind it raises the pitch.
    def skin_hz(key: int) -> float:
        return loudest_hz(synth("bodhran_kit", 1).strike(key, 60, 9000))

    assert skin_hz(36) == pytest.approx(82, abs=12)
    assert skin_hz(36) < skin_hz(45) < skin_hz(50)
    assert loudest_hz(synth("bodhran_kit", 1).strike(37, 100, 9000)) > 1400


def test_a_held_organ_note_sets_the_speaker_turning_fast() -> None:
    # Leslie 122: about 400 revolutions a minute when fast, 6.7 Hz.
    held = synth("tonewheel_organ", 1).strike(93, 90, 4 * RATE)[0]
    level = np.sqrt(np.square(held[: 4 * RATE]).reshape(-1, 441).mean(axis=1))
    turning = np.abs(np.fft.rfft(level[200:] - level[200:].mean(), 1000))
    assert np.argmax(turning) / 10.0 == pytest.approx(6.67, abs=0.3)
    assert np.abs(np.diff(level[10:65])).mean() < 0.5 * np.abs(np.diff(level[200:])).mean()


def test_harder_organ_keys_draw_the_upper_bars() -> None:
    def share_above_1_khz(velocity: int) -> float:
        powers = np.abs(np.fft.rfft(synth("tonewheel_organ", 1).strike(57, velocity, RATE)[0])) ** 2
        return float(powers[len(powers) * 1000 // (RATE // 2) :].sum() / powers.sum())

    assert share_above_1_khz(120) > 5.0 * share_above_1_khz(45)


def test_an_unknown_synthesiser_is_an_error() -> None:
    with pytest.raises(RenderError, match="known are"):
        synth("ondes_martenot", 1)


def test_a_drone_holds_its_pitch_while_its_brightness_moves() -> None:
    sound = synth("drone", 3).strike(40, 90, 24 * RATE)
    # E2 is 82.41 Hz in equal temperament (A4 = 440 Hz).
    assert abs(loudest_hz(sound[:, 6 * RATE : 8 * RATE]) - 82.41) < 1.0

    def brightness(second: int) -> float:
        spectrum = np.abs(np.fft.rfft(sound[:, second * RATE : (second + 1) * RATE].mean(axis=0))) ** 2
        return float(np.average(np.arange(len(spectrum)), weights=spectrum))

    levels = [brightness(second) for second in range(3, 24)]
    assert max(levels) > 1.15 * min(levels)


def test_a_shimmer_is_the_tone_and_its_partials_scattered_from_left_to_right() -> None:
    sound = synth("shimmer", 3).strike(69, 90, 12 * RATE)
    spectrum = np.abs(np.fft.rfft(sound, axis=1)).max(axis=0) ** 2
    hz = np.fft.rfftfreq(sound.shape[1], 1 / RATE)
    near = np.zeros(len(hz), dtype=bool)
    # A grain of 40 ms has a main lobe of 4 / 0.04 = 100 Hz (Hann window).
    for ratio in (1, 2, 3, 4):
        near |= np.abs(hz - 440.0 * ratio) < 60.0
    assert spectrum[near].sum() > 0.95 * spectrum.sum()
    assert np.corrcoef(sound)[0, 1] < 0.8


@pytest.mark.parametrize(("name", "low_hz", "high_hz"), [("wind_noise", 60, 1500), ("rain_noise", 1000, 14_000)])
def test_weather_lies_where_it_is_heard(name: str, low_hz: float, high_hz: float) -> None:
    sound = synth(name, 2).strike(60, 90, 20 * RATE)
    spectrum = (np.abs(np.fft.rfft(sound, axis=1)) ** 2).sum(axis=0)
    hz = np.fft.rfftfreq(sound.shape[1], 1 / RATE)
    assert spectrum[(hz > low_hz) & (hz < high_hz)].sum() > 0.8 * spectrum.sum()


def test_waves_come_and_go_and_no_seam_is_heard_in_the_wind() -> None:
    sea = synth("sea_noise", 5).strike(60, 90, 60 * RATE)
    seconds = np.sqrt(np.square(sea[:, 4 * RATE : 56 * RATE]).reshape(2, -1, RATE).mean(axis=(0, 2)))
    assert seconds.max() > 3.0 * seconds.min()
    wind = synth("wind_noise", 5).strike(60, 90, 60 * RATE)
    steps = np.abs(np.diff(wind[0, 6 * RATE : 54 * RATE]))
    assert steps.max() < 12.0 * np.median(steps) + 0.05
