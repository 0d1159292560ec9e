"""Measures the artist voices with independent ears and prints JSON.

Pitch is heard by librosa's pYIN, vowel onsets by energy, words by pocketsphinx with its default English
language model, at its default frame rate and at one matched to the tempo (a recogniser made for speech fails
on slow words however clear they are). Beside it stands the speaking voice that the singer is made from.

    python bench/voice.py [--lines 24]
"""

import argparse
import json
import re
import time

import librosa
import numpy as np
import pocketsphinx
import scipy.signal

from tonewright.performance.performed import PlayedNote, SungPart, TimedLine, TimedSyllable
from tonewright.render.stems import SAMPLE_RATE
from tonewright.render.voice.analysis import speak_line
from tonewright.render.voice.planning import as_heard, plan_part
from tonewright.render.voice.singer import sing
from tonewright.speech.flite import FliteSpeech
from tonewright.speech.roster import ArtistVoice, voices
from tonewright.speech.syllables import syllabify_line

TEXTS = (
    "Twinkle twinkle little star",
    "How I wonder what you are",
    "Walk with me along the river shore",
    "We will find a brand new morning sky",
    "Hold me closer in the fire light",
    "The summer rain is falling on my window",
    "I never knew that love could feel so strong",
    "Dancing in the middle of the night",
    "Take my hand and follow me tonight",
    "Golden leaves are turning in the wind",
    "Every broken heart will learn to sing",
    "Tell me that you never want to go",
    "Under the stars we will dance till the dawn",
    "She left me standing in the pouring rain",
    "Every morning I wake up with your name",
    "Somewhere a river is running to the sea",
    "The city lights are calling out to me",
    "Open your eyes and look around",
    "My heart is beating like a drum",
    "There is a place where the wild birds sing",
    "You were the first to call me home",
    "Nothing can stop us when we are together",
    "Silver moon above the quiet town",
    "I carry your letter close to my chest",
)
MELODY = (0, 2, 4, 2, 0, -1, 2, 0, 3, 5, 2, 0, -2)
SPOKEN_SYLLABLES_A_SECOND = 4.6
SEED = 1


def sung_part(voice: ArtistVoice, rate: float, texts: tuple[str, ...], last: float = 1.0) -> SungPart:
    """The texts at `rate` syllables a second, each line's last note `last` times as long."""
    lowest = (voice.best_low + voice.best_high) // 2 - 2
    lines, at = [], 0.5
    for text in texts:
        words = tuple(text.split())
        parts = [(i, p) for i, word in enumerate(syllabify_line(words)) for p, _ in word]
        syllables = []
        for number, (index, part) in enumerate(parts):
            length = (last if number == len(parts) - 1 else 1.0) / rate
            note = PlayedNote(at, length, lowest + MELODY[number % len(MELODY)], 90)
            syllables.append(TimedSyllable(part, index, (note,)))
            at += length
        lines.append(TimedLine(text, words, 0, tuple(syllables)))
        at += 0.6
    return SungPart("bench", "vocals", voice.item_id, tuple(lines), 0.0, 0.0, 0.0)


def seconds_of(part: SungPart) -> float:
    return part.lines[-1].end_s + 0.5


def pitch(voice: ArtistVoice) -> dict[str, float]:
    """Cents from the written note in its steady part: 60 ms after its start to 60% of its length."""
    part = sung_part(voice, 3.0, TEXTS[:5], last=3.0)
    track = librosa.resample(sing(part, seconds_of(part), SEED), orig_sr=SAMPLE_RATE, target_sr=22_050)
    notes = [note for line in part.lines for syllable in line.syllables for note in syllable.notes]
    lowest, highest = min(n.pitch for n in notes), max(n.pitch for n in notes)
    hz, _, _ = librosa.pyin(
        track,
        sr=22_050,
        fmin=librosa.midi_to_hz(lowest - 5),
        fmax=librosa.midi_to_hz(highest + 7),
        frame_length=1024,
        hop_length=220,
        resolution=0.05,
    )
    times = np.arange(len(hz)) * 220 / 22_050
    cents = []
    for note in notes:
        steady = (times >= note.start_s + 0.06) & (times < note.start_s + 0.6 * note.duration_s) & ~np.isnan(hz)
        cents.extend(100 * (librosa.hz_to_midi(hz[steady]) - note.pitch))
    off = np.abs(cents)
    return {"median_cents": round(float(np.median(off)), 1), "within_50": round(float(np.mean(off < 50)), 4)}


def onsets(voice: ArtistVoice) -> dict[str, float]:
    """Milliseconds from a note's start to the rise of voice after a voiceless consonant."""
    part = sung_part(voice, 3.0, TEXTS[:12])
    track = sing(part, seconds_of(part), SEED).astype(float)
    low = scipy.signal.butter(4, (120, 900), "band", fs=SAMPLE_RATE, output="sos")
    level = np.sqrt(np.convolve(scipy.signal.sosfiltfilt(low, track) ** 2, np.ones(441) / 441, "same"))
    errors = []
    for planned in plan_part(part):
        for before, piece in zip(planned.pieces, planned.pieces[1:], strict=False):
            if not piece.is_vowel or before.phone.kind != "unvoiced":
                continue
            at = round(piece.start_s * SAMPLE_RATE)
            loud = 0.35 * np.median(level[at + 2205 : at + 8820])
            near = level[at - 3528 : at + 3528] > loud
            rises = np.flatnonzero(near[1:] & ~near[:-1])
            if len(rises):
                errors.append((rises[-1] - 3528) * 1000 / SAMPLE_RATE)
    return {"median_ms": round(float(np.median(np.abs(errors))), 1), "notes": len(errors)}


