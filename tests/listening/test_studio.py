"""What the studio delivers, measured on its files by tools that know nothing of the score."""

import io
import json
import zipfile
from pathlib import Path

import av
import mido
import numpy as np
import pyloudnorm
import pytest
import soundfile
from mutagen.mp3 import MP3
from scipy.signal import resample_poly

from tonewright.engines.engine import EngineRequest
from tonewright.engines.studio import Studio

FONT = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")

PIECES = {
    "a pop song": EngineRequest(
        "song",
        "hopeful pop song, female voice",
        "v4.8",
        300.0,
        11,
        lyrics="[Verse]\nI left my umbrella at home today\nThe rain came to carry my sorrow away\n"
        "[Chorus]\nLet it rain, let it rain on me\nLet it rain till I can see",
        tonality="G:major",
        bpm=112.0,
    ),
    "a lo-fi beat": EngineRequest("instrumental", "lofi beat", "i4", 300.0, 12, bpm=80.0, duration_s=31.0),
    "a cue in three": EngineRequest(
        "instrumental",
        "slow cinematic cue, 20 minutes long",
        "i4",
        300.0,
        13,
        tonality="D:minor",
        duration_s=33.0,
        time_signature="3/4",
    ),
    "a house track": EngineRequest(
        "instrumental", "deep house", "i4", 300.0, 14, chords="Am7 | F G | Cmaj7 | E7", duration_s=30.0
    ),
}


class Heard:
    """A piece as delivered, read by other people's readers."""

    def __init__(self, name, folder):
        self.request = PIECES[name]
        self.progress = []
        self.product = Studio(FONT).make(self.request, folder, self.progress.append)
        self.files = {kind: made.path for kind, made in self.product.files.items()}
        self.mix, self.rate = soundfile.read(self.files["wav"], dtype="int32", always_2d=True)
        self.archive = zipfile.ZipFile(self.files["stems"])
        self.manifest = json.loads(self.archive.read("manifest.json"))
        self.stems = {
            name: soundfile.read(io.BytesIO(self.archive.read(name)), dtype="int32", always_2d=True)[0]
            for name in self.archive.namelist()
            if name.endswith(".wav")
        }
        self.score = mido.MidiFile(file=io.BytesIO(self.archive.read("song.mid")))


@pytest.fixture(scope="module", params=[pytest.param(n, marks=pytest.mark.xdist_group(n)) for n in PIECES])
def heard(request, tmp_path_factory):
    """One piece after another, each made once."""
    return Heard(request.param, tmp_path_factory.mktemp("piece"))


def test_the_stems_add_up_to_the_master_sample_by_sample(heard):
    # soundfile shifts 24-bit samples into the upper bits of 32.
    total = sum(stem.astype(np.int64) >> 8 for stem in heard.stems.values())
    assert np.array_equal(total, heard.mix.astype(np.int64) >> 8)


def test_the_wav_is_24_bit_stereo_at_44100_hz(heard):
    info = soundfile.info(heard.files["wav"])
    assert (info.subtype, info.channels, info.samplerate) == ("PCM_24", 2, 44_100)


def test_the_length_is_the_one_asked_for(heard):
    seconds = len(heard.mix) / heard.rate
    assert heard.product.facts["dur"] == pytest.approx(seconds, abs=0.002)
    if heard.request.duration_s:
        assert seconds == pytest.approx(heard.request.duration_s, abs=1.0)
    assert seconds <= heard.request.maximum_s


def test_the_master_has_minus_14_lufs_within_half_a_unit(heard):
    loudness = pyloudnorm.Meter(heard.rate).integrated_loudness(heard.mix / 2.0**31)
    assert loudness == pytest.approx(-14.0, abs=0.5)


def test_no_true_peak_passes_minus_1_dbtp(heard):
    peak = np.abs(resample_poly(heard.mix / 2.0**31, 8, 1, axis=0)).max()
    assert 20 * np.log10(peak) <= -1.0


def test_every_stem_sounds_and_none_clips(heard):
    assert len(heard.stems) >= 5
    for name, stem in heard.stems.items():
        assert len(stem) == len(heard.mix), name
        assert 1e-4 < np.abs(stem / 2.0**31).max() < 1.0, name


