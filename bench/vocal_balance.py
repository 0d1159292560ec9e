"""Where the lead stands in the mix: against the band, against the backing voices, and how sharp its sibilants are.

Recipe, written before it was run. A song of a minute in each of twelve styles (`STYLES`), words as below, seed 1, as
the studio delivers it; only the delivered stems are used. Left and right are filtered to 300 Hz…4 kHz (Butterworth, 4th
order), and power is read in windows of 0.4 s every 0.1 s. The lead (`vocals`) is singing where its power lies within
20 dB of its own 95th percentile. Over those windows:

- lead: the power of the lead against that of the band (all stems but the two vocal ones), each summed over the windows;
  wanted: 0 to +4 dB;
- least, most: the same over each section of the record in which the lead sings for 2 s at least, the least and the most
  of them; wanted: −1 to +5 dB;
- covered: the share of those windows in which the lead is more than 3 dB under the band; wanted: at most 10%;
- in words: the same of those windows alone whose middle lies within a word of the record's timed words, so that neither
  the room nor the echo of a line's end counts as singing;
- spread: the standard deviation in dB of the windows' ratios;
- backing: the power of `backing_vocals` against the lead's in windows where both are singing (the backing by the same
  rule); wanted: −6 to −10 dB;
- room: how much softer keys, guitar, pads and strings are in 1…4 kHz, against their own 100…500 Hz, while the lead
  sings than while it rests within the same sections; only an estimate, since they do not play the same thing then;
- hiss: the lead's power in 5…9 kHz against 1…4 kHz in the windows' 99th percentile; wanted: under 0 dB.

    python -m bench.vocal_balance [--songs] [style or song …]

`--songs` takes songs of `bench/songs` by name instead of styles, all of them where none is named.
"""

import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from bench.delivered import RATE, SUNG, Delivered, Samples, make
from bench.song_file import Song, songs
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

STYLES = (
    "pop", "rock", "soul", "gospel", "folk", "deep house", "metal", "reggae", "jazz ballad", "cinematic", "trap",
    "synthwave",
)  # fmt: skip
WORDS = """[Verse]
Silver rain upon the glass
I watch the slowly turning cars
Every light a little star
I wonder where you are
[Chorus]
Oh come home, come home to me
The night is long and I can see
Your shadow dancing in the light
Oh come home, come home tonight
[Chorus]
Oh come home, come home to me
The night is long and I can see
Your shadow dancing in the light
Oh come home, come home tonight
"""
SECONDS = 60.0
VOICE_HZ, HISS_HZ, PRESENCE_HZ, BODY_HZ = (300.0, 4000.0), (5000.0, 9000.0), (1000.0, 4000.0), (100.0, 500.0)
ROOM_STEMS = ("keys", "guitar", "pads", "strings")
_WINDOW, _HOP = round(0.4 * RATE), round(0.1 * RATE)
_SINGING_DB = 20.0
_COVERED_DB = -3.0
_LEAST_SUNG_S = 2.0


def powers(samples: Samples, band_hz: tuple[float, float]) -> NDArray[np.float64]:
    """The power of a band of stereo samples (2, n) in windows of 0.4 s every 0.1 s."""
    sections = butter(4, band_hz, "bandpass", fs=RATE, output="sos")
    squares = np.square(sosfilt(sections, samples.astype(np.float64), axis=1)).sum(axis=0)
    total = np.concatenate(([0.0], np.cumsum(squares)))
    starts = np.arange(0, max(len(squares) - _WINDOW, 1), _HOP)
    ends = np.minimum(starts + _WINDOW, len(squares))
    return np.asarray((total[ends] - total[starts]) / _WINDOW)


def singing(voice: NDArray[np.float64]) -> NDArray[np.bool_]:
    """In which windows a voice of these powers sings."""
    return np.asarray(voice > np.percentile(voice, 95) * 10.0 ** (-_SINGING_DB / 10.0)) & (voice > 1e-12)


def within(windows: int, spans: Iterable[Mapping[str, Any]]) -> NDArray[np.bool_]:
    """Which windows have their middle in one of these spans, given by `start` and `end` in seconds."""
    middles_s = (np.arange(windows) * _HOP + _WINDOW / 2) / RATE
    inside = np.zeros(windows, dtype=np.bool_)
    for span in spans:
        inside |= (middles_s >= span["start"]) & (middles_s < span["end"])
    return inside


