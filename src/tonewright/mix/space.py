"""The space of a style: its reverb and its echo, read from space.toml and its pack."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.echo import Echo
from tonewright.dsp.half_rate import add_doubled, halved
from tonewright.dsp.reverb import Reverb
from tonewright.dsp.stereo import set_width
from tonewright.render.stems import SAMPLE_RATE, release_pages
from tonewright.styles.packs import pack_table

_TABLE = Path(__file__).with_name("space.toml")
_LEAST_SEND = 0.005
_MONO_BELOW_HZ = 120.0
_USUAL_DECAY_S = 1.6


@dataclass(frozen=True)
class Space:
    """A room and an echo, which every stem returns into itself."""

    reverb: Reverb
    echo: Echo

    def return_into(self, samples: NDArray[np.float32], reverb_send: float, echo_send: float) -> None:
        """Add room and echo to stereo samples (2, frames) at SAMPLE_RATE; sends are linear, 0 for none.

        Both work at half the rate. The echo sounds in the room too. A long reverb holds more energy than
        a short one: it is returned lower, so that the same send is equally wet in every space. Its lows are mono.
        """
        with_reverb, with_echo = reverb_send > _LEAST_SEND, echo_send > _LEAST_SEND
        if not with_reverb and not with_echo:
            return
        half = halved(samples)
        release_pages(samples)
        rate = SAMPLE_RATE / 2.0
        if with_echo:
            repeats = half.copy()
            self.echo.answer(repeats, rate)
            repeats *= np.float32(echo_send)
            add_doubled(repeats, samples)
            half += repeats
            del repeats  # neither it nor the stem is held in memory while the room answers
            release_pages(samples)
        if with_reverb:
            self.reverb.answer(half, rate)
            half *= np.float32(reverb_send * (_USUAL_DECAY_S / self.reverb.decay_s) ** 0.5)
            set_width(half, 1.0, _MONO_BELOW_HZ, round(rate))
            add_doubled(half, samples)


def space_of(style: str, tempo_bpm: float) -> Space:
    """The space of a style, by its pack's name, at a tempo."""
    values = {**_usual(), **pack_table(style, "space", _usual())}
    return Space(
        Reverb(values["decay_s"], values["damping_hz"], values["size"], values["predelay_s"]),
        Echo(values["echo_beats"] * 60.0 / tempo_bpm, values["echo_feedback"], values["echo_damping_hz"]),
    )


@cache
def _usual() -> dict[str, Any]:
    with _TABLE.open("rb") as file:
        return tomllib.load(file)
