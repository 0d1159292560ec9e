"""How near a cloned voice comes to the speaker it was cloned from: `python -m bench cloning`.

Targets: ten speakers that no artist voice is made of: CMU ARCTIC's slt and awb and the diphone voice kal of flite
(`slt`, `awb`, `kal16`), awb as a telephone carries him (8 kHz), two formant synthesisers of eSpeak NG, two of its Klatt
voices, and awb and slt with other formants and another pitch, said again by WORLD. Each reads RAINBOW (Fairbanks,
"Voice and Articulation Drillbook", 1960), about 25 seconds, which is all that the cloner gets, and HELD_OUT, by which
the clone is judged.

The clone sings eight lines (`voice_lines`, from the thirteenth on), none of which it was fitted with; the uncloned base
voice sings the same lines on the same notes. Everything is compared in the target's band.

- Nearer: the log likelihood ratio by which speakers are verified (Reynolds, Quatieri & Dunn, "Speaker verification
  using adapted Gaussian mixture models", Digital Signal Processing 10, 2000). A background of 32 diagonal Gaussians of
  19 mel cepstral coefficients (2 to 20, loudness left out) of the louder 70 % of frames, from HELD_OUT of all targets:
  speakers in general; its means adapted (relevance 16) to the target's HELD_OUT. The clone is nearer where its frames'
  mean ratio is greater than that of the base voice's; `gain` is by how much, `self` the target's own ratio less the
  base voice's. `voiced_gain` is the same from voiced frames alone (DIO of WORLD), which is what a clone takes over.
- Spectrum: the long-term average spectrum of voiced frames (DIO of WORLD) in third octaves, from 250 Hz to 6.3 kHz or
  to the end of the target's band, of the clone's lines against the target's HELD_OUT. Its power is that of the envelope
  over the partials (WORLD's CheapTrick): a voice that sings does not have its partials where one that speaks has them.
  The figure is the root mean square of the differences in decibels, their mean taken out. `raw` is the same from plain
  Fourier transforms, in which the notes count too.
"""

import io
import json
import subprocess
import tempfile
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import librosa
import numpy as np
import pyworld
import soundfile
from bench.voice_lines import TEXTS, sung_part, track_of
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture

from tonewright.cloning.clone import clone_voice
from tonewright.cloning.profile import VoiceProfile
from tonewright.cloning.recording import read_recording
from tonewright.render.stems import SAMPLE_RATE
from tonewright.speech.roster import ArtistVoice, guest_voice, voice_named

Samples = NDArray[np.float32]
Sound = tuple[Samples, int]
Speaker = Callable[[str], Sound]

RAINBOW = (
    "When the sunlight strikes raindrops in the air, they act as a prism and form a rainbow. The rainbow is a division "
    "of white light into many beautiful colours. These take the shape of a long round arch, with its path high above, "
    "and its two ends apparently beyond the horizon. There is, according to legend, a boiling pot of gold at one end. "
    "People look, but no one ever finds it. When a man looks for something beyond his reach, his friends say he is "
    "looking for the pot of gold at the end of the rainbow."
)
HELD_OUT = (
    "The north wind and the sun were disputing which was the stronger, when a traveller came along wrapped in a warm "
    "cloak. They agreed that the one who first succeeded in making the traveller take his cloak off should be "
    "considered stronger than the other. Then the north wind blew as hard as he could, but the more he blew the more "
    "closely did the traveller fold his cloak around him; and at last the north wind gave up the attempt."
)
"""International Phonetic Association, "The Principles of the IPA" (1949)."""
LINES = TEXTS[12:20]
SUNG_RATE = 3.0
RELEVANCE = 16.0
THIRDS_HZ = 1_000.0 * 2.0 ** (np.arange(-6, 9) / 3.0)


