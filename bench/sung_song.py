"""One song of the suite, made and measured: everything that `bench/singer.py` says of a song.

- Pitch and onsets: `bench/singing.py`, on the stem of the lead and second singers, of notes during which nobody else of
  the stem sounds, against the delivered MIDI file, which holds the times as performed.
- Coverage: the words of `lyrics.json`, the lines in order of time, against what `bench/song_file.py` says must be sung;
  the singers' and the echoes' words apart. Words too many would be tags or roles that are sung. Every word is looked
  for in its stem's audio.
- Word times: starts of phrases by energy.
- Words (English): pocketsphinx hears the singers' lines one by one, cut out by the delivered times, in both settings of
  `bench/voice_words.py`; lines with digits are left out, since they are sung as words. The second is matched to the
  running syllables, from a line's first vowel to its last, as where voices are measured alone: how long a line's end is
  held says nothing about the pace of its words. `matched to whole lines` counts the ends in, as if all were slower.
- Balance: `bench/vocal_balance.py`, lead against band in 300 Hz…4 kHz while the lead sings.
- Cost: the processor time of the processes that sing, by the seconds of notes of all parts, first use of compiled
  code included; it is an upper bound where others use the machine.
"""

import io
import json
import re
import resource
import tempfile
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import mido
import numpy as np
import soundfile
from bench.delivered import FONT, Delivered
from bench.notes import read_notes
from bench.singing import Array, cents_off, onset_errors, phrase_start_errors, word_levels_db
from bench.song_file import Song, coverage, plain_words, words_to_sing
from bench.sung_track import STEMS, SungTrack, alone, read_sung
from bench.vocal_balance import balance
from bench.voice_words import word_error_rates
from scipy.signal import resample_poly

from tonewright.engines.engine import EngineRequest
from tonewright.engines.studio import Studio

LONGEST_S = 300.0
SILENT_DB = -30.0
_BALANCE = ("lead, dB", "covered, %", "backing, dB")


def make(song: Song, seed: int, folder: Path) -> dict[str, Any]:
    """Have the studio make a song in an empty folder; its facts, and what it took."""
    request = EngineRequest(
        kind="song",
        prompt=song.prompt,
        model="v4.8",
        maximum_s=LONGEST_S,
        seed=seed,
        lyrics=song.lyrics,
        title=song.title,
        bpm=song.bpm,
        duration_s=song.seconds,
        language=song.language,
        time_signature=song.time_signature,
    )
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    product = Studio(FONT).make(request, folder, lambda percent: None)
    wall_s, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    sung_cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"facts": product.facts, "stems": product.files["stems"].path, "sung CPU s": sung_cpu_s, "wall s": wall_s}


def measure(song: Song, seed: int) -> dict[str, Any]:
    """All figures of a song."""
    with tempfile.TemporaryDirectory() as folder:
        made = make(song, seed, Path(folder))
        with zipfile.ZipFile(made["stems"]) as archive:
            lyrics = json.loads(archive.read("lyrics.json"))
            tracks = read_sung(mido.MidiFile(file=io.BytesIO(archive.read("song.mid"))))
            stems, rate = _stems(archive)
            levels = _balance(archive, made["facts"], Path(folder))
    told = {
        "language": song.language,
        "singers": [singer["name"] for singer in lyrics["singers"]],
        "notes": list(made["facts"].get("notes", [])),
        "syllables a second": round(_rate(lyrics, tracks), 2),
        "syllables a second, running": round(_running_rate(lyrics, tracks), 2),
        "coverage": _coverage(song, lyrics, stems, rate),
        **_intonation(tracks, stems, rate),
        "cost": {
            "CPU s per sung s": round(made["sung CPU s"] / sum(track.sung_s for track in tracks), 3),
            "wall s": round(made["wall s"], 1),
            "parts": len(tracks),
            "seconds": song.seconds,
        },
    }
    if song.language == "en":
        told["words heard"] = _recognised(
            lyrics, stems["vocals"], rate, told["syllables a second, running"], told["syllables a second"]
        )
    return told | {"balance": levels}


def _stems(archive: zipfile.ZipFile) -> tuple[dict[str, Array], int]:
    found, rate = {}, 44_100
    for name in STEMS:
        if f"{name}.wav" in archive.namelist():
            samples, rate = soundfile.read(io.BytesIO(archive.read(f"{name}.wav")))
            found[name] = samples.mean(axis=1)
    return found, rate


