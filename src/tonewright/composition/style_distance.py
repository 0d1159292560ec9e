"""How far two style packs are from each other in what makes a style: grooves, harmony, palette and form.

Every distance is 0 for equal tables and 1 for tables that share nothing; tempo, keys and mix are left out, so that a
pack cannot look different by being faster or louder alone.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations, pairwise

from tonewright.composition.grids import LEVELS, onsets, size
from tonewright.composition.style import ROLES, Groove, Style
from tonewright.theory.key import Key
from tonewright.theory.meter import METERS

# Drums that do the same work in a groove.
_FAMILIES = {
    "kick": "kick", "taiko_low": "kick", "snare": "snare", "clap": "snare", "taiko_mid": "snare", "rim": "rim",
    "hat": "time", "pedal_hat": "time", "shaker": "time", "ride": "time", "ride_bell": "time", "open_hat": "open",
    "cabasa": "time", "maracas": "time",
}  # fmt: skip

Shares = defaultdict[object, float]


@dataclass(frozen=True)
class StyleDistance:
    """The distances 0…1 of two packs, aspect by aspect."""

    names: tuple[str, str]
    grooves: float
    harmony: float
    palette: float
    form: float

    @property
    def total(self) -> float:
        """The mean of the four aspects, 0…1."""
        return (self.grooves + self.harmony + self.palette + self.form) / 4


def style_distance(one: Style, other: Style) -> StyleDistance:
    """How far two packs are apart.

    Grooves: the onsets of every family of drums, of the bass and of the comping roles on every step of the bar,
    weighted by their force. Harmony: chords by degree and quality, and their successions. Palette: instruments by
    role, the usual one counting most. Form: where the bars go, by kind of section, and who plays there.
    All but the last are compared as shares: 1 minus what both have in common.
    """
    return _between(_portrait(one), _portrait(other))


def nearest_first(styles: list[Style]) -> list[StyleDistance]:
    """The distances of every two packs, the nearest pair first."""
    portraits = [_portrait(style) for style in styles]
    return sorted((_between(a, b) for a, b in combinations(portraits, 2)), key=lambda d: d.total)


@dataclass(frozen=True)
class _Portrait:
    """What of a style is compared: tables of shares, each in parts of one."""

    style: Style
    grooves: Shares
    chords: Shares
    successions: Shares
    palette: Shares
    sections: Shares


def _portrait(style: Style) -> _Portrait:
    tables = (_grooves, _chords, _successions, _palette, _sections)
    return _Portrait(style, *(_in_parts_of_one(table(style)) for table in tables))


def _in_parts_of_one(shares: Shares) -> Shares:
    total = sum(shares.values()) or 1.0
    return defaultdict(float, {key: value / total for key, value in shares.items()})


def _between(one: _Portrait, other: _Portrait) -> StyleDistance:
    return StyleDistance(
        (one.style.name, other.style.name),
        _unlike(one.grooves, other.grooves),
        (_unlike(one.chords, other.chords) + _unlike(one.successions, other.successions)) / 2,
        _unlike(one.palette, other.palette),
        (_unlike(one.sections, other.sections) + _arrangement_distance(one.style, other.style)) / 2,
    )


def _unlike(one: Shares, other: Shares) -> float:
    """1 minus the common part of two tables of shares that each add up to 1 (total variation distance)."""
    return max(0.0, 1.0 - sum(min(one[key], other[key]) for key in one.keys() & other.keys()))


def _grooves(style: Style) -> Shares:
    shares: Shares = defaultdict(float)
    for meter in METERS:
        here: Shares = defaultdict(float)
        for groove in (g for g in (*style.grooves, *style.percussion) if g.meter == meter):
            for place, force in _onset_shares(groove).items():
                here[place] += force
        for pattern in (c for c in style.comping if c.meter == meter and c.role in ("comp1", "comp2")):
            for grid in pattern.grids:
                for step, _, mark, _ in onsets(grid):
                    place = "chord" if mark.isalpha() else "broken", step % METERS[meter].subdivisions
                    here[place] += 0.8 / len(pattern.grids) / (size(grid) / METERS[meter].subdivisions)
        total = sum(here.values()) or 1.0
        shares |= {(meter, key): value / total for key, value in here.items()}
    return shares


def _onset_shares(groove: Groove) -> Shares:
    shares: Shares = defaultdict(float)
    shapes = [groove.lines, *({**groove.lines, **v} for v in groove.variations)]
    for line, grid in ((line, grid) for shape in shapes for line, grid in shape.items()):
        for step, _, mark, _ in onsets(grid):
            force = 1.0 if line == "bass" else LEVELS[mark]
            bars = size(grid) / METERS[groove.meter].subdivisions
            place = _FAMILIES.get(line, line), step % METERS[groove.meter].subdivisions
            shares[place] += force / len(shapes) / bars
    return shares


def _progressions(style: Style) -> list[tuple[list[object], float]]:
    found = []
    for side, table in style.harmony.items():
        key = Key(0, style.modes.get(side, (side,))[0])
        for rows in table.values():
            for row in rows:
                chords = [key.numeral(n.partition(":")[0]) for bar in row.bars for n in bar]
                names: list[object] = [(side, chord.root, chord.quality) for chord in chords]
                found.append((names, row.weight / sum(r.weight for r in rows) / len(names)))
    return found


def _chords(style: Style) -> Shares:
    shares: Shares = defaultdict(float)
    for names, weight in _progressions(style):
        for name in names:
            shares[name] += weight
    return shares


def _successions(style: Style) -> Shares:
    shares: Shares = defaultdict(float)
    for names, weight in _progressions(style):
        for pair in pairwise([*names, names[0]]):
            shares[pair] += weight
    return shares


def _palette(style: Style) -> Shares:
    shares: Shares = defaultdict(float)
    for role in ROLES:
        total = sum(1 / (place + 1) for place in range(len(style.palette[role]))) or 1.0
        for place, name in enumerate(style.palette[role]):
            shares[role, name] += 1 / (place + 1) / total
    return shares


def _sections(style: Style) -> Shares:
    shares: Shares = defaultdict(float)
    for form in style.forms:
        bars = sum(spec.bars for spec in form)
        for spec in form:
            shares[spec.kind, round(spec.intensity * 4)] += spec.bars / bars
    return shares


def _arrangement_distance(one: Style, other: Style) -> float:
    kinds = [kind for kind in one.arrangement if kind in other.arrangement]
    apart = [
        1 - len({*one.arrangement[kind]} & {*other.arrangement[kind]}) / len(either)
        for kind in kinds
        if (either := {*one.arrangement[kind]} | {*other.arrangement[kind]})
    ]
    return sum(apart) / len(apart) if apart else 1.0
