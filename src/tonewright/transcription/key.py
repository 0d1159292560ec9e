"""The key of a file: its key signature, checked against how much each pitch class sounds.

Source of the profiles: D. Temperley, "What's Key for Key? The Krumhansl-Schmuckler Key-Finding Algorithm Reconsidered",
Music Perception 17(1), 1999, p. 74; the correlation is Krumhansl's ("Cognitive Foundations of Musical Pitch", 1990).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tonewright.decoding.midi import MidiNote
from tonewright.theory.key import Key

_MAJOR = (5.0, 2.0, 3.5, 2.0, 4.5, 4.0, 2.0, 4.5, 2.0, 3.5, 1.5, 4.0)
_MINOR = (5.0, 2.0, 3.5, 4.5, 2.0, 4.0, 2.0, 4.5, 3.5, 2.0, 1.5, 4.0)
_NATURAL = (*_MINOR[:10], _MINOR[11], _MINOR[10])
"""Minor as songs have it, with the seventh of the scale where Temperley has the leading tone."""
_SIGNED = 0.16
"""What a key signature counts for, in correlation: programs write C major where nobody has told them the key."""
_UNTOLD = 0.05
"""The same for C major, which says less."""
_MODAL = 0.06
"""What it costs that only the natural form of minor fits, which has its relative major's notes."""
_HOME, _LAST, _OPENING = 0.09, 0.08, 0.05
"""What it counts that the last bar begins with the tonic in the bass, that the tune ends on it, the bass begins so."""


def weights_of(notes: Sequence[MidiNote]) -> NDArray[np.float64]:
    """How many beats each pitch class sounds, C first."""
    found = np.zeros(12)
    for note in notes:
        found[note.pitch % 12] += note.length
    return found


def key_of(
    weights: NDArray[np.float64],
    signatures: Sequence[tuple[float, int, bool]],
    first_bass: int,
    last_bass: int,
    last_note: int,
) -> Key:
    """The key in which the pitch classes are what they are.

    Parameters
    ----------
    weights: how much each pitch class sounds, C first.
    signatures: (beat, sharps or minus flats, whether minor) in order; the first is taken, if it is the piece's.
    first_bass, last_bass: the lowest notes at the beginning and where the last bar begins, MIDI.
    last_note: the tune's last note, MIDI.
    """
    found: dict[Key, float] = {}
    signed = _signed(signatures)
    for mode, profiles in (("major", (_MAJOR,)), ("minor", (_MINOR, _NATURAL))):
        for tonic in range(12):
            key = Key(tonic, mode)
            fits = [_correlation(weights, np.roll(profile, tonic)) for profile in profiles]
            fit = max(own - _MODAL * (index > 0) for index, own in enumerate(fits))
            fit += _HOME * (last_bass % 12 == tonic) + _OPENING * (first_bass % 12 == tonic)
            fit += _LAST * (last_note % 12 == tonic)
            if key == signed:
                fit += _UNTOLD if key == Key(0, "major") else _SIGNED
            found[key] = fit
    return max(found, key=lambda key: found[key])


def _signed(signatures: Sequence[tuple[float, int, bool]]) -> Key | None:
    """The key that a signature means: seven semitones up for each sharp, and a minor key a third under its major."""
    if not signatures:
        return None
    _, sharps, is_minor = signatures[0]
    tonic = (7 * sharps + (9 if is_minor else 0)) % 12
    return Key(tonic, "minor" if is_minor else "major")


def _correlation(weights: NDArray[np.float64], profile: NDArray[np.float64]) -> float:
    spread = weights - weights.mean()
    shape = profile - profile.mean()
    size = float(np.linalg.norm(spread) * np.linalg.norm(shape))
    return float(spread @ shape) / size if size > 0 else 0.0