def recogniser(frames_a_second: int) -> pocketsphinx.Decoder:
    path = pocketsphinx.get_model_path
    return pocketsphinx.Decoder(
        hmm=path("en-us/en-us"),
        dict=path("en-us/cmudict-en-us.dict"),
        lm=path("en-us/en-us.lm.bin"),
        loglevel="FATAL",
        frate=frames_a_second,
    )


def listen(decoder: pocketsphinx.Decoder, samples: np.ndarray, sample_rate: int, pad_s: float = 0.25) -> None:
    quiet = np.random.default_rng(0)
    sound = librosa.resample(np.asarray(samples, float), orig_sr=sample_rate, target_sr=16_000)
    sound = np.pad(sound / np.abs(sound).max() * 0.7, round(pad_s * 16_000))
    sound += 2e-4 * quiet.standard_normal(len(sound))
    decoder.start_utt()
    decoder.process_raw((sound * 32767).astype("<i2").tobytes(), full_utt=True)
    decoder.end_utt()


def heard(decoder: pocketsphinx.Decoder, samples: np.ndarray, sample_rate: int) -> list[str]:
    listen(decoder, samples, sample_rate)
    guess = decoder.hyp()
    return re.sub(r"\(\d+\)", "", guess.hypstr).split() if guess else []


def word_errors(reference: list[str], guess: list[str]) -> int:
    """The Levenshtein distance in words."""
    row = list(range(len(guess) + 1))
    for i, word in enumerate(reference, 1):
        before, row[0] = row[0], i
        for j, other in enumerate(guess, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (word != other))
    return row[-1]


def sung_words(voice: ArtistVoice, rate: float, texts: tuple[str, ...]) -> dict[str, float]:
    part = sung_part(voice, rate, texts)
    track = sing(part, seconds_of(part), SEED)
    decoders = {
        "default": recogniser(100),
        "matched": recogniser(round(100 * rate / SPOKEN_SYLLABLES_A_SECOND)),
    }
    errors, count = dict.fromkeys(decoders, 0), 0
    for line in part.lines:
        samples = track[round((line.start_s - 0.35) * SAMPLE_RATE) : round((line.end_s + 0.2) * SAMPLE_RATE)]
        reference = line.text.lower().split()
        count += len(reference)
        for name, decoder in decoders.items():
            errors[name] += word_errors(reference, heard(decoder, samples, SAMPLE_RATE))
    return {name: round(wrong / count, 3) for name, wrong in errors.items()}


def word_times(voice: ArtistVoice) -> dict[str, float]:
    """Milliseconds between the words' times as recorded and as pocketsphinx aligns the same words."""
    part = as_heard(sung_part(voice, 3.0, TEXTS[:12]))
    track = sing(part, seconds_of(part), SEED)
    path = pocketsphinx.get_model_path
    decoder = pocketsphinx.Decoder(
        hmm=path("en-us/en-us"), dict=path("en-us/cmudict-en-us.dict"), lm=None, loglevel="FATAL"
    )
    starts, ends = [], []
    for line in part.lines:
        first_s = max(0.0, line.heard[0].start_s - 0.3)
        last_s = line.heard[-1].end_s + 0.3
        decoder.set_align_text(line.text.lower())
        listen(decoder, track[round(first_s * SAMPLE_RATE) : round(last_s * SAMPLE_RATE)], SAMPLE_RATE, 0.0)
        aligned = [segment for segment in decoder.seg() if segment.word[0] not in "<["]
        for segment, word in zip(aligned, line.heard, strict=True):
            starts.append(1000 * (segment.start_frame / 100 + first_s - word.start_s))
            ends.append(1000 * (segment.end_frame / 100 + first_s - word.end_s))
    return {
        "start_median_ms": round(float(np.median(np.abs(starts))), 1),
        "end_median_ms": round(float(np.median(np.abs(ends))), 1),
    }


def spoken_words(voice: ArtistVoice, texts: tuple[str, ...]) -> float:
    decoder, wrong, count = recogniser(100), 0, 0
    for text in texts:
        said = FliteSpeech().speak(tuple(text.split()), voice.engine_voice)
        reference = text.lower().split()
        wrong += word_errors(reference, heard(decoder, said.samples, said.sample_rate))
        count += len(reference)
    return round(wrong / count, 3)


def cost(voice: ArtistVoice) -> float:
    """CPU seconds for a second of sung line, speech and analysis included."""
    part = sung_part(voice, 3.0, TEXTS)
    sing(part, seconds_of(part), SEED)
    speak_line.cache_clear()
    start = time.process_time()
    sing(part, seconds_of(part), SEED)
    used = time.process_time() - start
    return round(used / sum(line.end_s - line.start_s for line in part.lines), 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=len(TEXTS), help="how many lines the recogniser hears")
    texts = TEXTS[: parser.parse_args().lines]
    report = {}
    for voice in voices():
        report[voice.name] = {
            "pitch": pitch(voice),
            "onset": onsets(voice),
            "word_times": word_times(voice),
            "cpu_s_per_sung_s": cost(voice),
            "wer_speaking": spoken_words(voice, texts),
            "wer_sung": {f"{rate}/s": sung_words(voice, rate, texts) for rate in (2.0, 3.0, 4.0)},
        }
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
