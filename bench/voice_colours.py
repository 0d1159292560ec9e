"""The colours of a voice, measured on its sound by methods that know nothing of how it is made.

Recipes, each on mono samples of a held or sung voice:

- brightness: alpha ratio, the level of 1–5 kHz over that of 50 Hz–1 kHz in dB (Sundberg & Nordenberg, JASA 120,
  2006);
- breathiness: harmonics-to-noise ratio in dB from the highest peak of the autocorrelation near the period, divided
  by that of the window (Boersma, "Accurate short-term analysis of the fundamental frequency and the
  harmonics-to-noise ratio", IFA Proceedings 17, 1993), after a high-pass at 1.5 kHz too, where breath is heard;
  median over frames;
- softness: the first partial over the second in dB, from a long window's spectrum at the given fundamental;
- roughness: jitter and shimmer, the mean difference of neighbouring periods and of their heights over the mean
  (Boersma & Weenink's "local"), between the peaks of the wave low-passed around its fundamental;
- formants: linear prediction (order 12 at 10 kHz) on voices at about 130 Hz, the poles sharper than 400 Hz sorted;
  medians of the second and third over the frames of a sung line.
"""

import librosa
import numpy as np
import scipy.signal
from numpy.typing import NDArray

Samples = NDArray[np.floating]


def alpha_ratio_db(samples: Samples, rate: int) -> float:
    """The level of 1 to 5 kHz over that of 50 Hz to 1 kHz."""
    hz, power = scipy.signal.welch(samples, rate, nperseg=2048)
    high, low = power[(hz >= 1_000) & (hz < 5_000)].sum(), power[(hz >= 50) & (hz < 1_000)].sum()
    return float(10 * np.log10(high / low))


def harmonicity_db(samples: Samples, rate: int, f0_hz: float, above_hz: float = 0.0) -> float:
    """The median harmonics-to-noise ratio of a voice near `f0_hz`, of what lies above a frequency."""
    sound = np.asarray(samples, float)
    if above_hz > 0.0:
        sound = scipy.signal.sosfiltfilt(scipy.signal.butter(4, above_hz, "high", fs=rate, output="sos"), sound)
    length = round(6 * rate / f0_hz)
    window = np.hanning(length)
    lags = np.arange(round(0.85 * rate / f0_hz), round(1.15 * rate / f0_hz) + 1)
    ratios = []
    for start in range(0, len(sound) - length, length // 2):
        own = _autocorrelation((sound[start : start + length]) * window) / _autocorrelation(window)
        peak = float(np.clip(own[lags].max() / max(own[0], 1e-20), 1e-6, 1 - 1e-6))
        ratios.append(10 * np.log10(peak / (1 - peak)))
    return float(np.median(ratios))


def first_over_second_db(samples: Samples, rate: int, f0_hz: float) -> float:
    """The level of the first partial over that of the second."""
    spectrum = np.abs(np.fft.rfft(np.asarray(samples, float) * np.blackman(len(samples))))
    hz = np.fft.rfftfreq(len(samples), 1 / rate)
    first, second = (spectrum[np.abs(hz - n * f0_hz) < 0.2 * f0_hz].max() for n in (1, 2))
    return float(20 * np.log10(first / second))


def jitter_and_shimmer(samples: Samples, rate: int, f0_hz: float) -> tuple[float, float]:
    """How much neighbouring periods differ, and their heights, as shares."""
    low = scipy.signal.butter(2, (0.6 * f0_hz, 3.0 * f0_hz), "band", fs=rate, output="sos")
    sound = scipy.signal.sosfiltfilt(low, np.asarray(samples, float))
    peaks, _ = scipy.signal.find_peaks(sound, distance=round(0.7 * rate / f0_hz))
    before, at, after = sound[peaks - 1], sound[peaks], sound[peaks + 1]
    exact = peaks + 0.5 * (before - after) / (before - 2 * at + after)
    periods = np.diff(exact) / rate
    periods = periods[np.abs(periods * f0_hz - 1) < 0.25]
    jitter = np.mean(np.abs(np.diff(periods))) / np.mean(periods)
    return float(jitter), float(np.mean(np.abs(np.diff(at))) / np.mean(at))


def formants_hz(samples: Samples, rate: int) -> tuple[float, float]:
    """The median second and third formant of a low voice."""
    sound = librosa.effects.preemphasis(librosa.resample(np.asarray(samples, float), orig_sr=rate, target_sr=10_000))
    frames = librosa.util.frame(sound, frame_length=300, hop_length=100).T
    loud = np.mean(frames**2, axis=1)
    found = []
    for frame in frames[loud > np.percentile(loud, 50)]:
        roots = np.roots(librosa.lpc(frame * np.hamming(300), order=12))
        roots = roots[np.imag(roots) > 0]
        hz = np.angle(roots) * 10_000 / (2 * np.pi)
        sharp = -np.log(np.abs(roots)) * 10_000 / np.pi < 400
        own = np.sort(hz[sharp & (hz > 200)])
        if len(own) >= 3:
            found.append(own[1:3])
    second, third = np.median(found, axis=0)
    return float(second), float(third)


def _autocorrelation(frame: NDArray[np.float64]) -> NDArray[np.float64]:
    spectrum = np.fft.rfft(frame, 2 * len(frame))
    whole = np.fft.irfft(np.abs(spectrum) ** 2)[: len(frame)]
    return np.asarray(whole / max(whole[0], 1e-30)) if whole[0] > 0 else whole
