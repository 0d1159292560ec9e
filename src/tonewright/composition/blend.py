"""Blends: one style out of two packs, the second lending its way with some roles.

The first pack keeps form, harmony, keys and tunes. Of a lent role the second gives instruments, patterns, place in
the mix and, through `Style.lent`, players and channel strips. Rules where the two would disagree:

- Feel: who has the drums has the swing; without the drums a lent role plays in the first pack's feel.
- Tempo: that of the first pack; with lent drums, moved to where the ranges meet, else, if that is a move of a
  quarter at most, to the nearer end of the second one's. A tempo that was asked for stays.
- Bass: without the drums it keeps to its own pack's grooves, so that only who is lent plays otherwise.
- Places: a lent role plays where either pack has it.
- Tune: a lent melody brings its rhythm cells, register and scale with it.
"""

from dataclasses import replace

from tonewright.brief.brief import Brief
from tonewright.composition.style import MOODS, ROLES, Style
from tonewright.composition.styles import load_style

_FURTHEST = 1.25
# Where the second pack does not name a section, it plays there as in another one.
_LIKE = {
    "prechorus": "verse", "bridge": "verse", "break": "verse", "instrumental": "chorus", "solo": "chorus",
    "drop": "chorus", "build": "verse", "breakdown": "intro",
}  # fmt: skip


def style_for(brief: Brief) -> Style:
    """The style that a brief asks for, blended with a second one where it says so.

    Raises StyleError for an unknown style.
    """
    style = load_style(brief.style.value)
    blend = brief.blend
    roles = () if blend is None else tuple(role for role in ROLES if role in blend.roles)
    if blend is None or not roles or blend.style == style.name:
        return style
    return blended(style, load_style(blend.style), roles)


def blended(first: Style, second: Style, roles: tuple[str, ...]) -> Style:
    """The first style with the roles of the second."""
    style = replace(
        first,
        lent=dict.fromkeys(roles, second.name),
        palette={role: (second if role in roles else first).palette[role] for role in ROLES},
        mood_palette={mood: first.mood_palette[mood] + second.mood_palette[mood] for mood in MOODS},
        mix={name: (second if name in roles else first).mix[name] for name in first.mix},
        comping=tuple(c for c in first.comping if c.role not in roles)
        + tuple(c for c in second.comping if c.role in roles),
        percussion=(second if "percussion" in roles else first).percussion,
        bass_grooves=(second if "bass" in roles else first).grooves,
        arrangement=_places(first, second, roles),
    )
    if "kit" in roles:
        low, high, usual = _tempo(first, second)
        style = replace(
            style,
            grooves=second.grooves, fills=second.fills, crash_from=second.crash_from,
            sixteenths_to_bpm=second.sixteenths_to_bpm, swing=second.swing, swing_unit=second.swing_unit,
            swing_by_tempo=second.swing_by_tempo, tempo_low=low, tempo_high=high, tempo_default=usual,
            tempo_by_meter={}, tempo_others=(),
        )  # fmt: skip
    if "melody" in roles:
        style = replace(
            style,
            cells=second.cells, cadence_cells=second.cadence_cells, melody_low=second.melody_low,
            melody_high=second.melody_high, syncopation=second.syncopation, motion=second.motion,
            scales=second.scales, tension=second.tension,
        )  # fmt: skip
    return style


def _tempo(first: Style, second: Style) -> tuple[float, float, float]:
    low, high = max(first.tempo_low, second.tempo_low), min(first.tempo_high, second.tempo_high)
    if low <= high:
        return low, high, min(max(first.tempo_default, low), high)
    edge = second.tempo_low if second.tempo_low > first.tempo_high else second.tempo_high
    if 1 / _FURTHEST <= edge / first.tempo_default <= _FURTHEST:
        return edge, edge, edge
    return first.tempo_low, first.tempo_high, first.tempo_default


def _places(first: Style, second: Style, roles: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found = {}
    for name, here in first.arrangement.items():
        kind = next(word for word in name.split() if word not in ("last", "late") and not word.isdigit())
        like = next((n for n in (name, kind, _LIKE.get(kind, "")) if n in second.arrangement), None)
        there = second.arrangement[like] if like is not None else ()
        found[name] = tuple(role for role in ROLES if role in here or (role in roles and role in there))
    return found
