"""Whether every instrument that was named sounds.

Recipe, written down before it was run:

- Who plays it: the MIDI tracks whose instrument is one that the name may mean (`composition/instruments.toml`, its
  everyday words), told by the track's name, or by its General MIDI program where it is named for what it does (`left
  hand`); of hand percussion the General MIDI keys of the drum tracks (`PERCUSSION`).
- How loud each track is in the mix: a stem with one track is that track. In a stem of several, each track is rendered
  alone from the MIDI by FluidSynth with the General MIDI font (22.05 kHz, no reverb, no chorus), and the stem's power
  in 24 mel bands is shared out by the tracks' own power there, each times one gain for the piece, fitted to the stem
  by non-negative least squares: MIDI holds no levels of the mix, the stem does.
- Power is K-weighted (ITU-R BS.1770-4), so that low notes count as they are heard.
- While it plays: the frames in which one of its notes is held, and 0.1 s more. There its mean level is compared with
  the mean level of each other track in the same frames: `below_loudest_db` is how far the loudest is above it; at most
  20 dB is wanted.
- `bars_share`: the share of bars in which one of its notes is held or struck; at least 15 % is wanted, of an accent
  instrument (a brief's `accents`) one bar.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import fluidsynth
import librosa
import numpy as np
from bench.delivered import FONT, RATE, Delivered
from bench.notes import Notes, Track
from numpy.typing import NDArray
from scipy.optimize import nnls
from scipy.signal import sosfreqz

from tonewright.composition.instruments import catalogue, named_by
from tonewright.render.instruments.catalogue import midi_program

HOP = 1024
WINDOW = 2048
BANDS = 24
AFTER_S = 0.1
WITHIN_DB = 20.0
LEAST_BARS = 0.15

# General MIDI Level 1 percussion key map.
PERCUSSION = {
    "congas": (62, 63, 64), "bongos": (60, 61), "shaker": (70, 82), "maracas": (70,), "tambourine": (54,),
    "cowbell": (56,), "claves": (75,), "timbales": (65, 66), "triangle": (80, 81), "guiro": (73, 74),
    "hand claps": (39,), "palmas": (39,), "cajon": (), "percussion": (), "drums": (), "cross stick": (37,),
}  # fmt: skip
# Words whose keys differ from kit to kit are whole tracks: the stems that hold them.
WHOLE = {"percussion": ("percussion",), "drums": ("drums",), "cajon": ("drums", "percussion"), "taiko": ("percussion",)}


@dataclass(frozen=True)
class Audibility:
    """How one named instrument sounds; `bars_share` 0…1."""

    below_loudest_db: float
    bars_share: float

    def is_heard(self, is_accent: bool) -> bool:
        """Whether it is as loud and as often there as is wanted."""
        return self.below_loudest_db <= WITHIN_DB and (self.bars_share >= LEAST_BARS or is_accent)


def audibility_of(piece: Delivered, names: Sequence[str]) -> dict[str, Audibility | None]:
    """Of every name how it sounds; None where nobody plays it."""
    if not names:
        return {}
    powers = track_powers(piece)
    return {name: _heard(piece.notes, powers, name) for name in names}


def players(notes: Notes, name: str) -> dict[int, NDArray[np.float64]]:
    """The tracks, by number, that play an instrument of that name, with the notes that are its."""
    found = {}
    meant = _meant(name)
    programs = {midi_program(instrument) for instrument in meant}
    for number, track in enumerate(notes.tracks):
        label = track.instrument.replace(" ", "_")
        if name in WHOLE and track.stem in WHOLE[name]:
            found[number] = track.notes
        elif name in PERCUSSION:
            mine = np.isin(track.notes[:, 2], PERCUSSION[name])
            if track.is_drums and mine.any():
                found[number] = track.notes[mine]
        elif label in meant or (label not in catalogue() and not track.is_drums and track.program in programs):
            found[number] = track.notes
    return found


def track_powers(piece: Delivered) -> NDArray[np.float64]:
    """The K-weighted power of every track in every frame, of shape (tracks, frames)."""
    tracks = piece.notes.tracks
    powers: dict[int, NDArray[np.float64]] = {}
    for name, samples in piece.stems.items():
        members = [number for number, track in enumerate(tracks) if track.stem == name]
        stem = _weighted(samples)
        if len(members) == 1:
            powers[members[0]] = stem.sum(axis=0)
            continue
        alone = [_weighted(_rendered(tracks[number], samples.shape[1])) for number in members]
        for number, power in zip(members, shared_out(stem, alone), strict=True):
            powers[number] = power
    frames = 1 + piece.mix.shape[1] // HOP
    return np.stack([powers.get(number, np.zeros(frames)) for number in range(len(tracks))])


def shared_out(stem: NDArray[np.float64], alone: Sequence[NDArray[np.float64]]) -> list[NDArray[np.float64]]:
    """The power over time of each of a stem's tracks, from spectrograms (bands, frames) of it and of them alone."""
    loudest = max(stem.max(), 1e-30)
    columns = np.stack([part.ravel() / max(part.max(), 1e-30) for part in alone], axis=1)
    # Square roots keep a few loud frames from deciding alone.
    gains, _ = nnls(np.sqrt(columns), np.sqrt(stem.ravel() / loudest))
    scaled = [part / max(part.max(), 1e-30) * gain**2 for part, gain in zip(alone, gains, strict=True)]
    total = sum(scaled) + 1e-20
    return [(stem * part / total).sum(axis=0) for part in scaled]


