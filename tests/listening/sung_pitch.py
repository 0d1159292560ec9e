"""How far a sung line is from its notes, by librosa's pYIN."""

import librosa
import numpy as np

from tonewright.render.stems import SAMPLE_RATE

_RATE, _HOP = 22_050, 220


def cents_off(line, track):
    """Cents from the written pitch, of every voiced frame in the steady part of each note."""
    notes = [note for syllable in line.syllables for note in syllable.notes]
    low, high = min(note.pitch for note in notes), max(note.pitch for note in notes)
    hz, _, _ = librosa.pyin(
        librosa.resample(track, orig_sr=SAMPLE_RATE, target_sr=_RATE),
        sr=_RATE,
        fmin=librosa.midi_to_hz(low - 5),
        fmax=librosa.midi_to_hz(high + 7),
        frame_length=1024,
        hop_length=_HOP,
        resolution=0.05,
    )
    times = np.arange(len(hz)) * _HOP / _RATE
    cents = []
    for note in notes:
        steady = (times >= note.start_s + 0.06) & (times < note.start_s + 0.6 * note.duration_s)
        heard = hz[steady & ~np.isnan(hz)]
        cents.extend(100 * (librosa.hz_to_midi(heard) - note.pitch))
    return np.array(cents)