def test_the_piece_ends_in_silence_and_not_in_a_cut(heard):
    tail = heard.mix[-heard.rate // 20 :] / 2.0**31
    assert np.abs(tail).max() < 0.01


def test_a_wish_that_could_not_be_met_is_told(heard):
    told = heard.product.facts["notes"]
    assert any("20 minutes" in note or "1200" in note for note in told) == ("20 minutes" in heard.request.prompt)


def test_the_midi_file_has_the_tempo_and_meter_of_the_record(heard):
    events = [event for track in heard.score.tracks for event in track]
    tempo = next(event.tempo for event in events if event.type == "set_tempo")
    assert mido.tempo2bpm(tempo) == pytest.approx(heard.product.facts["bpm"], rel=1e-4)
    meter = next(event for event in events if event.type == "time_signature")
    assert f"{meter.numerator}/{meter.denominator}" == heard.product.facts["time_signature"]
    if heard.request.bpm:
        assert heard.product.facts["bpm"] == heard.request.bpm


def test_the_key_asked_for_is_the_key_named_and_the_key_played(heard):
    if not heard.request.tonality:
        return
    assert heard.product.facts["key"] == heard.request.tonality
    assert estimated_key(heard.score) in same_scale(heard.request.tonality)


def test_the_mp3_has_192_kbit_and_the_length_of_the_wav_and_says_who_made_it(heard):
    mp3 = MP3(heard.files["mp3"])
    assert mp3.info.bitrate == 192_000
    with av.open(str(heard.files["mp3"])) as container:
        frames = sum(frame.samples for frame in container.decode(audio=0))
    assert frames == pytest.approx(len(heard.mix), abs=1152)
    assert str(mp3.tags["TIT2"]) == heard.product.facts["title"]
    assert any("Tonewright" in str(frame) for frame in mp3.tags.getall("TXXX"))


def test_progress_rises_to_its_end_in_many_steps(heard):
    assert heard.progress == sorted(set(heard.progress))
    assert heard.progress[-1] == 99
    assert len(heard.progress) >= 8


def test_sung_words_are_listed_in_order_and_sound_where_they_are_listed(heard):
    if heard.request.kind != "song":
        assert heard.product.facts["words"] == []
        return
    given = [w for line in heard.request.lyrics.splitlines() if not line.startswith("[") for w in line.split()]
    words = heard.product.facts["words"]
    assert [word["text"] for word in words[: len(given)]] == given
    voice = heard.stems["vocals.wav"].astype(np.float64).mean(axis=1) / 2.0**31
    loud = np.sqrt(np.mean(voice**2))
    for word in words:
        span = voice[int(word["start"] * heard.rate) : int(word["end"] * heard.rate)]
        assert np.sqrt(np.mean(span**2)) > 0.1 * loud, word


def test_chords_asked_for_are_played_in_order_from_the_start_of_every_section(heard):
    if not heard.request.chords:
        return
    asked = [("Am7", 1.0), ("F", 0.5), ("G", 0.5), ("Cmaj7", 1.0), ("E7", 1.0)]
    bar_s = 4 * 60 / heard.product.facts["bpm"]
    for section in heard.manifest["sections"]:
        own = [c for c in heard.manifest["chords"] if section["start"] - 0.01 <= c["start"] < section["end"] - 0.01]
        assert own, section
        for index, chord in enumerate(own[:-1]):
            text, bars = asked[index % len(asked)]
            assert chord["text"] == text
            assert chord["end"] - chord["start"] == pytest.approx(bars * bar_s, abs=0.01)


# Krumhansl & Kessler (1982), probe-tone ratings, as printed in Krumhansl (1990), table 2.1.
MAJOR = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
MINOR = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)
NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")


def estimated_key(score):
    """The key whose profile fits the sounding time of each pitch class best."""
    weights = np.zeros(12)
    for track in score.tracks:
        clock, started = 0, {}
        for event in track:
            clock += event.time
            if event.type == "note_on" and event.velocity and event.channel != 9:
                started[event.note] = clock
            elif event.type in ("note_on", "note_off") and event.note in started:
                weights[event.note % 12] += clock - started.pop(event.note)
    fits = {
        f"{NAMES[tonic]}:{mode}": np.corrcoef(np.roll(profile, tonic), weights)[0, 1]
        for tonic in range(12)
        for mode, profile in (("major", MAJOR), ("minor", MINOR))
    }
    return max(fits, key=fits.get)


def same_scale(tonality):
    """The key and its relative: they share a scale, and profiles often confuse them."""
    name, mode = tonality.split(":")
    shift, other = (9, "minor") if mode == "major" else (3, "major")
    return {tonality, f"{NAMES[(NAMES.index(name) + shift) % 12]}:{other}"}


@pytest.mark.xdist_group("a lo-fi beat")
def test_the_same_request_and_seed_give_the_same_bytes(tmp_path):
    request = EngineRequest("song", "lofi song", "v4.8", 300.0, 5, lyrics="Slow the day\nLet me stay", duration_s=20.0)
    digests = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        made = Studio(FONT).make(request, tmp_path / name, lambda percent: None)
        digests.append({kind: file.sha256 for kind, file in made.files.items()})
    assert digests[0] == digests[1]
