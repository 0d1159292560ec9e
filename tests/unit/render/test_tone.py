import numpy as np

from tonewright.render.instruments.instrument import Sound
from tonewright.render.instruments.tone import (
    Toned,
    chorus,
    felt,
    grind,
    high_gain,
    lofi,
    reed,
    sampler,
    sped_up,
    subtone,
)

RATE = 44_100


def tone(frequency_hz: float, level: float = 0.3) -> Sound:
    wave = level * np.sin(2.0 * np.pi * frequency_hz * np.arange(RATE // 4) / RATE)
    return np.stack([wave, wave]).astype(np.float32)


def level(sound: Sound) -> float:
    return float(np.sqrt(np.mean(np.square(sound[:, 2000:]))))


def test_felt_takes_the_highs_and_leaves_the_lows() -> None:
    assert level(felt(tone(6000.0))) < 0.15 * level(tone(6000.0))
    assert level(felt(tone(150.0))) > 0.9 * level(tone(150.0))


def test_lofi_loses_its_top_and_gains_distortion() -> None:
    assert level(lofi(tone(15_000.0))) < 0.35 * level(tone(15_000.0))
    spectrum = np.abs(np.fft.rfft(lofi(tone(441.0))[0, : 100 * 100]))
    assert spectrum[300] > 0.005 * spectrum[100]


def test_a_sped_up_break_is_three_semitones_higher_and_a_fifth_shorter() -> None:
    quick = sped_up(tone(1000.0))
    found = np.argmax(np.abs(np.fft.rfft(quick[0], 4 * RATE))) / 4
    assert abs(found - 1000.0 * 2 ** (3 / 12)) < 3.0
    assert abs(quick.shape[1] / (RATE // 4) - 2 ** (-3 / 12)) < 0.001


def test_a_sampler_keeps_the_pitch_and_folds_what_lies_above_its_rate() -> None:
    found = np.argmax(np.abs(np.fft.rfft(sampler(tone(440.0))[0], 4 * RATE))) / 4
    assert abs(found - 440.0) < 1.0
    folded = np.abs(np.fft.rfft(sampler(tone(9000.0))[0], RATE))
    # 9 kHz sampled at 26.04 kHz has an image at 26.04 − 9 = 17.04 kHz.
    assert folded[16_900:17_200].max() > 5 * np.median(folded[15_000:20_000])
    assert level(sampler(tone(16_000.0))) < 0.5 * level(tone(16_000.0))


def test_a_reed_in_a_box_keeps_its_middle_and_loses_its_top() -> None:
    assert level(reed(tone(1100.0))) > 1.1 * level(reed(tone(250.0)))
    assert level(reed(tone(8000.0))) < 0.2 * level(tone(8000.0))


def test_a_subtone_is_airy_soft_and_still_where_nothing_sounds() -> None:
    soft = subtone(tone(220.0))
    spectrum = np.abs(np.fft.rfft(soft[0], RATE))
    assert spectrum[2000:4000].mean() > 20 * np.abs(np.fft.rfft(tone(220.0)[0], RATE))[2000:4000].mean()
    assert np.abs(soft[:, :200]).max() < 0.3 * np.abs(soft[:, 4000:]).max()
    assert not subtone(np.zeros((2, 4000), dtype=np.float32)).any()


def test_a_toned_instrument_finishes_what_it_strikes() -> None:
    class Plain:
        def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
            return np.full((2, hold_frames), velocity / 127.0, dtype=np.float32)

    toned = Toned(Plain(), lambda sound: sound * np.float32(0.5))
    np.testing.assert_allclose(toned.strike(60, 127, 8), 0.5)


def test_a_high_gain_amplifier_squares_the_middle_and_its_cabinet_has_no_top() -> None:
    spectrum = np.abs(np.fft.rfft(high_gain(tone(441.0))[0, : 100 * 100]))
    # An odd-symmetric clipper makes odd harmonics, and hardly even ones.
    assert spectrum[300] > 0.08 * spectrum[100]
    assert spectrum[200] < 0.01 * spectrum[100]
    assert level(high_gain(tone(12_000.0))) < 0.12 * level(high_gain(tone(1000.0)))


def test_a_grinding_bass_keeps_its_low_end_clean() -> None:
    low = np.abs(np.fft.rfft(grind(tone(44.1))[0, : 100 * 100]))
    assert low[30] < 0.08 * low[10]
    high = np.abs(np.fft.rfft(grind(tone(441.0))[0, : 100 * 100]))
    assert high[300] > 0.08 * high[100]


def test_a_chorus_sways_differently_on_both_sides_and_keeps_the_pitch() -> None:
    wide = chorus(tone(440.0))
    assert np.argmax(np.abs(np.fft.rfft(wide[0], 4 * RATE))) / 4 - 440.0 < 1.5
    assert float(np.sqrt(np.mean(np.square(wide[0] - wide[1])))) > 0.1 * level(wide)
