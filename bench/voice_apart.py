"""Whether the voices can be told apart by ear, and whether their labels are true.

Recipe: every voice sings the first 14 lines of `voice_lines`. A voice's model is a Gaussian mixture (8 diagonal
components) of 19 mel-frequency cepstral coefficients (2 to 20: the first, which is loudness, is left out) of the
louder 70 % of its frames at 16 kHz in the first 8 lines. A held-out line of a pair belongs to the voice whose model
gives its frames the greater mean log likelihood; the figure of a pair is the share of its 12 held-out lines that are
told right. Twice: each voice where it likes to sing, and all voices on the same notes (from A3 on), where only the
colour is left to tell them by.

Labels: on the same low notes (from C3 on), where partials are dense enough, the second and third formant by linear
prediction (`voice_colours.formants_hz`); a woman's are higher than a man's, about 1.17 times (Fant, "A note on vocal
tract size factors", STL-QPSR 4, 1966). Boys, counter-tenors and machines are left out: that they sound otherwise is
what they are for.
"""

from itertools import combinations

import librosa
import numpy as np
from bench.voice_colours import formants_hz
from bench.voice_lines import TEXTS, sung_part, track_of
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture

from tonewright.render.stems import SAMPLE_RATE
from tonewright.speech.roster import ArtistVoice

LINES, TRAINED = 14, 8
SAME_NOTE, LOW_NOTE = 57, 48
NEITHER = frozenset(("treble", "counter-tenor", "robotic"))


def pairs(voices: tuple[ArtistVoice, ...], note: int = 0) -> dict[tuple[str, str], float]:
    """For each pair of names, the share of held-out lines that are told right."""
    heard = {voice.name: line_features(voice, note) for voice in voices}
    return told_apart(heard)


def told_apart(heard: dict[str, list[NDArray[np.float64]]]) -> dict[tuple[str, str], float]:
    """The same for features (frames, coefficients) of each voice's lines, of which the first TRAINED train."""
    models = {
        name: GaussianMixture(8, covariance_type="diag", reg_covar=1e-2, random_state=0).fit(
            np.concatenate(lines[:TRAINED])
        )
        for name, lines in heard.items()
    }
    fit = {
        (name, other): np.array([models[other].score(line) for line in heard[name][TRAINED:]])
        for name in heard
        for other in heard
    }
    return {
        (a, b): float(np.mean(np.concatenate((fit[a, a] > fit[a, b], fit[b, b] > fit[b, a]))))
        for a, b in combinations(heard, 2)
    }


def line_features(voice: ArtistVoice, note: int = 0) -> list[NDArray[np.float64]]:
    """The cepstral coefficients (frames, 19) of each line that the voice sings."""
    part = sung_part(voice, 3.0, TEXTS[:LINES], note=note)
    track = librosa.resample(track_of(part), orig_sr=SAMPLE_RATE, target_sr=16_000)
    found = []
    for line in part.lines:
        sound = track[round(line.start_s * 16_000) : round(line.end_s * 16_000)]
        cepstrum = librosa.feature.mfcc(y=sound, sr=16_000, n_mfcc=20, n_fft=512, hop_length=160, n_mels=40)
        found.append(cepstrum[1:, cepstrum[0] > np.percentile(cepstrum[0], 30)].T)
    return found


def low_formants(voice: ArtistVoice) -> tuple[float, float]:
    """The voice's median second and third formant in Hz, on low notes."""
    return formants_hz(track_of(sung_part(voice, 3.0, TEXTS[:4], note=LOW_NOTE)), SAMPLE_RATE)


def has_a_sex(voice: ArtistVoice) -> bool:
    """Whether the voice's label of sex should be heard."""
    return not NEITHER.intersection(voice.labels)
