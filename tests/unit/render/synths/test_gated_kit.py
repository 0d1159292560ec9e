import numpy as np
import pytest

from tonewright.render.synths.rack import synth

RATE = 44_100


def level_db(sound: np.ndarray, from_s: float, to_s: float) -> float:
    return 10 * float(np.log10(np.mean(sound[:, int(from_s * RATE) : int(to_s * RATE)] ** 2) + 1e-15))


def test_the_room_of_the_snare_stays_and_is_then_shut_off() -> None:
    snare = synth("gated_kit", 1).strike(38, 120, 1)
    room = [level_db(snare, at, at + 0.03) for at in (0.08, 0.12, 0.16)]
    assert max(room) - min(room) < 6
    # A natural room falls 60 dB in a second or two: some 2 dB in 30 ms. The gate falls by more than 20.
    assert room[-1] - level_db(snare, 0.225, 0.25) > 20


def test_soft_hits_open_the_gate_for_a_shorter_time() -> None:
    kit = synth("gated_kit", 1)
    soft, hard = (kit.strike(38, v, 1) for v in (45, 120))
    falls = [level_db(s, 0.02, 0.05) - level_db(s, 0.15, 0.18) for s in (soft, hard)]
    assert falls[0] > falls[1] + 6


@pytest.mark.parametrize(("lower", "higher"), [(41, 45), (45, 47), (47, 50)])
def test_toms_are_tuned_and_fall(lower: int, higher: int) -> None:
    kit = synth("gated_kit", 1)

    def pitch_hz(key: int, from_s: float) -> float:
        sound = kit.strike(key, 110, 1).mean(axis=0)[int(from_s * RATE) :][: RATE // 8]
        return float(np.argmax(np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 2 * RATE))[40:800]) + 40) / 2

    assert pitch_hz(higher, 0.05) > pitch_hz(lower, 0.05)
    assert pitch_hz(lower, 0.0) > pitch_hz(lower, 0.15)


def test_toms_run_from_right_to_left() -> None:
    kit = synth("gated_kit", 1)
    sides = [np.square(kit.strike(key, 110, 1)).sum(axis=1) for key in (50, 41)]
    assert sides[0][1] > sides[0][0]
    assert sides[1][0] > sides[1][1]
