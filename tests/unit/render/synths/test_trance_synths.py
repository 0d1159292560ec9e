import numpy as np

from tonewright.render.synths.rack import synth

RATE = 44_100


def power(sound: np.ndarray) -> np.ndarray:
    return np.abs(np.fft.rfft(sound * np.hanning(len(sound)), RATE)) ** 2


def share_above(hz: int, sound: np.ndarray) -> float:
    p = power(sound)
    return float(p[hz:].sum() / p.sum())


def test_the_kick_punches_and_does_not_rumble() -> None:
    trance, techno = (synth(f"{name}_kit", 1).strike(36, 115, 1) for name in ("trance", "techno"))

    def tail(sound: np.ndarray) -> float:
        return float(np.square(sound[:, int(0.2 * RATE) :]).sum() / np.square(sound).sum())

    assert tail(trance) < 0.3 * tail(techno)
    assert 40 < int(np.argmax(power(trance[0]))) < 80


def test_the_clap_stands_in_a_hall() -> None:
    clap = synth("trance_kit", 1).strike(39, 110, 1)[0]
    late = float(np.sqrt(np.mean(clap[int(0.2 * RATE) : int(0.25 * RATE)] ** 2)))
    assert -45 < 20 * np.log10(late / np.abs(clap).max()) < -15


def test_a_pluck_shuts_within_a_tenth_of_a_second() -> None:
    sound = synth("trance_pluck", 1).strike(69, 110, 2 * RATE)[0]
    assert len(sound) < 0.7 * RATE
    assert share_above(2000, sound[:2205]) > 4 * share_above(2000, sound[4410:8820])


def test_the_gate_closes_sooner_than_the_supersaw_it_is_made_of() -> None:
    held = RATE // 10
    tails = [np.square(synth(n, 1).strike(60, 100, held)[:, held:]).sum() for n in ("gate_saws", "supersaw")]
    assert tails[0] < 0.4 * tails[1]


def test_the_anthem_is_brighter_and_wider_in_pitch_than_the_pad() -> None:
    lead, pad = (
        synth(name, 1).strike(69, 100, 2 * RATE)[0, RATE // 2 : 3 * RATE // 2] for name in ("anthem_lead", "supersaw")
    )
    assert share_above(6000, lead) > 1.2 * share_above(6000, pad)

    def width_hz(sound: np.ndarray) -> float:
        # Around the fourth harmonic of A4 the seven sawtooths lie apart.
        p = power(sound)[1760 - 120 : 1760 + 121]
        place = np.arange(-120, 121)
        return float(np.sqrt((p * place**2).sum() / p.sum()))

    assert width_hz(lead) > 1.2 * width_hz(pad)
