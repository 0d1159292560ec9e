"""Cloning: from a recording in which one person speaks or sings to a profile by which a singer of ours sounds alike."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import scipy.signal
from numpy.typing import NDArray

from tonewright.cloning.cepstra import voiced_envelopes
from tonewright.cloning.fitting import with_spectrum
from tonewright.cloning.habits import find_vibrato, is_sung, noise_share, sung_range
from tonewright.cloning.profile import VoiceProfile, without_colour
from tonewright.cloning.spectrum import band_levels_db
from tonewright.cloning.tract_length import SPEAKER, formant_factor, speaker_sample
from tonewright.cloning.voiceness import check_voice
from tonewright.cloning.voicing import Voicing, find_voicing
from tonewright.speech.roster import ArtistVoice, Gender, usual_voices

SINGS_ABOVE_SPEECH = 9.0
"""Where a voice sings best lies so many semitones over the pitch at which it speaks."""
BREATH = (0.0, 0.6)
MOST_SHIFT = 5
"""By how many semitones at most a base voice's range is moved."""
_LOWEST, _HIGHEST = 36, 86
_BETWEEN_HZ, _BETWEEN_FORMANTS = 165.0, 1.07
"""Between men and women: the pitch of speech, and how far formants lie over those of SPEAKER, a man."""


def clone_voice(
    samples: NDArray[np.float32], loudest_hz: float, report: Callable[[float], None] = lambda share: None
) -> VoiceProfile:
    """The profile of the voice in a recording.

    Parameters
    ----------
    samples: mono at SAMPLE_RATE, the voice alone or well in front.
    loudest_hz: half the sample rate at which it was recorded.
    report: told the share that is done, 0…1.

    Raises EngineError where there is too little voice or none.
    """
    heard = scipy.signal.resample_poly(samples, 160, 441).astype(np.float32)
    voicing = find_voicing(heard)
    check_voice(heard, voicing)
    report(0.2)
    formants = formant_factor(voiced_envelopes(heard, voicing))
    report(0.4)
    sung = is_sung(voicing)
    base = nearest_voice(voicing, formants, sung)
    noise = noise_share(heard, voicing) - _usual_noise()
    vibrato = find_vibrato(voicing) if sung else None
    low, best_low, best_high, high = _range(voicing, base, sung)
    sound = replace(
        without_colour(base.sound),
        formants=formants,
        breath=round(float(np.clip(base.sound.breath + noise, *BREATH)), 3),
        vibrato_cents=round(vibrato.cents, 1) if vibrato else base.sound.vibrato_cents,
        vibrato_hz=round(vibrato.rate_hz, 2) if vibrato else base.sound.vibrato_hz,
    )
    draft = replace(base, item_id="draft", sound=sound, low=low, high=high, best_low=best_low, best_high=best_high)
    report(0.5)
    wanted_db = band_levels_db(samples, voicing)
    sound = with_spectrum(draft, wanted_db, loudest_hz).sound
    report(1.0)
    return VoiceProfile(
        base=base.item_id,
        formants=sound.formants,
        breath=sound.breath,
        vibrato_cents=sound.vibrato_cents,
        vibrato_hz=sound.vibrato_hz,
        equaliser=sound.equaliser,
        low=low,
        high=high,
        best_low=best_low,
        best_high=best_high,
        labels=(base.gender, _register(base.gender, (best_low + best_high) / 2), "sung" if sung else "spoken"),
        voiced_s=round(voicing.voiced_s, 1),
        pitch_hz=round(float(np.median(voicing.f0_hz[voicing.voiced])), 1),
        sung=sung,
    )


def nearest_voice(voicing: Voicing, formants: float, sung: bool) -> ArtistVoice:
    """The artist voice of that gender that is nearest in register; of equals the one that is drawn most."""
    pitch_hz = float(np.median(voicing.f0_hz[voicing.voiced]))
    # Whoever sings is higher than whoever speaks, and says less by it.
    by_pitch = 0.5 * np.log2(pitch_hz / (2.0 * _BETWEEN_HZ)) if sung else 2.5 * np.log2(pitch_hz / _BETWEEN_HZ)
    gender: Gender = "female" if by_pitch + (formants - _BETWEEN_FORMANTS) / 0.07 > 0 else "male"
    wanted = _middle(voicing, sung)
    candidates = [voice for voice in usual_voices() if voice.gender == gender and voice.engine_voice == SPEAKER]
    return min(candidates, key=lambda voice: (abs(_best(voice) - wanted), -voice.weight))


def _middle(voicing: Voicing, sung: bool) -> float:
    """The MIDI note in the middle of what the voice sings best."""
    _, usual_low, usual_high, _ = sung_range(voicing)
    if sung:
        return (usual_low + usual_high) / 2
    pitch_hz = float(np.median(voicing.f0_hz[voicing.voiced]))
    return 69.0 + 12.0 * float(np.log2(pitch_hz / 440.0)) + SINGS_ABOVE_SPEECH


def _best(voice: ArtistVoice) -> float:
    return (voice.best_low + voice.best_high) / 2


def _range(voicing: Voicing, base: ArtistVoice, sung: bool) -> tuple[int, int, int, int]:
    """`low`, `best_low`, `best_high` and `high`: the base voice's, moved to the voice's own; wider where it sang so."""
    shift = int(np.clip(round(_middle(voicing, sung) - _best(base)), -MOST_SHIFT, MOST_SHIFT))
    low, best_low, best_high, high = (
        int(np.clip(note + shift, _LOWEST, _HIGHEST)) for note in (base.low, base.best_low, base.best_high, base.high)
    )
    if sung:
        lowest, _, _, highest = sung_range(voicing)
        low, high = max(min(low, round(lowest)), _LOWEST), min(max(high, round(highest)), _HIGHEST)
    return low, best_low, best_high, high


def _register(gender: Gender, middle: float) -> str:
    """The name of a register, by the middle of what is sung best."""
    names: dict[Gender, tuple[tuple[float, str], ...]] = {
        "female": ((66.0, "soprano"), (62.0, "mezzo-soprano"), (0.0, "alto")),
        "male": ((57.0, "tenor"), (50.5, "baritone"), (0.0, "bass")),
    }
    return next(name for lowest, name in names[gender] if middle >= lowest)


@cache
def _usual_noise() -> float:
    """How much noise is in SPEAKER's voice, which a base voice's breath is beside."""
    said = speaker_sample()
    return noise_share(said, find_voicing(said))