def _heard(notes: Notes, powers: NDArray[np.float64], name: str) -> Audibility | None:
    playing = players(notes, name)
    if not playing:
        return None
    frames = powers.shape[1]
    active = np.zeros(frames, bool)
    bars = set()
    for held in playing.values():
        for start_s, end_s in held[:, :2]:
            active[int(start_s * RATE / HOP) : int((end_s + AFTER_S) * RATE / HOP) + 1] = True
            bars |= set(range(int(start_s / notes.bar_s + 0.03), int(max(end_s / notes.bar_s - 0.03, 0.0)) + 1))
    mine = powers[list(playing)].sum(axis=0)[active].mean()
    others = [powers[n][active].mean() for n in range(len(powers)) if n not in playing]
    total_bars = max(round(frames * HOP / RATE / notes.bar_s), 1)
    below = 10.0 * np.log10(max(max(others, default=0.0), 1e-20) / max(mine, 1e-20))
    return Audibility(max(float(below), 0.0), min(len(bars) / total_bars, 1.0))


def _meant(name: str) -> frozenset[str]:
    """The catalogue's instruments that a name may mean; of a family word every member of the family."""
    direct = name.replace(" ", "_")
    return frozenset((*named_by(name), *([direct] if direct in catalogue() else [])))


def _weighted(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """K-weighted power in mel bands, of shape (BANDS, frames)."""
    power = (np.abs(librosa.stft(samples, n_fft=WINDOW, hop_length=HOP)) ** 2).sum(axis=0)
    return librosa.filters.mel(sr=RATE, n_fft=WINDOW, n_mels=BANDS, norm=None) @ (power * _k_weight()[:, None])


def _k_weight() -> NDArray[np.float64]:
    # ITU-R BS.1770-4, tables 1 and 2, for 48 kHz.
    shelf = [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585]
    high = [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621]
    frequencies = np.fft.rfftfreq(WINDOW, 1.0 / RATE)
    _, response = sosfreqz(np.array([shelf, high]), frequencies, fs=48_000)
    return np.abs(response) ** 2


def _rendered(track: Track, frames: int) -> NDArray[np.float32]:
    """A track alone, by FluidSynth, of shape (2, frames)."""
    synth = fluidsynth.Synth(gain=0.5, samplerate=float(RATE))
    try:
        font = synth.sfload(str(FONT))
        for switch in ("synth.reverb.active", "synth.chorus.active"):
            synth.setting(switch, 0)
        channel = 9 if track.is_drums else 0
        synth.program_select(channel, font, 128 if track.is_drums else 0, 0 if track.is_drums else track.program)
        events = sorted(
            [(start, 1, int(pitch), int(velocity)) for start, _, pitch, velocity in track.notes]
            + [(end, 0, int(pitch), 0) for _, end, pitch, _ in track.notes]
        )
        blocks, done = [], 0
        for at_s, is_on, pitch, velocity in events:
            upto = min(round(at_s * RATE), frames)
            if upto > done:
                blocks.append(synth.get_samples(upto - done))
                done = upto
            if is_on:
                synth.noteon(channel, pitch, velocity)
            else:
                synth.noteoff(channel, pitch)
        if frames > done:
            blocks.append(synth.get_samples(frames - done))
    finally:
        synth.delete()
    return np.concatenate(blocks).reshape(-1, 2).T.astype(np.float32) / 32768.0
