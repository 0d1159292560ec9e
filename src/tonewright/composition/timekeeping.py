"""Timekeeping: who states the beat in a band without drums.

Where nobody strikes the beats that a bass in two and a sparse piano leave open, a slow piece has none that a listener
can follow. So a pack may hold grooves and comping for a band without drums (`drums = false`).
"""

from dataclasses import replace

from tonewright.brief.brief import Brief
from tonewright.composition.orchestration import cast
from tonewright.composition.style import Comping, Groove, Style

_DRUM_ROLES = ("kit", "percussion")


def timekept(style: Style, brief: Brief) -> Style:
    """The style as the brief's band plays it: what is written for one without drums only there, and in its place."""
    drummed = any(role in _DRUM_ROLES for role in cast(brief, style))
    ways: tuple[Groove | Comping, ...] = (*style.grooves, *style.bass_grooves, *style.comping)
    instead = {_place(way) for way in ways if not way.drums}
    if not instead:
        return style

    def kept(one: Groove | Comping) -> bool:
        return one.drums if drummed else not one.drums or _place(one) not in instead

    return replace(
        style,
        grooves=tuple(g for g in style.grooves if kept(g)),
        bass_grooves=tuple(g for g in style.bass_grooves if kept(g)),
        comping=tuple(c for c in style.comping if kept(c)),
    )


def _place(one: Groove | Comping) -> tuple[str, str, tuple[str, ...]]:
    """What two ways of playing must share for one to stand for the other: role, meter and sections."""
    return one.role if isinstance(one, Comping) else "", one.meter, one.sections
