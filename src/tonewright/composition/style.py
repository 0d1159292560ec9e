"""Style packs in memory: what the TOML files in `styles/` hold. Their fields are explained in `styles/pop.toml`."""

from dataclasses import dataclass, field

import numpy as np

ROLES = (
    "kit", "percussion", "bass", "comp1", "comp2", "pad", "strings", "melody", "counter", "colour", "fx",
)  # fmt: skip
SECTIONS = (
    "intro", "verse", "prechorus", "chorus", "bridge", "instrumental", "solo", "break", "breakdown", "build",
    "drop", "outro",
)  # fmt: skip
# What a chord role may do in every meter, in the place of a grid.
WAYS = ("hold", "soli", "drone", "riff", "double", "under", "imitate")
ANY_TEMPO = (0.0, 999.0)
MOODS = ("sad", "calm", "happy", "energetic")


@dataclass(frozen=True)
class SectionSpec:
    """A section as a form line names it: its kind, nominal bars and intensity 0…1."""

    kind: str
    bars: int
    intensity: float


@dataclass(frozen=True)
class Weighted:
    """A progression of Roman numerals, bar by bar, and how often it is chosen."""

    bars: tuple[tuple[str, ...], ...]
    weight: float


@dataclass(frozen=True)
class Groove:
    """A rhythm-section bar: lines of drums (and `bass`) as steps, and variations that replace some lines.

    One with `drums` False is for bands that have none.
    """

    meter: str
    name: str
    low: float
    high: float
    lines: dict[str, str]
    variations: tuple[dict[str, str], ...]
    tempo: tuple[float, float] = ANY_TEMPO
    sections: tuple[str, ...] = ()
    drums: bool = True


@dataclass(frozen=True)
class Comping:
    """How a chord-playing role plays: grids of one bar, its register and how many voices it has.

    One with `drums` False is for bands that have none.
    """

    role: str
    meter: str
    low: float
    high: float
    register: tuple[int, int]
    voices: int
    grids: tuple[str, ...]
    voicing: str = "any"
    tempo: tuple[float, float] = ANY_TEMPO
    sections: tuple[str, ...] = ()
    drums: bool = True


@dataclass(frozen=True)
class MixPreset:
    """A role's place in the mix: level in decibels, pan −1…1 and sends 0…1."""

    level_db: float
    pan: float
    reverb: float
    delay: float


@dataclass(frozen=True)
class Style:
    """A style pack, as its file says; see `styles/pop.toml` for the meaning of each field.

    A blend has roles of another pack: `lent` names it for each of them, and `bass_grooves` are those that the bass
    keeps to where it does not play with the drums.
    """

    name: str
    title: str
    tempo_low: float
    tempo_high: float
    tempo_default: float
    swing: float
    swing_unit: float
    keys: dict[str, tuple[str, ...]]
    modes: dict[str, tuple[str, ...]]
    minor_below_valence: float
    forms: tuple[tuple[SectionSpec, ...], ...]
    song_intro: SectionSpec
    song_outro: SectionSpec
    song_breaks: tuple[SectionSpec, ...]
    intensity: dict[str, float]
    harmony: dict[str, dict[str, tuple[Weighted, ...]]]
    cadences: dict[str, tuple[tuple[tuple[str, ...], ...], ...]]
    last: dict[str, str]
    open_ended: tuple[str, ...]
    melody_low: int
    melody_high: int
    syncopation: float
    motion: float
    lead_rests: tuple[str, ...]
    cells: dict[str, tuple[str, ...]]
    cadence_cells: dict[str, tuple[str, ...]]
    arrangement: dict[str, tuple[str, ...]]
    palette: dict[str, tuple[str, ...]]
    mood_palette: dict[str, tuple[str, ...]]
    mix: dict[str, MixPreset]
    grooves: tuple[Groove, ...]
    percussion: tuple[Groove, ...]
    fills: tuple[Groove, ...]
    comping: tuple[Comping, ...]
    cycle: int = 0
    form_scales: tuple[float, ...] = (0.5, 1.0, 2.0)
    scales: dict[str, str] = field(default_factory=dict)
    tension: float = 0.0
    tempo_by_meter: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    tempo_others: tuple[float, ...] = ()
    lift: tuple[str, int] | None = None
    pace: tuple[float, float] = (1.0, 4.0)
    ornaments: dict[str, tuple[str, ...]] = field(default_factory=dict)
    swing_by_tempo: tuple[tuple[float, float], ...] = ()
    crash_from: float = 0.55
    clave: bool = False
    sixteenths_to_bpm: float = 150.0
    like: dict[str, tuple[str, ...]] = field(default_factory=dict)
    phrasing: float = 0.0
    dynamics: float = 0.0
    fade_out_s: float = 0.0
    alike: tuple[str, ...] = ()
    called: dict[str, str] = field(default_factory=dict)
    instead: dict[str, dict[str, str]] = field(default_factory=dict)
    pickups: float = 0.0
    echo_beats: float = 0.0
    stop_time: tuple[str, ...] = ()
    bass_grooves: tuple[Groove, ...] = ()
    lent: dict[str, str] = field(default_factory=dict)

    def tempo_range(self, meter: str) -> tuple[float, float, tuple[float, ...]]:
        """The slowest, the fastest and the usual tempos in a meter."""
        if meter in self.tempo_by_meter:
            low, high, usual = self.tempo_by_meter[meter]
            return low, high, (usual,)
        return self.tempo_low, self.tempo_high, (self.tempo_default, *self.tempo_others)

    def swing_at(self, tempo_bpm: float) -> float:
        """The swing 0…1 at a tempo: the faster, the straighter, where the style says so."""
        if not self.swing_by_tempo:
            return self.swing
        tempos, amounts = zip(*self.swing_by_tempo, strict=True)
        return round(float(np.interp(tempo_bpm, tempos, amounts)), 3)
