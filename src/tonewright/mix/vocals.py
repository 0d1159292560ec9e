"""The voice in the mix: its chain, where it stands against the band, and the room that the band makes
for it.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from tonewright.dsp.biquad import BUTTERWORTH_Q, Sections, filter_in_place, high_pass, low_pass, series
from tonewright.dsp.compressor import BLOCK, Compressor, apply_gains_db, block_levels_db
from tonewright.dsp.dynamic_band import band_levels_db, band_pass, followed, lower_band
from tonewright.dsp.echo import Echo
from tonewright.dsp.loudness import step_powers
from tonewright.dsp.reverb import Reverb
from tonewright.dsp.saturation import saturate
from tonewright.dsp.stereo import set_width
from tonewright.mix.space import Space
from tonewright.mix.strip import WORKING_DB, active_level_db, equaliser
from tonewright.mix.throws import throw
from tonewright.render.stems import SAMPLE_RATE, Stem
from tonewright.styles.packs import pack_table

VOCAL_STEMS = ("vocals", "backing_vocals")
BAND_HZ = (300.0, 4000.0)
"""Where a voice and a band compete."""

_TABLE = Path(__file__).with_name("vocals.toml")
_STEP = SAMPLE_RATE // 10
_PER_S = SAMPLE_RATE / BLOCK
_SENT = 0.5
_SINGING_DB = 22.0
_WINDOW_STEPS = 4
_SECTION_STEPS, _PHRASE_STEPS = 80, 15
_SECTION_RIDE_DB = 8.0
_PHRASE_RIDDEN = 0.8
# So far under the voice's loudest it rings out in its own room, which is not to be lifted.
_RINGING_DB = 14.0
_FOURTH_ORDER_Q = (0.5412, 1.3066)
_DIP_HZ = 1700.0
_DIP_Q = 0.55


@dataclass(frozen=True)
class VocalChain:
    """A vocal chain; vocals.toml explains each field."""

    low_cut_hz: float
    eq: tuple[tuple[str, float, float, float], ...]
    over_db: float
    ratio: float
    attack_ms: float
    release_ms: float
    ess_hz: float
    ess_over_db: float
    air: float
    slap_s: float
    slap: float
    plate_s: float
    plate: float
    above_band_db: float
    ride_db: float
    width: float
    throw: float
    throw_beats: float
    throw_feedback: float

    def apply(self, stem: Stem, tempo_bpm: float) -> None:
        """Run a vocal stem through the chain in place: clean, even, present, in its plate, its line ends thrown."""
        samples = stem.samples
        level_db = active_level_db(samples)
        if level_db <= -100.0:
            return
        samples *= np.float32(10.0 ** ((WORKING_DB - level_db) / 20.0))
        filter_in_place(samples, equaliser(self.eq, self.low_cut_hz, 0.0, float(SAMPLE_RATE)))
        self._soften_sibilants(samples)
        Compressor(WORKING_DB + self.over_db, self.ratio, self.attack_ms, self.release_ms).apply(samples, SAMPLE_RATE)
        Compressor(WORKING_DB - 2.0, 1.6, 30.0, 400.0).apply(samples, SAMPLE_RATE)
        if self.air > 0.0:
            _add_air(samples, self.air)
        plate = Reverb(self.plate_s, 6500.0, 0.8, 0.03, 260.0)
        slap = Echo(self.slap_s, 0.0, 3200.0, 250.0)
        throw(samples, Echo(self.throw_beats * 60.0 / tempo_bpm, self.throw_feedback, 2600.0, 350.0), self.throw)
        Space(plate, slap).return_into(samples, _SENT * stem.reverb_send * self.plate, self.slap)
        set_width(samples, self.width, 0.0, SAMPLE_RATE)

    def _soften_sibilants(self, samples: NDArray[np.float32]) -> None:
        """Lower the sibilants' band where it stands out from the voice (a split-band de-esser)."""
        band = band_pass(self.ess_hz, 0.7, float(SAMPLE_RATE))
        over = band_levels_db(samples, band) - (WORKING_DB + self.ess_over_db)
        depth = followed(np.clip(over, 0.0, 14.0), 0.001 * _PER_S, 0.04 * _PER_S)
        lower_band(samples, band, (10.0 ** (-depth / 20.0)).astype(np.float32))


def chain_of(stem: str, style: str) -> VocalChain:
    """The chain of a vocal stem in a style, by its pack's name; an unknown one has what is right for any."""
    allowed = {field.name for field in fields(VocalChain)}
    values = {**_table()[stem], **pack_table(style, f"strips.{stem}", allowed)}
    values["eq"] = tuple(tuple(band) for band in values["eq"])
    return VocalChain(**values)