def lines_in_time(lyrics: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The lines of a `lyrics.json` by time."""
    lines = [line for section in lyrics["sections"] for line in section["lines"]]
    return sorted(lines, key=lambda line: (line["start"], line["end"]))


def _coverage(song: Song, lyrics: Mapping[str, Any], stems: Mapping[str, Array], rate: int) -> dict[str, Any]:
    backing = {singer["id"] for singer in lyrics["singers"] if singer["backing"]}
    lines = lines_in_time(lyrics)
    told: dict[str, Any] = {}
    silent: list[str] = []
    for name, wanted, is_echo in zip(("lead", "echoes"), words_to_sing(song), (False, True), strict=True):
        mine = [line for line in lines if set(line["singers"]).issubset(backing) == is_echo]
        found = [p for line in mine for word in line["words"] for p in plain_words(word["text"], song.language)]
        compared = coverage(wanted, found)
        told[name] = {"share": round(compared.share, 4), "words": len(wanted)}
        told[name] |= {k: v for k, v in (("missing", compared.missing), ("extra", compared.extra)) if v}
        stem = stems.get("backing_vocals" if is_echo else "vocals")
        if stem is not None and mine:
            spans = [_spans(line) for line in mine if line["words"]]
            levels = word_levels_db(stem, rate, spans)
            words = [word["text"] for line in mine for word in line["words"]]
            silent += [word for word, level in zip(words, levels, strict=True) if level < SILENT_DB]
    spans = [_spans(line) for line in lines if not set(line["singers"]).issubset(backing)]
    starts = phrase_start_errors(stems["vocals"], rate, np.concatenate(spans))
    told["silent words"] = silent
    told["phrase start ms"] = [round(float(ms), 1) for ms in starts[~np.isnan(starts)]]
    return told


def _spans(line: Mapping[str, Any]) -> Array:
    return np.array([[word["start"], word["end"]] for word in line["words"]], float).reshape(-1, 2)


def _intonation(tracks: list[SungTrack], stems: Mapping[str, Array], rate: int) -> dict[str, Any]:
    cents, onsets, syllables = [], [], 0
    for track in tracks:
        if track.stem != "vocals":
            continue
        free = alone(track, tracks)
        cents.append(cents_off(stems[track.stem], rate, track.notes[free]))
        starts = track.notes[free][np.isin(np.round(track.notes[free][:, 0], 3), np.round(track.syllables, 3)), 0]
        errors = onset_errors(stems[track.stem], rate, starts)
        syllables += len(errors)
        onsets.append(errors[~np.isnan(errors)])
    off, late = np.abs(np.concatenate(cents)), np.concatenate(onsets)
    return {
        "pitch": {
            "median cents": _rounded(np.median(off)) if len(off) else None,
            "within 50": _rounded(np.mean(off < 50.0), 4) if len(off) else None,
            "frames": len(off),
        },
        "onset": {
            "median ms": _rounded(np.median(np.abs(late))) if len(late) else None,
            "95 % ms": _rounded(np.percentile(np.abs(late), 95)) if len(late) else None,
            "bias ms": _rounded(np.median(late)) if len(late) else None,
            "counted": len(late),
            "syllables": syllables,
        },
    }


def _led(lyrics: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The lines of the lead voices by time."""
    backing = {singer["id"] for singer in lyrics["singers"] if singer["backing"]}
    return [line for line in lines_in_time(lyrics) if not set(line["singers"]).issubset(backing)]


def _running_rate(lyrics: Mapping[str, Any], tracks: list[SungTrack]) -> float:
    """Syllables of the lead voices in a second between the first and the last vowel of their lines."""
    starts = np.unique(np.round(np.concatenate([track.syllables for track in tracks if track.stem == "vocals"]), 2))
    steps, running_s = 0, 0.0
    for line in _led(lyrics):
        own = starts[(starts >= line["start"] - 0.01) & (starts <= line["end"])]
        if len(own) > 1:
            steps, running_s = steps + len(own) - 1, running_s + float(own[-1] - own[0])
    return steps / running_s if running_s else 0.0


def _rate(lyrics: Mapping[str, Any], tracks: list[SungTrack]) -> float:
    """Syllables of the lead voices in a second of their lines."""
    lines = _led(lyrics)
    sung_s = sum(line["end"] - line["start"] for line in lines)
    starts = np.concatenate([track.syllables for track in tracks if track.stem == "vocals"])
    inside = sum(int(((starts >= line["start"] - 0.01) & (starts <= line["end"])).any()) for line in lines)
    shared = len({round(float(start), 2) for start in starts})
    return shared / sung_s if inside else 0.0


def _recognised(
    lyrics: Mapping[str, Any], samples: Array, rate: int, running_s: float, whole_s: float
) -> dict[str, Any]:
    sung = []
    for line in _led(lyrics):
        if re.search(r"\d", line["text"]):
            continue
        cut = samples[max(round((line["start"] - 0.3) * rate), 0) : round((line["end"] + 0.2) * rate)]
        sung.append((" ".join(re.findall(r"[a-z']+", line["text"].lower())), cut, rate))
    words = sum(len(text.split()) for text, _, _ in sung)
    running_s, whole_s = (min(max(a_second, 1.0), 4.6) for a_second in (running_s, whole_s))
    found = word_error_rates(sung, running_s, whole=whole_s)
    return {"default": found["default"], "matched": found["matched"], "matched to whole lines": found["whole"]} | {
        "words": words
    }


def _balance(archive: zipfile.ZipFile, facts: Mapping[str, Any], folder: Path) -> dict[str, float | None]:
    stems = {}
    for name in archive.namelist():
        if name.endswith(".wav"):
            samples, _ = soundfile.read(io.BytesIO(archive.read(name)), dtype="float32")
            stems[name.removesuffix(".wav")] = resample_poly(samples.T, 1, 2, axis=1).astype(np.float32)
    notes = read_notes(mido.MidiFile(file=io.BytesIO(archive.read("song.mid"))))
    piece = Delivered(folder, sum(stems.values(), np.zeros_like(stems["vocals"])), stems, notes, facts, 0, "")
    found = balance(piece)
    return {name: None if np.isnan(found[name]) else _rounded(found[name]) for name in _BALANCE}


def _rounded(value: Any, digits: int = 1) -> float:
    return round(float(value), digits)
