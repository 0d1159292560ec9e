"""What is kept of MIDI files: every known file arranged in a style, and what the delivered `song.mid` has of it.

Counted are the melody's notes that are there at their pitch, by one octave shift of the whole tune, and within 30 ms of
their time in the file; and the part of the time in which the delivered chord has the root and third of the tune's own
harmony. Files without any chords are shown, but not counted for these. Songs have lyrics written for them.
How bands are read that were not made for it stands in `midi_bands.py`.
"""

import io
import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Any

import mido
from bench import midi_bands
from bench.midi_files import KnownFile, known_files

from tonewright.brief.reader import read_brief
from tonewright.brief.wishes import Wishes
from tonewright.composition.compose import compose
from tonewright.decoding.midi import read_midi
from tonewright.delivery.label import Label
from tonewright.delivery.midi import midi_bytes
from tonewright.performance.perform import perform
from tonewright.performance.performed import Performance
from tonewright.theory.chord import parse_chord
from tonewright.transcription.reading import lead_sheet_of

NEAR_S = 0.030
OCTAVES = (-36, -24, -12, 0, 12, 24, 36)
_STEP_S = 0.05
# Styles that differ in meter at home, swing, casting and density.
PROMPTS = ("pop", "swing big band", "lofi hip hop", "techno", "folk", "string quartet", "reggae", "rock", "gospel")
NO_CHORDS = "melody alone"


@dataclass(frozen=True)
class Kept:
    """What a piece has kept of a file: shares 0…1 of the tune's notes and of the time with the right chord."""

    melody: float
    chords: float


def kept(file: KnownFile, kind: str, prompt: str, seed: int, folder: Path) -> Kept:
    """Arrange a file and listen to the MIDI file that would be delivered."""
    sheet = lead_sheet_of(read_midi(file.write(folder)))
    wishes = Wishes(
        kind, prompt, "v4.8" if kind == "song" else "i4", 300.0, seed, lyrics=sheet.words or None, music_s=sheet.seconds
    )
    score = compose(read_brief(wishes), sheet)
    performance = perform(score)
    data = midi_bytes(performance, (), Label("bench", "bench", score.key, seed, "studio", "0"))
    tellers = {f"{part.stem}: {part.name}" for part in score.parts if part.exact}
    tellers |= {f"{vocal.stem}: {vocal.name}" for vocal in score.vocals if vocal.exact}
    heard = onsets(data, tellers)
    wanted = [(file.tempo.seconds_at(beat), pitch) for beat, _, pitch in file.melody]
    return Kept(melody_share(wanted, heard), chord_share(file, performance))


def onsets(data: bytes, names: Iterable[str]) -> list[tuple[float, int]]:
    """(second, pitch) of the notes of some tracks, in order, as mido reads the file."""
    file = mido.MidiFile(file=io.BytesIO(data))
    found = []
    for track in file.tracks:
        if track.name not in names:
            continue
        alone = mido.MidiFile(type=1, ticks_per_beat=file.ticks_per_beat)
        alone.tracks += [file.tracks[0], track]
        now = 0.0
        for message in alone:
            now += message.time
            if message.type == "note_on" and message.velocity:
                found.append((now, message.note))
    return sorted(found)


def melody_share(wanted: list[tuple[float, int]], heard: list[tuple[float, int]]) -> float:
    """The part of the wanted notes that are heard in time and at pitch, at the best octave for all of them."""

    def hits(shift: int) -> int:
        left = list(heard)
        count = 0
        for at, pitch in wanted:
            near = [one for one in left if abs(one[0] - at) <= NEAR_S and one[1] == pitch + shift]
            if near:
                left.remove(near[0])
                count += 1
        return count

    return max(hits(shift) for shift in OCTAVES) / len(wanted)


def chord_share(file: KnownFile, performance: Performance) -> float:
    """The part of the tune's time in which the chord has its root and third."""
    starts = [span.start_s for span in performance.chords]
    same = []
    for beat, length, chord in file.chords:
        at, end = file.tempo.seconds_at(beat) + 0.01, file.tempo.seconds_at(beat + length)
        while at < end:
            text = performance.chords[max(bisect_right(starts, at) - 1, 0)].text
            heard = None if text == "N.C." else parse_chord(text)
            same.append(heard is not None and (heard.root, heard.is_minor) == (chord.root, chord.is_minor))
            at += _STEP_S
    return sum(same) / len(same)


def measure() -> dict[str, Any]:
    """Every file as an instrumental and as a song."""
    rows: dict[str, Any] = {}
    melodies: dict[str, list[float]] = {"instrumental": [], "song": []}
    chords = []
    with TemporaryDirectory(prefix="tonewright-") as folder:
        for index, file in enumerate(known_files()):
            prompt = PROMPTS[index % len(PROMPTS)]
            played = kept(file, "instrumental", prompt, index, Path(folder))
            sung = kept(file, "song", prompt, index, Path(folder))
            melodies["instrumental"].append(played.melody)
            melodies["song"].append(sung.melody)
            if NO_CHORDS not in file.name:
                chords.append(min(played.chords, sung.chords))
            rows[f"{file.name} as {prompt}"] = (
                f"melody {played.melody:.1%} played, {sung.melody:.1%} sung; chords {played.chords:.1%}"
            )
    summary: dict[str, Any] = {"files": len(rows)}
    for kind, shares in melodies.items():
        summary[f"{kind}: melody kept"] = {"mean": fmean(shares), "worst": min(shares)}
    summary["chords right"] = {"files": len(chords), "mean": fmean(chords), "worst": min(chords)}
    return {"summary": summary, "by file": rows, "bands read without names": midi_bands.measure()}


if __name__ == "__main__":
    print(json.dumps(measure(), ensure_ascii=False))
