"""Reading a style pack: every mistake is named with its file, its field and what is allowed there."""

from itertools import pairwise
from typing import Any

from tonewright.composition.grids import (
    BASS_STEPS,
    COMPING_STEPS,
    DRUM_KEYS,
    DRUM_STEPS,
    MELODY_STEPS,
    marks_of,
    size,
    steps,
)
from tonewright.composition.instruments import catalogue
from tonewright.composition.ornaments import ORNAMENTS
from tonewright.composition.pack_table import PackTable
from tonewright.composition.style import (
    ANY_TEMPO,
    MOODS,
    ROLES,
    SECTIONS,
    WAYS,
    Comping,
    Groove,
    MixPreset,
    SectionSpec,
    Style,
    Weighted,
)
from tonewright.composition.voicing import VOICINGS
from tonewright.errors import StyleError, TheoryError
from tonewright.theory.key import MODES, Key
from tonewright.theory.meter import METERS
from tonewright.theory.pitch import parse_pitch_class
from tonewright.theory.scale import SCALES

_MOST_BARS = 4
_OTHER_ROOMS = ("prompt", "vocals", "players", "swell", "strips", "space", "tone", "cover", "sweeps")
"""Tables of a pack that the brief, the players, the desk and the painter of covers read."""
_SIDES = ("major", "minor")
_PICKUPS = 0.5
"""How often themes have a pick-up where the pack does not say."""
_DYNAMICS = 0.5
"""How far the force of sections follows their intensity where the pack does not say."""


def style_of(file: str, data: dict[str, Any]) -> Style:
    """The style that the tables of a pack hold; `file` is its name.

    Raises StyleError, naming the file, the field and what is allowed there.
    """
    return _style(PackTable(file, "", data))


def _style(root: PackTable) -> Style:
    root.only(
        ("name", "title", "tempo", "feel", "keys", "forms", "harmony", "melody", "arrangement", "palette", "mix",
         "groove", "percussion", "fill", "comping", *_OTHER_ROOMS)
    )  # fmt: skip
    tempo, feel, keys, melody = (root.table(name) for name in ("tempo", "feel", "keys", "melody"))
    forms, palette = root.table("forms"), root.table("palette")
    low, high = tempo.number("low", 50, 190), tempo.number("high", 50, 190)
    cadences = root.table("harmony").table("cadences")
    sides = (*_SIDES, *(mode for mode in MODES if mode in root.table("harmony").data and mode not in _SIDES))
    harmony = {mode: _harmony(root.table("harmony").table(mode), mode) for mode in sides}
    if "meter" in feel.data:
        # Read by `brief/home_meter.py`, which trusts it.
        _choices(feel, "meter", tuple(METERS))
    return Style(
        name=root.text("name"),
        title=root.text("title"),
        tempo_low=low,
        tempo_high=high,
        tempo_default=tempo.number("default", low, high),
        swing=feel.number("swing", 0, 1),
        swing_unit=feel.number("unit", 0.25, 0.5),
        keys={mode: _tonics(keys, mode) for mode in ("major", "minor")},
        modes={m: _choices(keys, f"{m}_mode", tuple(MODES)) for m in ("major", "minor")},
        minor_below_valence=keys.number("minor_below_valence", -1, 1),
        forms=tuple(_form(forms, line) for line in forms.texts("instrumental")),
        song_intro=_form(forms, forms.text("song_intro"))[0],
        song_outro=_form(forms, forms.text("song_outro"))[0],
        song_breaks=tuple(_form(forms, line)[0] for line in forms.texts("song_breaks")),
        intensity={k: forms.table("intensity").number(k, 0, 1) for k in forms.table("intensity").data},
        harmony=harmony,
        cadences={
            f"{kind} {mode}": tuple(
                _numerals(cadences, f"{kind}_{mode}", t, mode) for t in cadences.texts(f"{kind}_{mode}")
            )
            for kind in ("half", "final")
            for mode in sides
        },
        last={mode: cadences.text(f"last_{mode}") for mode in sides},
        open_ended=cadences.texts("open_ended"),
        melody_low=int(melody.number("low", 36, 100)),
        melody_high=int(melody.number("high", 36, 100)),
        syncopation=melody.number("syncopation", 0, 1),
        motion=melody.number("motion", 0, 1),
        lead_rests=melody.texts("rests_in", ()),
        cells={m: _grids(melody, f"cells_{m.replace('/', '')}", m, MELODY_STEPS, 2) for m in METERS},
        cadence_cells={m: _grids(melody, f"cadences_{m.replace('/', '')}", m, MELODY_STEPS, 2) for m in METERS},
        arrangement=_arrangement(root.table("arrangement")),
        palette={role: _instruments(palette, role) for role in ROLES},
        mood_palette={mood: _instruments(palette.table("mood"), mood) for mood in MOODS},
        mix={role: _mix(root.table("mix"), role) for role in (*ROLES, "vocals")},
        grooves=tuple(_groove(t) for t in root.tables("groove")),
        percussion=tuple(_groove(t) for t in root.tables("percussion")),
        fills=tuple(_groove(t, whole=False) for t in root.tables("fill")),
        comping=tuple(_comping(t) for t in root.tables("comping")),
        tempo_by_meter={m: _tempos(tempo.table(m)) for m in METERS if m in tempo.data},
        tempo_others=tuple(_numbers(tempo, "others", low, high)),
        lift=_lift(root.table("harmony")),
        pace=melody.span("pace", 0.5, 12) if "pace" in melody.data else (1.0, 4.0),
        ornaments=_ornaments(melody),
        swing_by_tempo=_swing_by_tempo(feel),
        sixteenths_to_bpm=feel.number("sixteenths_to_bpm", 50, 190, 150),
        crash_from=feel.number("crash_from", 0, 2, 0.55),
        clave=feel.data.get("clave") is True,
        like=_like(root.table("harmony")),
        cycle=int(forms.number("cycle", 0, 32, 0)),
        form_scales=(1.0,) if forms.data.get("as_written") is True else (0.5, 1.0, 2.0),
        scales={
            m: melody.choice(f"scale_{m}", tuple(SCALES)) for m in ("major", "minor") if f"scale_{m}" in melody.data
        },
        tension=melody.number("tension", 0, 1, 0),
        phrasing=feel.number("phrasing", 0, 1, 0),
        pickups=melody.number("pickups", 0, 1, _PICKUPS),
        echo_beats=melody.number("echo_beats", 0, 4, 0),
        stop_time=_places(forms, "stop_time"),
        dynamics=feel.number("dynamics", 0, 1, _DYNAMICS),
        fade_out_s=forms.number("fade_out_s", 0, 14, 0),
        alike=_roles(palette, "alike"),
        called=_called(palette),
        instead=_instead(palette),
    )


