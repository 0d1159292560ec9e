"""The artist voices, measured by ears of other makes. Prints JSON, or a table with `--table`.

Recipe. All voices sing the lines of `voice_lines` at their usual notes, alone:

- pitch (`singing.cents_off`, pYIN): four lines at 3 syllables a second, last notes three times as long; median error
  in cents of steady voiced frames, and the share within 50;
- onsets (`singing.onset_errors`): twelve lines at 3 a second; median and 95 % of the milliseconds between a
  syllable's written start and its vowel's onset, where one can be heard;
- words (`voice_words`): word error of the first `--lines` lines at 3 syllables a second (notes of 0.33 s), in both
  settings, beside the speaking voice; for one man and one woman, also at 2 and 4 a second (notes of 0.25 s),
  beside plain stretching; their words' times against forced alignment;
- colours (`voice_colours`): of `ah` held for three seconds at the voice's usual note;
- voices told apart, and labels (`voice_apart`);
- cost: CPU seconds for a second sung, of eight lines: the first time, with speaking and analysis, and as another
  voice of the same speaker sings the same lines, as in a chorus, a harmony or a double.

    python -m bench.voice [--lines N] [--voices NAME…] [--parts PART…] [--table]
"""

import argparse
import json
import sys
import time
from typing import Any

import numpy as np
from bench.singing import cents_off, onset_errors
from bench.voice_apart import SAME_NOTE, has_a_sex, low_formants, pairs
from bench.voice_colours import (
    alpha_ratio_db,
    first_over_second_db,
    harmonicity_db,
    jitter_and_shimmer,
)
from bench.voice_lines import TEXTS, sung_part, track_of, usual_note
from bench.voice_words import spoken_words, stretched_words, sung_words, word_times
from rich.console import Console
from rich.table import Table

from tonewright.performance.performed import PlayedNote, SungPart, TimedLine, TimedSyllable
from tonewright.render.stems import SAMPLE_RATE
from tonewright.render.voice.analysis import speak_line
from tonewright.render.voice.singer import sing
from tonewright.speech.roster import ArtistVoice, voices

RATES = (2.0, 3.0, 4.0)
PARTS = ("voices", "rates", "apart")
UNDERSTOOD = ("Elin Marlowe", "Jonas Reed")
"""The woman and the man whose words are followed through the rates."""


def pitch(voice: ArtistVoice) -> dict[str, float]:
    """Cents off the written note."""
    part = sung_part(voice, 3.0, TEXTS[:4], last=3.0)
    off = np.abs(cents_off(track_of(part), SAMPLE_RATE, _notes(part)))
    return {"median_cents": round(float(np.median(off)), 1), "within_50": round(float(np.mean(off < 50)), 4)}


def onsets(voice: ArtistVoice) -> dict[str, float]:
    """Milliseconds off the written start."""
    part = sung_part(voice, 3.0, TEXTS[:12])
    errors = onset_errors(track_of(part), SAMPLE_RATE, _notes(part)[:, 0])
    off = np.abs(errors[~np.isnan(errors)])
    return {
        "median_ms": round(float(np.median(off)), 1),
        "95%_ms": round(float(np.percentile(off, 95)), 1),
        "syllables": len(off),
    }


def held(voice: ArtistVoice) -> np.ndarray:
    """The middle two seconds of a held `ah`, without what vibrato does."""
    syllable = TimedSyllable("ah", 0, (PlayedNote(0.5, 3.0, usual_note(voice), 100),))
    part = SungPart("bench", "vocals", voice.item_id, (TimedLine("ah", ("ah",), 0, (syllable,)),), 0.0, 0.0, 0.0)
    return sing(part, 4.0, 1)[round(1.0 * SAMPLE_RATE) : round(3.0 * SAMPLE_RATE)]


def colours(voice: ArtistVoice) -> dict[str, float]:
    """What the voice's sound is like."""
    sound, f0_hz = held(voice), 440.0 * 2 ** ((usual_note(voice) - 69) / 12)
    jitter, shimmer = jitter_and_shimmer(sound, SAMPLE_RATE, f0_hz)
    return {
        "alpha_db": round(alpha_ratio_db(sound, SAMPLE_RATE), 1),
        "hnr_db": round(harmonicity_db(sound, SAMPLE_RATE, f0_hz), 1),
        "hnr_above_1500_hz_db": round(harmonicity_db(sound, SAMPLE_RATE, f0_hz, 1_500.0), 1),
        "first_over_second_db": round(first_over_second_db(sound, SAMPLE_RATE, f0_hz), 1),
        "jitter": round(jitter, 4),
        "shimmer": round(shimmer, 4),
    }


