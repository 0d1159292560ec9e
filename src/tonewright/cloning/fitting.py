"""Fitting a singer's long-term spectrum to a recording: by what is heard when it sings, and then once more."""

from dataclasses import replace

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from tonewright.cloning.spectrum import BANDS_HZ, HALF_BAND, band_levels_db
from tonewright.cloning.voicing import find_voicing
from tonewright.render.voice.samples import Phrase, sample_phrase
from tonewright.speech.roster import ArtistVoice, guest_voice

PASSES = np.array(((0.15, 0.7, 0.15), (0.0, 1.0, 0.0)))
"""What each pass takes of a band's correction and of its neighbours': a band is heard in those beside it too."""
MOST_DB = 24.0
"""No band is moved further than this."""
STEEP_DB = 25.0
"""A recording ends where one band lies so far under the one before it: a telephone, or a narrow MP3."""
CALIBRATION: Phrase = (
    ("We see the blue boat under the moon", (0, 2, 4, 5, 7, 5, 4, 5, 2), (2, 1, 1, 2, 1, 1, 1, 1, 3)),
    ("My father had a large green book", (7, 5, 4, 2, 0, 2, 4, 0), (1, 1, 1, 1, 1, 1, 2, 3)),
    ("Why do they show the way to go", (4, 4, 5, 7, 9, 7, 5, 4), (1, 1, 1, 2, 1, 1, 1, 3)),
    ("All of us heard the birds call out", (9, 7, 5, 4, 2, 4, 5, 2), (1, 1, 1, 2, 1, 2, 1, 3)),
)
"""The vowels of English, over a sixth in the middle of the voice."""


def with_spectrum(voice: ArtistVoice, wanted_db: NDArray[np.float64], loudest_hz: float) -> ArtistVoice:
    """The singer with an equaliser that brings its long-term spectrum to the wanted levels of BANDS_HZ.

    `loudest_hz` is half the recording's sample rate: nothing is known of what lies above.
    """
    known = _known(wanted_db, loudest_hz)
    gains_db = np.zeros(len(BANDS_HZ))
    for smoothed in PASSES:
        off_db = wanted_db[known] - sung_levels_db(voice)[known]
        off_db = np.convolve(np.pad(off_db - off_db.mean(), 1, mode="edge"), smoothed, "valid")
        gains_db[known] = np.clip(gains_db[known] + off_db, -MOST_DB, MOST_DB)
        gains_db[~known] = min(gains_db[known][-1], 0.0)
        points = tuple((float(hz), round(float(gain), 2)) for hz, gain in zip(BANDS_HZ, gains_db, strict=True))
        voice = replace(voice, sound=replace(voice.sound, equaliser=points))
    return voice


def sung_levels_db(voice: ArtistVoice) -> NDArray[np.float64]:
    """The levels of BANDS_HZ where the singer is voiced in CALIBRATION."""
    with guest_voice(voice):
        sung = sample_phrase(voice, CALIBRATION)
    heard = scipy.signal.resample_poly(sung, 160, 441).astype(np.float32)
    return band_levels_db(sung, find_voicing(heard))


def _known(levels_db: NDArray[np.float64], loudest_hz: float) -> NDArray[np.bool_]:
    """Which bands the recording has something to say of: those below the edge of what was recorded."""
    known = np.less(BANDS_HZ * HALF_BAND, 0.97 * loudest_hz)
    for index in range(1, len(BANDS_HZ)):
        if BANDS_HZ[index] > 2_500.0 and levels_db[index - 1] - levels_db[index] > STEEP_DB:
            known[index:] = False
    return known