def flite(voice: str, text: str) -> Sound:
    """What a voice of flite says."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", file.name], check=True)
        samples, rate = soundfile.read(file.name, dtype="float32")
    return samples, rate


def espeak(voice: str, text: str) -> Sound:
    """What a voice of eSpeak NG says."""
    said = subprocess.run(["espeak-ng", "-v", voice, "--stdout", text], capture_output=True, check=True)
    samples, rate = soundfile.read(io.BytesIO(said.stdout), dtype="float32")
    return samples, rate


def telephone(speaker: Speaker, text: str) -> Sound:
    """What a speaker says, as a telephone carries it."""
    samples, rate = speaker(text)
    return librosa.resample(samples, orig_sr=rate, target_sr=8_000), 8_000


def warped(speaker: Speaker, formants: float, pitch: float, text: str) -> Sound:
    """What a speaker says, with other formants and another pitch."""
    samples, rate = speaker(text)
    sound = samples.astype(np.float64)
    f0, times = pyworld.harvest(sound, rate)
    envelope, noise = pyworld.cheaptrick(sound, f0, times, rate), pyworld.d4c(sound, f0, times, rate)
    bins = np.arange(envelope.shape[1])
    moved = np.ascontiguousarray([np.interp(bins / formants, bins, row) for row in envelope])
    return pyworld.synthesize(pitch * f0, moved, noise, rate).astype(np.float32), rate


_AWB, _SLT = partial(flite, "awb"), partial(flite, "slt")
TARGETS: dict[str, Speaker] = {
    "slt": _SLT,
    "awb": _AWB,
    "kal16": partial(flite, "kal16"),
    "awb by telephone": partial(telephone, _AWB),
    "eSpeak m7": partial(espeak, "en+m7"),
    "eSpeak f5": partial(espeak, "en+f5"),
    "eSpeak klatt4": partial(espeak, "en+klatt4"),
    "eSpeak klatt6": partial(espeak, "en+klatt6"),
    "awb, longer and lower": partial(warped, _AWB, 0.92, 0.85),
    "slt, higher": partial(warped, _SLT, 1.03, 1.25),
}


def main() -> None:
    """Clone every target, measure, and print JSON."""
    print(json.dumps(measured(TARGETS), indent=1))


def measured(targets: dict[str, Speaker]) -> dict[str, Any]:
    """The figures of each target, and how many reach what is asked for."""
    spoken = {name: speaker(HELD_OUT) for name, speaker in targets.items()}
    rows = {name: figures_of(speaker, spoken[name], list(spoken.values())) for name, speaker in targets.items()}
    return {
        "speakers": rows,
        "nearer than the base voice": sum(row["gain"] > 0 for row in rows.values()),
        "nearer by voiced frames": sum(row["voiced_gain"] > 0 for row in rows.values()),
        "nearer by spectrum": sum(row["spectrum_db"] < row["base_spectrum_db"] for row in rows.values()),
        "spectrum within 3.5 dB": sum(row["spectrum_db"] <= 3.5 for row in rows.values()),
        "of": len(rows),
    }


def figures_of(speaker: Speaker, held_out: Sound, others: list[Sound]) -> dict[str, Any]:
    """What came of cloning one speaker, among others."""
    profile = cloned(*speaker(RAINBOW))
    clone = profile.singer("bench-clone", "Clone")
    own = voice_named(profile.base)
    base = replace(
        own, item_id="bench-base", low=clone.low, high=clone.high, best_low=clone.best_low, best_high=clone.best_high
    )
    sung, uncloned = (sing_lines(clone), SAMPLE_RATE), (sing_lines(base), SAMPLE_RATE)
    louder, voiced = (gains(sung, uncloned, held_out, others, only_voiced=only) for only in (False, True))
    return {
        "base": own.name,
        "formants": profile.formants,
        "breath": profile.breath,
        "pitch_hz": profile.pitch_hz,
        "gain": louder[0],
        "self": louder[1],
        "voiced_gain": voiced[0],
        "voiced_self": voiced[1],
        "spectrum_db": round(spectrum_off_db(sung, held_out, envelope=True), 2),
        "base_spectrum_db": round(spectrum_off_db(uncloned, held_out, envelope=True), 2),
        "raw_spectrum_db": round(spectrum_off_db(sung, held_out, envelope=False), 2),
        "base_raw_spectrum_db": round(spectrum_off_db(uncloned, held_out, envelope=False), 2),
    }


def gains(
    sung: Sound, uncloned: Sound, held_out: Sound, others: list[Sound], *, only_voiced: bool
) -> tuple[float, float]:
    """The log likelihood ratios of the clone and of the target itself, less that of the base voice."""

    def heard(sound: Sound) -> NDArray[np.float64]:
        return cepstra(*sound, held_out[1] / 2, only_voiced=only_voiced)

    frames = [heard(other) for other in others]
    background = GaussianMixture(32, covariance_type="diag", reg_covar=1e-2, random_state=0)
    background.fit(np.concatenate([own[:: max(1, len(own) // 1_500)] for own in frames]))
    model = adapted(background, heard(held_out))
    clone, base, target = (
        float(model.score(own) - background.score(own)) for own in map(heard, (sung, uncloned, held_out))
    )
    return round(clone - base, 2), round(target - base, 2)


def adapted(background: GaussianMixture, frames: NDArray[np.float64]) -> GaussianMixture:
    """The background with its means moved towards frames as far as these speak for it (Reynolds et al., eq. 11-14)."""
    shares = background.predict_proba(frames)
    total = shares.sum(axis=0)[:, None]
    weight = total / (total + RELEVANCE)
    means = shares.T @ frames / np.maximum(total, 1e-9)
    model = copy(background)
    model.means_ = weight * means + (1.0 - weight) * background.means_
    return model


def cloned(samples: Samples, rate: int) -> VoiceProfile:
    """The profile of a recording, which goes the way of an upload."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "sent.wav"
        soundfile.write(source, samples, rate)
        recording = read_recording(source, Path(folder) / "sent.f32")
        return clone_voice(recording.voice, recording.loudest_hz)