def cost(voice: ArtistVoice) -> dict[str, float]:
    """CPU seconds for a second of sung line."""
    part = sung_part(voice, 3.0, TEXTS[:8])
    track_of(part)
    speak_line.cache_clear()
    sung_s = sum(line.end_s - line.start_s for line in part.lines)
    used = []
    for _ in range(2):
        start = time.process_time()
        track_of(part)
        used.append(round((time.process_time() - start) / sung_s, 4))
    return {"first": used[0], "again": used[1]}


def apart(known: tuple[ArtistVoice, ...]) -> dict[str, Any]:
    """How well pairs are told apart, and the labels' truth."""
    told: dict[str, Any] = {}
    for name, note in (("own notes", 0), ("same notes", SAME_NOTE)):
        found = pairs(known, note)
        worst = sorted(found, key=lambda pair: found[pair])[:3]
        told[name] = {
            "pairs": len(found),
            "at_least_90%": sum(share >= 0.9 for share in found.values()),
            "worst": {" / ".join(pair): round(found[pair], 3) for pair in worst},
        }
    formants = {voice: low_formants(voice) for voice in known if has_a_sex(voice)}
    for sex in ("female", "male"):
        own = [formants[voice] for voice in formants if voice.gender == sex]
        registers = [usual_note(voice) for voice in formants if voice.gender == sex]
        told[sex] = {
            "second_formant_hz": [round(min(f[0] for f in own)), round(max(f[0] for f in own))],
            "third_formant_hz": [round(min(f[1] for f in own)), round(max(f[1] for f in own))],
            "usual_note": [min(registers), max(registers)],
        }
    return told


def each(known: tuple[ArtistVoice, ...], lines: int) -> dict[str, Any]:
    """What is measured of every voice, by name; told on the way, since it takes long."""
    told: dict[str, Any] = {}
    for voice in known:
        told[voice.name] = {
            "labels": " ".join(voice.labels),
            "pitch": pitch(voice),
            "onsets": onsets(voice),
            "words at 3/s": sung_words(voice, 3.0, TEXTS[:lines]),
            "speaking": spoken_words(voice, TEXTS[:lines]),
            "colours": colours(voice),
            "cpu_s_per_sung_s": cost(voice),
        }
        print(voice.name, json.dumps(told[voice.name]), file=sys.stderr, flush=True)
    return told


def best(known: tuple[ArtistVoice, ...], lines: int) -> dict[str, Any]:
    """How well the best woman and the best man are understood, by syllables a second."""
    told: dict[str, Any] = {}
    for sex in ("female", "male"):
        voice = next((voice for voice in known if voice.gender == sex), None)
        if voice is None:
            continue
        told[f"{sex}: {voice.name}"] = {
            "by rate": {
                f"{rate}/s": {
                    "sung": sung_words(voice, rate, TEXTS[:lines]),
                    "stretched": stretched_words(voice, rate, TEXTS[:lines]),
                }
                for rate in RATES
            },
            "speaking": spoken_words(voice, TEXTS[:lines]),
            "word_times": word_times(voice, TEXTS[:12]),
        }
        print(told, file=sys.stderr, flush=True)
    return told


def table(told: dict[str, Any]) -> Table:
    """One row for each voice."""
    names = ("voice", "pitch cents", "within 50", "onset ms", "95 %", "words 3/s", "matched", "speaking")
    shown = Table(*names, "alpha dB", "HNR dB", "over 1.5k", "H1-H2 dB", "jitter", "shimmer", "CPU s/s", "again")
    for name, one in told.items():
        values = (*one["pitch"].values(), one["onsets"]["median_ms"], one["onsets"]["95%_ms"])
        values += (*one["words at 3/s"].values(), one["speaking"], *one["colours"].values())
        shown.add_row(name, *(f"{value:g}" for value in (*values, *one["cpu_s_per_sung_s"].values())))
    return shown


def _notes(part: SungPart) -> np.ndarray:
    notes = [note for line in part.lines for syllable in line.syllables for note in syllable.notes]
    return np.array([(note.start_s, note.start_s + note.duration_s, note.pitch) for note in notes])


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=10, help="how many lines of each voice the recogniser hears")
    parser.add_argument("--voices", nargs="*", default=[], help="only these, by parts of their names")
    parser.add_argument("--parts", nargs="*", default=PARTS, choices=PARTS)
    parser.add_argument("--table", action="store_true", help="print the voices as a table, and the rest as JSON")
    asked = parser.parse_args()
    known = tuple(v for v in voices() if not asked.voices or any(name in v.name for name in asked.voices))
    found: dict[str, Any] = {}
    if "voices" in asked.parts:
        found["voices"] = each(known, asked.lines)
    if "rates" in asked.parts:
        found["rates"] = best(tuple(sorted(known, key=lambda voice: voice.name not in UNDERSTOOD)), asked.lines)
    if "apart" in asked.parts:
        found["apart"] = apart(known)
    if asked.table and "voices" in found:
        Console(width=200).print(table(found.pop("voices")))
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
