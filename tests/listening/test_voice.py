"""What independent ears hear of the voices: pitch by librosa's pYIN, words in time by energy and pocketsphinx."""

import re

import librosa
import numpy as np
import pocketsphinx
import pytest
from sung_pitch import cents_off

from tonewright.performance.performed import PlayedNote, SungPart, TimedLine, TimedSyllable
from tonewright.render.voice.planning import as_heard
from tonewright.render.voice.singer import sing
from tonewright.speech.roster import voices
from tonewright.speech.syllables import syllabify

RATE = 44_100
TEXT = "take my hand and follow me tonight"
STEPS = (0, 2, 4, 2, 0, -1, 2, 0, 4)
# The clearest woman and man, and a rough one; `python -m bench.voice` hears them all.
VOICES = {voice.name: voice for voice in voices() if voice.name in ("Elin Marlowe", "Jonas Reed", "Rex Calder")}


def sung(voice, rate=3.0, last=3.0):
    lowest = (voice.best_low + voice.best_high) // 2 - 2
    words = tuple(TEXT.split())
    parts = [(index, part) for index, word in enumerate(words) for part, _ in syllabify(word)]
    syllables, at = [], 0.6
    for number, (index, part) in enumerate(parts):
        length = (last if number == len(parts) - 1 else 1.0) / rate
        note = PlayedNote(at, length, lowest + STEPS[number], 90)
        syllables.append(TimedSyllable(part, index, (note,)))
        at += length
    line = TimedLine(TEXT, words, 0, tuple(syllables))
    part = SungPart("lead", "vocals", voice.item_id, (line,), 0.0, 0.0, 0.0)
    return part, sing(part, at + 0.5, 3)


def as_recognisers_want_it(track):
    """16 kHz, 16 bit, with the faint noise that a recording has."""
    sound = librosa.resample(track.astype(float), orig_sr=RATE, target_sr=16_000)
    sound = sound / np.abs(sound).max() * 0.7 + 2e-4 * np.random.default_rng(0).standard_normal(len(sound))
    return (sound * 32_767).astype("<i2").tobytes()


@pytest.fixture(scope="module", params=sorted(VOICES))
def performance(request):
    part, track = sung(VOICES[request.param])
    return as_heard(part).lines[0], track


def test_the_sung_pitch_is_the_written_one(performance):
    line, track = performance
    off = np.abs(cents_off(line, track))
    assert np.median(off) <= 15
    assert np.mean(off < 50) >= 0.95


def test_the_line_sounds_exactly_while_its_words_are_timed(performance):
    line, track = performance
    level = np.sqrt(np.convolve(track.astype(float) ** 2, np.ones(220) / 220, "same"))
    sounding = np.flatnonzero(level > 0.02 * level.max()) / RATE
    breath_is_over_s = line.heard[0].start_s - 0.05
    voice = sounding[sounding > breath_is_over_s]
    # "take" starts with a closure, which is silent: what is heard first is its burst.
    assert -0.03 <= voice[0] - line.heard[0].start_s <= 0.15
    assert abs(voice[-1] - line.heard[-1].end_s) <= 0.06


def test_stops_are_silent_where_the_timing_says_they_are(performance):
    line, track = performance
    level = np.sqrt(np.convolve(track.astype(float) ** 2, np.ones(220) / 220, "same"))
    loud = np.percentile(level, 90)
    # Between "take" and "my" lies the closure of k.
    end_s = line.heard[0].end_s
    around = level[round((end_s - 0.13) * RATE) : round((end_s + 0.03) * RATE)]
    assert around.min() < 0.12 * loud


def test_words_are_timed_where_an_aligner_finds_them(performance):
    line, track = performance
    path = pocketsphinx.get_model_path
    decoder = pocketsphinx.Decoder(
        hmm=path("en-us/en-us"), dict=path("en-us/cmudict-en-us.dict"), lm=None, loglevel="FATAL"
    )
    decoder.set_align_text(TEXT)
    decoder.start_utt()
    decoder.process_raw(as_recognisers_want_it(track), full_utt=True)
    decoder.end_utt()
    aligned = [segment for segment in decoder.seg() if segment.word[0] not in "<["]
    starts = [segment.start_frame / 100 - word.start_s for segment, word in zip(aligned, line.heard, strict=True)]
    assert np.median(np.abs(starts)) <= 0.03


def test_most_words_are_understood_by_a_recogniser_for_speech():
    path = pocketsphinx.get_model_path
    decoder = pocketsphinx.Decoder(
        hmm=path("en-us/en-us"),
        dict=path("en-us/cmudict-en-us.dict"),
        lm=path("en-us/en-us.lm.bin"),
        loglevel="FATAL",
        frate=80,
    )
    for voice in VOICES.values():
        _, track = sung(voice, rate=3.5, last=1.5)
        decoder.start_utt()
        decoder.process_raw(as_recognisers_want_it(track), full_utt=True)
        decoder.end_utt()
        heard = re.sub(r"\(\d+\)", "", decoder.hyp().hypstr).split()
        assert len(set(TEXT.split()) & set(heard)) >= 5, heard