def sing_lines(voice: ArtistVoice) -> Samples:
    """The held-out lines, sung."""
    with guest_voice(voice):
        return track_of(sung_part(voice, SUNG_RATE, LINES))


def cepstra(samples: Samples, rate: int, highest_hz: float, *, only_voiced: bool) -> NDArray[np.float64]:
    """The cepstral coefficients (frames, 19) up to a frequency, of the voiced frames or of the louder ones."""
    sound = librosa.resample(samples, orig_sr=rate, target_sr=16_000)
    found = librosa.feature.mfcc(
        y=sound, sr=16_000, n_mfcc=20, n_fft=512, hop_length=160, n_mels=40, fmax=min(7_000.0, 0.9 * highest_hz)
    )
    wanted = found[0] > np.percentile(found[0], 30)
    if only_voiced:
        f0, _ = pyworld.dio(sound.astype(np.float64), 16_000, frame_period=10.0, f0_floor=75.0, f0_ceil=800.0)
        wanted = np.resize(f0, found.shape[1]) > 0
    return np.asarray(found[1:, wanted].T)


def spectrum_off_db(one: Sound, other: Sound, *, envelope: bool) -> float:
    """By how much two long-term spectra are apart, in the band of the narrower."""
    highest_hz = 0.9 * min(one[1], other[1]) / 2
    bands = THIRDS_HZ[np.less(THIRDS_HZ * 2.0 ** (1.0 / 6.0), highest_hz)]
    off = long_term_db(*one, bands, envelope=envelope) - long_term_db(*other, bands, envelope=envelope)
    return float(np.std(off))


def long_term_db(samples: Samples, rate: int, bands_hz: NDArray[np.float64], *, envelope: bool) -> NDArray[np.float64]:
    """The level of each third octave over voiced frames."""
    sound = samples.astype(np.float64)
    f0, times = pyworld.dio(sound, rate, frame_period=10.0, f0_floor=75.0, f0_ceil=800.0)
    voiced = f0 > 0
    if envelope:
        power = pyworld.cheaptrick(sound, f0[voiced], times[voiced], rate).mean(axis=0)
    else:
        size = round(0.064 * rate)
        starts = np.round(times[voiced] * rate).astype(int)
        frames = np.pad(sound, (size // 2, size))[starts[:, None] + np.arange(size)] * np.hanning(size)
        power = (np.abs(np.fft.rfft(frames, 16 * size // 4, axis=1)) ** 2).mean(axis=0)
    hz = np.linspace(0.0, rate / 2, len(power))
    edge = 2.0 ** (1.0 / 6.0)
    return np.array([10 * np.log10(power[(hz >= c / edge) & (hz < c * edge)].mean()) for c in bands_hz])


if __name__ == "__main__":
    main()