def singing(voices: Sequence[Stem], frames: int) -> NDArray[np.float64]:
    """How much somebody sings, 0…1 per BLOCK frames, opening in 40 ms and closing in 300."""
    activity = np.zeros((frames + BLOCK - 1) // BLOCK)
    for voice in voices:
        levels = block_levels_db(voice.samples)
        active_db = active_level_db(voice.samples)
        activity = np.maximum(activity, np.clip((levels - active_db + _SINGING_DB) / 10.0, 0.0, 1.0))
    return followed(activity, 0.04 * _PER_S, 0.30 * _PER_S)


def make_room(samples: NDArray[np.float32], activity: NDArray[np.float64], dip_db: float) -> None:
    """Lower the voice's band of a stem in place by up to `dip_db` while somebody sings."""
    gains = 10.0 ** (-dip_db * activity / 20.0)
    lower_band(samples, band_pass(_DIP_HZ, _DIP_Q, float(SAMPLE_RATE)), gains.astype(np.float32))


def voice_band_powers(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """Power in BAND_HZ per tenth of a second of stereo samples (2, frames)."""
    return step_powers(samples, _voice_band(), _STEP)


def excerpts(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Four tenths of a second out of every two seconds of stereo samples (2, frames), joined: they tell a level."""
    starts = np.arange(0, samples.shape[1], 20 * _STEP)
    return np.concatenate([samples[:, start : start + _WINDOW_STEPS * _STEP] for start in starts], axis=1)


def place_near(stem: Stem, chain: VocalChain, band_powers: NDArray[np.float64]) -> None:
    """Set a voice's gain about where it will stand; `band_powers` are those of the accompaniment's excerpts."""
    static_db = _static_db(voice_band_powers(excerpts(stem.samples)), band_powers, chain.above_band_db + stem.level_db)
    stem.samples[:] *= np.float32(10.0 ** (static_db / 20.0))


def set_above(stem: Stem, chain: VocalChain, band_powers: NDArray[np.float64]) -> None:
    """Set a voice's gain, riding it slowly, so that it stands where its chain says against the band.

    `band_powers` are the accompaniment's as it is delivered, as from `voice_band_powers`. The ride brings every section
    to its place, and evens out phrases within it in part. Where there is no band to speak of, the voice keeps the
    level that it needs elsewhere.
    """
    samples = stem.samples
    voice, band = (uniform_filter1d(powers, _WINDOW_STEPS) for powers in (voice_band_powers(samples), band_powers))
    if not len(voice):
        return
    ride_db = _ride_db(voice, band, chain.ride_db)
    gain_db = ride_db + _static_db(voice * 10.0 ** (ride_db / 10.0), band, chain.above_band_db + stem.level_db)
    centres = (np.arange(len(voice)) + 0.5) * _STEP
    block_ends = np.arange(BLOCK, samples.shape[1] + BLOCK, BLOCK)
    apply_gains_db(samples, np.interp(block_ends, centres, gain_db))


def _static_db(voice: NDArray[np.float64], band: NDArray[np.float64], wanted_db: float) -> float:
    """The gain at which a voice stands as wanted over all windows of these powers in which it sings to a band."""
    heard = _heard(voice, band, _SINGING_DB)
    return wanted_db - 10.0 * float(np.log10(voice[heard].sum() / band[heard].sum())) if heard.any() else wanted_db


def _heard(voice: NDArray[np.float64], band: NDArray[np.float64], under_db: float) -> NDArray[np.bool_]:
    """In which windows of these powers the voice is at most so far under its loudest, and a band plays."""
    sings = voice > max(voice.max(initial=0.0) * 10.0 ** (-under_db / 10.0), 1e-12)
    return np.asarray(sings & (band > band.max(initial=0.0) * 1e-3))


def _ride_db(voice: NDArray[np.float64], band: NDArray[np.float64], phrase_ride_db: float) -> NDArray[np.float64]:
    """How a voice's gain follows the band, per step: sections all the way, phrases within them in part."""
    heard = _heard(voice, band, _RINGING_DB)
    if not heard.any():
        return np.zeros(len(voice))
    whole_db = 10.0 * np.log10(voice[heard].sum() / band[heard].sum())
    sung, played = np.where(heard, voice, 0.0), np.where(heard, band, 0.0)
    section_db, phrase_db = (
        10.0 * np.log10((uniform_filter1d(sung, steps) + 1e-12) / (uniform_filter1d(played, steps) + 1e-12))
        for steps in (_SECTION_STEPS, _PHRASE_STEPS)
    )
    ride_db = np.clip(whole_db - section_db, -_SECTION_RIDE_DB, _SECTION_RIDE_DB)
    ride_db += np.clip(_PHRASE_RIDDEN * (section_db - phrase_db), -phrase_ride_db, phrase_ride_db)
    places = np.flatnonzero(heard)
    return np.asarray(uniform_filter1d(np.interp(np.arange(len(ride_db)), places, ride_db[places]), 5))


def _add_air(samples: NDArray[np.float32], amount: float) -> None:
    """Add what a saturated copy of the presence band has above 7 kHz: a bright voice from a dull one."""
    copy = samples.copy()
    filter_in_place(copy, high_pass(2800.0, BUTTERWORTH_Q, float(SAMPLE_RATE)))
    copy *= np.float32(24.0)
    saturate(copy, 1.0)
    filter_in_place(copy, series(*[high_pass(7000.0, BUTTERWORTH_Q, float(SAMPLE_RATE))] * 2))
    copy *= np.float32(amount * 0.5)
    samples += copy


@cache
def _voice_band() -> Sections:
    low_hz, high_hz = BAND_HZ
    return series(
        *[high_pass(low_hz, q, float(SAMPLE_RATE)) for q in _FOURTH_ORDER_Q],
        *[low_pass(high_hz, q, float(SAMPLE_RATE)) for q in _FOURTH_ORDER_Q],
    )


@cache
def _table() -> dict[str, dict[str, Any]]:
    with _TABLE.open("rb") as file:
        return tomllib.load(file)
