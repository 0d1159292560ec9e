import numpy as np

from tonewright.render.instruments.instrument import Sound
from tonewright.render.instruments.tone import Toned, felt, lofi

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


def test_a_toned_instrument_finishes_what_it_strikes() -> None:
    class Plain:
        def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
            return np.full((2, hold_frames), velocity / 127.0, dtype=np.float32)

    toned = Toned(Plain(), lambda sound: sound * np.float32(0.5))
    np.testing.assert_allclose(toned.strike(60, 127, 8), 0.5)
