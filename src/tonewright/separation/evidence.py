"""Everything that the methods say about a stretch of a recording, worked out once."""

from dataclasses import dataclass

import numpy as np

from tonewright.separation.bassline import bass_mask, bass_pitches
from tonewright.separation.melody import melody_mask, melody_pitches
from tonewright.separation.percussion import harmonic_part, percussive_mask, percussive_part
from tonewright.separation.pitch_track import Pitches
from tonewright.separation.repetition import repeating_part
from tonewright.separation.spectrum import Frames, Magnitudes, Spectrum
from tonewright.separation.stereo import middle_mask, middle_share


@dataclass(frozen=True)
class Evidence:
    """What is known of each bin; planes have shape (frames, bins), masks 0…1.

    `magnitudes` is the root mean square over the channels; `middle` is None of a recording on one channel.
    """

    frames: Frames
    magnitudes: Magnitudes
    harmonic: Magnitudes
    percussive: Magnitudes
    strokes: Magnitudes
    repeating: Magnitudes
    middle: Magnitudes | None
    melody: Pitches
    voice: Magnitudes
    bass: Pitches
    low: Magnitudes


def gather(spectra: tuple[Spectrum, ...], frames: Frames) -> Evidence:
    """What the methods say of one channel's spectrum, or two's."""
    magnitudes = np.sqrt(sum(np.square(np.abs(s)) for s in spectra) / len(spectra)).astype(np.float32)
    harmonic = harmonic_part(magnitudes, frames)
    percussive = percussive_part(magnitudes, frames)
    strokes = percussive_mask(harmonic, percussive)
    middle = middle_share(*spectra) if len(spectra) == 2 else None
    central = magnitudes * (1 - strokes)
    if middle is not None:
        central *= middle_mask(middle)
    melody = melody_pitches(central, frames)
    bass = bass_pitches(magnitudes * (1 - strokes), frames)
    return Evidence(
        frames=frames,
        magnitudes=magnitudes,
        harmonic=harmonic,
        percussive=percussive,
        strokes=strokes,
        repeating=repeating_part(magnitudes, frames),
        middle=middle,
        melody=melody,
        voice=melody_mask(melody, frames),
        bass=bass,
        low=bass_mask(bass, frames),
    )
