"""How well a recogniser of speech understands singing.

Recipe: word error rate (Levenshtein distance in words over the words of the reference) of pocketsphinx 5 with its
default US English acoustic model, dictionary and language model, line by line, with the faint noise of a room. Two
settings: its default of 100 frames a second, and a frame rate matched to the tempo (100 × syllables a second sung ÷
4.6, the rate at which flite speaks), since a recogniser made for speech fails on slow words however clear they are:
it fails as much on slowed speech. Beside each stand the same voice speaking, and the same notes sung by plain
stretching: WORLD's analysis (DIO, StoneMask, CheapTrick, D4C) and synthesis, each phone stretched evenly onto its
time.
"""

import re

import librosa
import numpy as np
import pocketsphinx
import pyworld
from bench.voice_lines import sung_part, track_of
from numpy.typing import NDArray

from tonewright.render.stems import SAMPLE_RATE
from tonewright.render.voice.planning import PlannedLine, plan_part
from tonewright.speech.roster import ArtistVoice

SPOKEN_SYLLABLES_A_SECOND = 4.6
FRAME_S = 0.005
Rates = dict[str, float]


def sung_words(voice: ArtistVoice, rate: float, texts: tuple[str, ...]) -> Rates:
    """Word error of the voice at so many syllables a second, in both settings."""
    part = sung_part(voice, rate, texts)
    track = track_of(part)
    heard = []
    for line in part.lines:
        samples = track[round((line.start_s - 0.35) * SAMPLE_RATE) : round((line.end_s + 0.2) * SAMPLE_RATE)]
        heard.append((line.text, samples, SAMPLE_RATE))
    return word_error_rates(heard, rate)


def stretched_words(voice: ArtistVoice, rate: float, texts: tuple[str, ...]) -> Rates:
    """Word error of plain stretching on the same notes."""
    plans = plan_part(sung_part(voice, rate, texts))
    return word_error_rates([(plan.line.text, *_stretched(plan)) for plan in plans], rate)


def spoken_words(voice: ArtistVoice, texts: tuple[str, ...]) -> float:
    """Word error of the speaking voice that the singer is made from, in the default setting."""
    plans = plan_part(sung_part(voice, 3.0, texts))
    said = [(p.line.text, p.spoken.utterance.samples, p.spoken.utterance.sample_rate) for p in plans]
    return word_error_rates(said)["default"]


def word_times(voice: ArtistVoice, texts: tuple[str, ...]) -> Rates:
    """Milliseconds between the words' times as recorded and as pocketsphinx aligns the same words."""
    part = sung_part(voice, 3.0, texts)
    track = track_of(part)
    path = pocketsphinx.get_model_path
    decoder = pocketsphinx.Decoder(
        hmm=path("en-us/en-us"), dict=path("en-us/cmudict-en-us.dict"), lm=None, loglevel="FATAL"
    )
    starts, ends = [], []
    for plan in plan_part(part):
        first_s, last_s = max(0.0, plan.heard[0].start_s - 0.3), plan.heard[-1].end_s + 0.3
        decoder.set_align_text(plan.line.text.lower())
        _listen(decoder, track[round(first_s * SAMPLE_RATE) : round(last_s * SAMPLE_RATE)], SAMPLE_RATE, 0.0)
        aligned = [segment for segment in decoder.seg() or () if segment.word[0] not in "<["]
        if len(aligned) != len(plan.heard):
            continue
        for segment, word in zip(aligned, plan.heard, strict=True):
            starts.append(1000 * (segment.start_frame / 100 + first_s - word.start_s))
            ends.append(1000 * (segment.end_frame / 100 + first_s - word.end_s))
    return {
        "start_median_ms": round(float(np.median(np.abs(starts))), 1),
        "end_median_ms": round(float(np.median(np.abs(ends))), 1),
        "words": len(starts),
    }


def word_errors(reference: list[str], guess: list[str]) -> int:
    """The Levenshtein distance in words."""
    row = list(range(len(guess) + 1))
    for i, word in enumerate(reference, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(guess, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


def _stretched(plan: PlannedLine) -> tuple[NDArray[np.float64], int]:
    said = plan.spoken.utterance
    f0, times = pyworld.dio(said.samples, said.sample_rate, frame_period=1000 * FRAME_S)
    f0 = pyworld.stonemask(said.samples, f0, times, said.sample_rate)
    envelope = pyworld.cheaptrick(said.samples, f0, times, said.sample_rate)
    noise = pyworld.d4c(said.samples, f0, times, said.sample_rate)
    first_s, last_s = plan.pieces[0].start_s, plan.pieces[-1].end_s
    at = np.arange(first_s, last_s, FRAME_S)
    sung = [moment for piece in plan.pieces for moment in (piece.start_s, piece.end_s)]
    spoken = [moment for piece in plan.pieces for moment in (piece.phone.start_s, piece.phone.end_s)]
    source = np.clip(np.round(np.interp(at, sung, spoken) / FRAME_S).astype(int), 0, len(f0) - 1)
    notes = [note for nucleus in plan.nuclei for note in nucleus.notes]
    which = np.clip(np.searchsorted([note.start_s for note in notes], at, side="right") - 1, 0, None)
    hz = librosa.midi_to_hz(np.array([note.pitch for note in notes]))[which] * (f0[source] > 0)
    samples = pyworld.synthesize(
        hz,
        np.ascontiguousarray(envelope[source]),
        np.ascontiguousarray(noise[source]),
        said.sample_rate,
        1000 * FRAME_S,
    )
    return samples, said.sample_rate


def word_error_rates(
    heard: list[tuple[str, NDArray[np.floating], int]], rate: float = 0.0, **other_rates: float
) -> Rates:
    """Word error over (text, samples, sample rate) of lines; sung at `rate` syllables a second, in both settings.

    Each of `other_rates` is one more setting that is matched to so many syllables a second.
    """
    rates = {"matched": rate, **other_rates} if rate else other_rates
    decoders = {"default": _recogniser(100)}
    decoders |= {
        name: _recogniser(round(100 * a_second / SPOKEN_SYLLABLES_A_SECOND)) for name, a_second in rates.items()
    }
    errors, count = dict.fromkeys(decoders, 0), 0
    for text, samples, sample_rate in heard:
        reference = text.lower().split()
        count += len(reference)
        for name, decoder in decoders.items():
            _listen(decoder, samples, sample_rate, 0.25)
            guess = decoder.hyp()
            words = re.sub(r"\(\d+\)", "", guess.hypstr).split() if guess else []
            errors[name] += word_errors(reference, words)
    return {name: round(wrong / count, 3) for name, wrong in errors.items()}


def _recogniser(frames_a_second: int) -> pocketsphinx.Decoder:
    path = pocketsphinx.get_model_path
    return pocketsphinx.Decoder(
        hmm=path("en-us/en-us"),
        dict=path("en-us/cmudict-en-us.dict"),
        lm=path("en-us/en-us.lm.bin"),
        loglevel="FATAL",
        frate=frames_a_second,
    )


def _listen(decoder: pocketsphinx.Decoder, samples: NDArray[np.floating], sample_rate: int, pad_s: float) -> None:
    quiet = np.random.default_rng(0)
    sound = librosa.resample(np.asarray(samples, float), orig_sr=sample_rate, target_sr=16_000)
    sound = np.pad(sound / np.abs(sound).max() * 0.7, round(pad_s * 16_000))
    sound += 2e-4 * quiet.standard_normal(len(sound))
    decoder.start_utt()
    decoder.process_raw((sound * 32767).astype("<i2").tobytes(), full_utt=True)
    decoder.end_utt()
