"""Everything that the methods say about a stretch of a recording, worked out once."""

from dataclasses import dataclass

import numpy as np

from tonewright.separation.bassline import bass_mask, bass_pitches
from tonewright.separation.melody import melody_mask, melody_pitches
from tonewright.separation.percussion import harmonic_part, percussive_mask, percussive_part
from tonewright.separation.pitch_track import Pitches, comb
from tonewright.separation.repetition import repeating_part
from tonewright.separation.spectrum import Frames, Magnitudes, Spectrum
from tonewright.separation.stereo import coherence, middle_mask, middle_share

_SHORT_S, _LONG_S = 0.13, 1.2
_WIDE_HZ = 1400.0
_TEETH_UP_TO_HZ = 10_000.0
_MELODY_TOOTH_HZ, _BASS_TOOTH_HZ = 14.0, 12.0


@dataclass(frozen=True)
class Evidence:
    """What is known of each bin; planes have shape (frames, bins).

    `magnitudes` is the root mean square over the channels. `lasting` are its medians over 0.13, 0.4 and 1.2 s, `broad`
    those over 340 and 1400 Hz, `repeating` what comes back elsewhere. `strokes`, `voice` and `low` are the masks of
    single methods, 0…1; `middle` is the share that both channels have alike, `coherent` whether a bin and those around
    it come from one place, both 1 on one channel. `melody_teeth` and `bass_teeth` are near the pitches' harmonics.
    """

    frames: Frames
    magnitudes: Magnitudes
    lasting: tuple[Magnitudes, Magnitudes, Magnitudes]
    broad: tuple[Magnitudes, Magnitudes]
    repeating: Magnitudes
    strokes: Magnitudes
    middle: Magnitudes
    coherent: Magnitudes
    melody: Pitches
    melody_teeth: Magnitudes
    voice: Magnitudes
    bass: Pitches
    bass_teeth: Magnitudes
    low: Magnitudes


def gather(spectra: tuple[Spectrum, ...], frames: Frames) -> Evidence:
    """What the methods say of one channel's spectrum, or two's."""
    energy = sum((np.square(np.abs(s)) for s in spectra), np.zeros(spectra[0].shape, np.float32))
    magnitudes: Magnitudes = np.sqrt(energy / np.float32(len(spectra)))
    harmonic, percussive = harmonic_part(magnitudes, frames), percussive_part(magnitudes, frames)
    strokes = percussive_mask(harmonic, percussive)
    if len(spectra) == 2:
        middle, coherent = middle_share(*spectra), coherence(*spectra)
    else:
        middle = coherent = np.ones_like(magnitudes)
    tones = magnitudes * (1 - strokes)
    melody = melody_pitches(tones * middle_mask(middle), frames)
    bass = bass_pitches(tones, frames)
    return Evidence(
        frames=frames,
        magnitudes=magnitudes,
        lasting=(harmonic_part(magnitudes, frames, _SHORT_S), harmonic, harmonic_part(magnitudes, frames, _LONG_S)),
        broad=(percussive, percussive_part(magnitudes, frames, _WIDE_HZ)),
        repeating=repeating_part(magnitudes, frames),
        strokes=strokes,
        middle=middle,
        coherent=coherent,
        melody=melody,
        melody_teeth=comb(melody, frames, _TEETH_UP_TO_HZ, _MELODY_TOOTH_HZ),
        voice=melody_mask(melody, frames),
        bass=bass,
        bass_teeth=comb(bass, frames, _TEETH_UP_TO_HZ, _BASS_TOOTH_HZ),
        low=bass_mask(bass, frames),
    )
