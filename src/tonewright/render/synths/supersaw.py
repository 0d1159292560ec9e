"""A supersaw: seven detuned sawtooths across the stereo field, softly filtered.

Detune ratios and the balance of centre and sides follow A. Szabó, "How to Emulate the Super Saw" (KTH, 2010).
"""

import numpy as np

from tonewright.dsp.envelopes import adsr
from tonewright.dsp.oscillators import saws
from tonewright.dsp.sweep import LOW, swept
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE
from tonewright.theory.pitch import frequency_hz
from tonewright.theory.seeds import rng

_DETUNE = np.array([-0.11002313, -0.06288439, -0.01952356, 0.0, 0.01991221, 0.06216538, 0.10745242])
_AMOUNT = 0.16
_PANS = np.array([-0.9, 0.6, -0.35, 0.0, 0.35, -0.6, 0.9])
_SIDES = 0.62


class Supersaw:
    """The `supersaw` instrument, and with other values its relatives.

    `amount` is Szabó's detune, `bright` a factor on the filter's opening; the times are those of the envelope.
    """

    def __init__(
        self,
        seed: int,
        *,
        amount: float = _AMOUNT,
        bright: float = 1.0,
        attack_s: float = 0.012,
        release_s: float = 0.45,
    ) -> None:
        self._seed, self._amount, self._bright = seed, amount, bright
        self._attack_s, self._release_s = attack_s, release_s

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """A note; each pitch has its own start phases, harder notes are brighter."""
        level = velocity / 127.0
        frequency = frequency_hz(pitch)
        envelope = adsr(
            hold_frames,
            attack_s=self._attack_s,
            decay_s=1.5,
            sustain=0.8,
            release_s=self._release_s,
            sample_rate=SAMPLE_RATE,
        )
        angles = (_PANS + 1.0) * np.pi / 4.0
        gains = np.where(_DETUNE == 0.0, 1.0, _SIDES)
        sound = saws(
            frequency * (1.0 + self._amount * _DETUNE),
            rng(self._seed, f"supersaw/{pitch}").random(len(_DETUNE)),
            gains * np.cos(angles),
            gains * np.sin(angles),
            len(envelope),
            SAMPLE_RATE,
        )
        cutoff = np.float32(min(frequency * 6.0 + self._bright * (1200.0 + 6500.0 * level**2), 14000.0))
        opened = cutoff * (np.float32(0.55) + np.float32(0.45) * envelope)
        sound = swept(sound, opened, 0.7, LOW, SAMPLE_RATE)
        cut_below = np.full(len(envelope), 0.6 * frequency, dtype=np.float32)
        sound = swept(sound, cut_below, 0.7, 2, SAMPLE_RATE)
        return sound * (envelope * np.float32(0.16 * level**2))