def _swing_by_tempo(feel: PackTable) -> tuple[tuple[float, float], ...]:
    rows = feel.data.get("swing_by_tempo", [])
    try:
        found = tuple((float(tempo), float(swing)) for tempo, swing in rows)
    except (TypeError, ValueError):
        found = ((0.0, -1.0),)
    rising = all(a[0] < b[0] for a, b in pairwise(found))
    if not rising or any(not 0 <= swing <= 1 for _, swing in found):
        raise feel.wrong("swing_by_tempo", "[tempo, swing 0…1] pairs with rising tempos")
    return found


def _choices(table: PackTable, field: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    value = table.data.get(field)
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not found or not all(v in allowed for v in found):
        raise table.wrong(field, "one or several of " + ", ".join(allowed))
    return tuple(found)


def _numbers(table: PackTable, field: str, low: float, high: float) -> list[float]:
    value = table.data.get(field, [])
    if not isinstance(value, list) or not all(isinstance(v, int | float) and low <= v <= high for v in value):
        raise table.wrong(field, f"numbers from {low:g} to {high:g}")
    return [float(v) for v in value]


def _tempos(table: PackTable) -> tuple[float, float, float]:
    low, high = table.number("low", 50, 190), table.number("high", 50, 190)
    return low, high, table.number("default", low, high)


def _ornaments(melody: PackTable) -> dict[str, tuple[str, ...]]:
    if "ornaments" not in melody.data:
        return {}
    table = melody.table("ornaments")
    table.only(("any", *catalogue()))
    return {name: _choices(table, name, ORNAMENTS) if table.data[name] else () for name in table.data}


def _lift(harmony: PackTable) -> tuple[str, int] | None:
    if "lift" not in harmony.data:
        return None
    table = harmony.table("lift")
    return table.choice("section", SECTIONS), int(table.number("semitones", 1, 4))


def _like(harmony: PackTable) -> dict[str, tuple[str, ...]]:
    if "like" not in harmony.data:
        return {}
    table = harmony.table("like")
    found = {kind: tuple(table.text(kind).split()) for kind in table.data}
    for kind, others in found.items():
        if kind not in SECTIONS or not set(others) <= set(SECTIONS) or set(others) & set(found):
            raise table.wrong(kind, "sections with progressions of their own: " + ", ".join(SECTIONS))
    return found


def _tonics(keys: PackTable, mode: str) -> tuple[str, ...]:
    names = keys.texts(mode)
    try:
        for name in names:
            parse_pitch_class(name)
    except TheoryError:
        raise keys.wrong(mode, "note names such as C, F#, Bb") from None
    return names


def _form(table: PackTable, line: str) -> tuple[SectionSpec, ...]:
    specs = []
    for item in line.split(","):
        words = item.split()
        try:
            kind, bars, intensity = words[0], int(words[1]), float(words[2])
        except (IndexError, ValueError):
            raise StyleError(
                f"{table.file}: forms: {item.strip()!r} is not `kind bars intensity`, such as `verse 8 .5`"
            ) from None
        if kind not in SECTIONS or not 1 <= bars <= 64 or not 0 <= intensity <= 1:
            raise StyleError(
                f"{table.file}: forms: {item.strip()!r}, allowed: "
                f"one of {', '.join(SECTIONS)}, 1…64 bars, intensity 0…1"
            )
        specs.append(SectionSpec(kind, bars, intensity))
    return tuple(specs)


def _harmony(table: PackTable, mode: str) -> dict[str, tuple[Weighted, ...]]:
    found: dict[str, tuple[Weighted, ...]] = {}
    for kind in table.data:
        if kind not in SECTIONS:
            raise table.wrong(kind, "a section: " + ", ".join(SECTIONS))
        rows = [PackTable(table.file, f"{table.path}.{kind}", row) for row in table.data[kind]]
        found[kind] = tuple(
            Weighted(
                _numerals(row, "bars", row.text("bars"), mode),
                row.number("weight", 0, 99),
            )
            for row in rows
        )
    if "verse" not in found or "chorus" not in found:
        raise StyleError(f"{table.file}: {table.path} needs at least verse and chorus")
    return found


def _numerals(table: PackTable, field: str, text: str, mode: str) -> tuple[tuple[str, ...], ...]:
    key = Key(0, mode)
    bars = tuple(tuple(cell.split()) for cell in text.split("|"))
    for numeral in (n for bar in bars for n in bar):
        try:
            key.numeral(numeral.partition(":")[0])
        except TheoryError as error:
            raise StyleError(f"{table.file}: {table.path}.{field}: {error}") from error
    if not all(bars):
        raise table.wrong(field, "Roman numerals, bars parted by |")
    return bars


def _grids(table: PackTable, field: str, meter: str, alphabet: str, most_bars: int = 1) -> tuple[str, ...]:
    length = METERS[meter].subdivisions
    return tuple(_grid(table, field, text, length, alphabet, most_bars) for text in table.texts(field))


def _grid(table: PackTable, field: str, text: str, length: int | None, alphabet: str, most_bars: int = 1) -> str:
    grid = steps(text)
    if length is not None and set(grid) <= {"."}:
        grid = "." * length
    lengths = [] if length is None else [length * bars for bars in (1, 2, 4) if bars <= most_bars]
    try:
        marks = marks_of(grid)
    except ValueError as error:
        raise StyleError(f"{table.file}: {table.path}.{field} {text!r}: {error}") from error
    if (lengths and size(grid) not in lengths) or not set(marks) <= set(alphabet):
        room = f"{length} steps (or whole bars of them, up to {most_bars}) " if lengths else ""
        raise StyleError(f"{table.file}: {table.path}.{field} {text!r}: allowed are {room}of {alphabet}")
    return grid


def _arrangement(table: PackTable) -> dict[str, tuple[str, ...]]:
    found = {name: tuple(table.text(name).split()) for name in table.data}
    for name, roles in found.items():
        if not set(roles) <= set(ROLES):
            raise table.wrong(name, ", ".join(ROLES))
    return found


def _instruments(table: PackTable, field: str) -> tuple[str, ...]:
    names = table.texts(field, ())
    if not set(names) <= set(catalogue()):
        raise table.wrong(field, "names in instruments.toml")
    return names


def _roles(palette: PackTable, field: str) -> tuple[str, ...]:
    roles = palette.texts(field, ())
    if not set(roles) <= set(ROLES):
        raise palette.wrong(field, ", ".join(ROLES))
    return roles


def _places(table: PackTable, field: str) -> tuple[str, ...]:
    names = table.texts(field, ())
    for name in names:
        kind = [word for word in name.split() if word != "last" and not word.isdigit()]
        if len(kind) != 1 or kind[0] not in SECTIONS:
            raise table.wrong(field, "sections, such as solo, verse 2, last chorus: " + ", ".join(SECTIONS))
    return names


def _called(palette: PackTable) -> dict[str, str]:
    if "called" not in palette.data:
        return {}
    table = palette.table("called")
    table.only(ROLES)
    return {role: table.text(role) for role in table.data}


def _instead(palette: PackTable) -> dict[str, dict[str, str]]:
    if "instead" not in palette.data:
        return {}
    table = palette.table("instead")
    table.only(SECTIONS)
    found: dict[str, dict[str, str]] = {}
    for kind in table.data:
        row = table.table(kind)
        row.only(ROLES)
        found[kind] = {role: row.choice(role, tuple(catalogue())) for role in row.data}
    return found


def _mix(table: PackTable, role: str) -> MixPreset:
    row = table.table(role)
    return MixPreset(
        row.number("level_db", -40, 6),
        row.number("pan", -1, 1),
        row.number("reverb", 0, 1),
        row.number("delay", 0, 1),
    )


def _groove(table: PackTable, whole: bool = True) -> Groove:
    meter = table.choice("meter", tuple(METERS))
    length = METERS[meter].subdivisions if whole else None
    low, high = table.span("intensity", 0, 1) if "intensity" in table.data else (0.0, 1.0)
    lines = _lines(table, length)
    if not whole and len({size(line) for line in lines.values()}) != 1:
        raise StyleError(f"{table.file}: {table.path}: the lines of a fill must be equally long")
    rows = table.data.get("variation", [])
    variations = tuple(_lines(PackTable(table.file, f"{table.path}.variation", row), length) for row in rows)
    return Groove(
        meter, table.data.get("name", ""), low, high, lines, variations, _tempo(table), _sections(table),
        table.truth("drums", True),
    )  # fmt: skip


def _sections(table: PackTable) -> tuple[str, ...]:
    return _choices(table, "sections", SECTIONS) if "sections" in table.data else ()


def _tempo(table: PackTable) -> tuple[float, float]:
    return table.span("tempo", 0, 999) if "tempo" in table.data else ANY_TEMPO


def _lines(table: PackTable, length: int | None) -> dict[str, str]:
    found = {}
    for field, text in table.data.items():
        if field in ("meter", "name", "intensity", "tempo", "sections", "drums", "variation"):
            continue
        if field != "bass" and field not in DRUM_KEYS:
            raise table.wrong(field, "bass, " + ", ".join(DRUM_KEYS))
        found[field] = _grid(table, field, text, length, BASS_STEPS if field == "bass" else DRUM_STEPS, _MOST_BARS)
    return found


def _comping(table: PackTable) -> Comping:
    table.only(("role", "register", "voices", "voicing", "meter", "intensity", "tempo", "sections", "drums", "grids"))
    meter = table.choice("meter", (*METERS, "any", "loop"))
    low, high = table.span("intensity", 0, 1)
    register = table.span("register", 24, 108)
    grids = table.texts("grids")
    if meter == "loop":
        grids = tuple(_grid(table, "grids", text, None, COMPING_STEPS) for text in grids)
    elif meter != "any":
        grids = _grids(table, "grids", meter, COMPING_STEPS, _MOST_BARS)
    elif len(grids) != 1 or grids[0] not in WAYS:
        raise table.wrong("grids", 'for meter "any" only one of ' + ", ".join(WAYS))
    return Comping(
        table.choice("role", ROLES), meter, low, high, (int(register[0]), int(register[1])),
        int(table.number("voices", 1, 6)), grids,
        table.choice("voicing", VOICINGS) if "voicing" in table.data else "any", _tempo(table), _sections(table),
        table.truth("drums", True),
    )  # fmt: skip