def decibels(ratio: float) -> float:
    """A ratio of powers in dB."""
    return float(10.0 * np.log10(max(ratio, 1e-12)))


def balance(piece: Delivered) -> dict[str, float]:
    """The figures of one piece; NaN where nobody sings so."""
    lead = powers(piece.stems_of(only=("vocals",)), VOICE_HZ)
    band = powers(piece.stems_of(without=SUNG), VOICE_HZ)
    backing = powers(piece.stems_of(only=("backing_vocals",)), VOICE_HZ)
    sings = singing(lead)
    ratios = 10.0 * np.log10(lead[sings] / np.maximum(band[sings], 1e-12))
    both = sings & singing(backing) if backing.any() else np.zeros_like(sings)
    hiss = powers(piece.stems_of(only=("vocals",)), HISS_HZ)[sings]
    presence = powers(piece.stems_of(only=("vocals",)), PRESENCE_HZ)[sings]
    parts = [
        decibels(lead[part].sum() / band[part].sum())
        for part in (sings & within(len(sings), [section]) for section in piece.facts["sections"])
        if part.sum() * _HOP >= _LEAST_SUNG_S * RATE
    ]
    in_words = within(len(sings), piece.facts["words"])[sings]
    return {
        "lead, dB": decibels(lead[sings].sum() / band[sings].sum()),
        "least, dB": min(parts, default=float("nan")),
        "most, dB": max(parts, default=float("nan")),
        "covered, %": 100.0 * float(np.mean(ratios < _COVERED_DB)),
        "in words, %": 100.0 * float(np.mean(ratios[in_words] < _COVERED_DB)) if in_words.any() else float("nan"),
        "spread, dB": float(np.std(np.clip(ratios, -20.0, 20.0))),
        "backing, dB": decibels(backing[both].sum() / lead[both].sum()) if both.any() else float("nan"),
        "room, dB": _room(piece, sings),
        "hiss, dB": decibels(float(np.percentile(hiss, 99) / np.percentile(presence, 99))),
    }


def _room(piece: Delivered, sings: NDArray[np.bool_]) -> float:
    """How far the band's presence gives way, in dB."""
    played = piece.stems_of(only=ROOM_STEMS)
    presence, body = powers(played, PRESENCE_HZ), powers(played, BODY_HZ)
    sung = np.zeros_like(sings)
    for section in piece.facts["sections"]:
        part = within(len(sings), [section])
        sung |= part & (sings & part).any()
    rests = sung & ~sings & (body > 1e-9)
    heard = sings & (body > 1e-9)
    if rests.sum() < 10 or heard.sum() < 10:
        return float("nan")
    shares = [float(np.median(10.0 * np.log10(presence[w] / body[w] + 1e-9))) for w in (rests, heard)]
    return shares[1] - shares[0]


def asked_of_style(style: str) -> dict[str, Any]:
    """What is asked of the studio for a style."""
    return {"kind": "song", "prompt": style, "seconds": SECONDS, "parameters": {"lyrics": WORDS}}


def asked_of_song(song: Song) -> dict[str, Any]:
    """What is asked of the studio for a song of the suite."""
    given = {name: getattr(song, name) for name in ("lyrics", "title", "bpm", "language", "time_signature")}
    return {"kind": "song", "prompt": song.prompt, "seconds": song.seconds, "parameters": given}


def main() -> None:
    """Print a row for every style or song, and the medians, the least and the most."""
    names = sys.argv[1:]
    if "--songs" in names:
        named = [name for name in names if name != "--songs"]
        asked = {name: asked_of_song(song) for name, song in songs().items() if not named or name in named}
    else:
        asked = {style: asked_of_style(style) for style in names or STYLES}
    rows: list[dict[str, float]] = []
    for name, wish in asked.items():
        with tempfile.TemporaryDirectory() as folder:
            rows.append(balance(make(wish, 1, Path(folder))))
        if len(rows) == 1:
            print(" " * 24 + "".join(f"{figure:>13}" for figure in rows[0]))
        print(f"{name:24}" + "".join(f"{value:13.1f}" for value in rows[-1].values()), flush=True)
    for told, of in (("median", np.nanmedian), ("least", np.nanmin), ("most", np.nanmax)):
        print(f"{told:24}" + "".join(f"{of([row[figure] for row in rows]):13.1f}" for figure in rows[0]))


if __name__ == "__main__":
    main()
