"""The course of a piece: how it begins, grows, falls silent and ends, as the brief wishes."""

import math
from dataclasses import replace
from itertools import pairwise

from tonewright.brief.brief import Brief, Course
from tonewright.composition.instruments import named_by
from tonewright.composition.part_wishes import base_of, is_in
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note, Part

_QUIET, _LOUD = 0.22, 0.92
# How far a wished line bends the intensities that the form has.
_BEND = 0.6
_ALONE_AT_MOST_S = 16.0
# A general pause lasts a bar, or half of one that is long.
_LONG_BAR_S = 1.7
# Who enters when a piece grows, and who stays when it fades.
_ENTRIES = ("comp1", "melody", "pad", "bass", "kit", "comp2", "counter", "percussion", "strings", "colour", "fx")
_LONGEST_FADE_S = 14.0
_SHORTEST_FADE_S = 5.0
_GOES_ON = ("chorus", "drop", "instrumental", "solo")
# What rings on where a last hit is to be damped.
_CYMBALS = (49, 57, 52, 55, 51, 53, 59)
_STOP_BEATS = 0.4


def shaped(course: Course, sections: tuple[SectionPlan, ...]) -> tuple[SectionPlan, ...]:
    """The sections with the intensities that the course asks for, 0.1…1."""
    found = []
    mean = sum(s.intensity * s.bars for s in sections) / sum(s.bars for s in sections)
    whole = sections[-1].end_bar
    for section in sections:
        way = (section.start_bar + section.bars / 2) / whole
        aims = {
            "grow": _QUIET - 0.1 + (_LOUD - _QUIET + 0.2) * way, "fade": _LOUD - (_LOUD - _QUIET) * way,
            "arch": _QUIET + (_LOUD - _QUIET) * math.sin(math.pi * way), "steady": mean,
        }  # fmt: skip
        level = section.intensity
        if course.line in aims:
            level += _BEND * (aims[course.line] - level)
        if section is sections[0]:
            level = _edge(level, course.begins)
        if section is sections[-1] and len(sections) > 1:
            level = _edge(level, course.ends or ("soft" if course.ending == "soft" else ""))
        found.append(replace(section, intensity=round(min(1.0, max(0.1, level)), 3)))
    if course.ending == "fade" and len(found) > 1 and found[-1].lyrics is None and found[-2].kind in _GOES_ON:
        # What fades goes on: the section before comes round again.
        start, bars = found[-1].start_bar, found[-1].bars
        found[-1] = replace(found[-2], start_bar=start, bars=bars, lyrics=None)
    return tuple(found)


def entered(
    piece: Piece, players: dict[str, str], stretches: dict[str, list[SectionPlan]]
) -> dict[str, list[SectionPlan]]:
    """The players' sections as the course has them.

    Who begins alone is there from the first bar. Where the piece grows or fades, the quieter a section the fewer play.
    """
    found = dict(stretches)
    for section in opening(piece):
        for role in beginners(piece.brief, players):
            if not any(s.start_bar == 0 for s in found[role]):
                later = [s for s in found[role] if s.end_bar > section.end_bar]
                start = min([s.start_bar for s in later], default=section.end_bar)
                found[role] = [replace(section, bars=min(section.bars, max(start, 1))), *later]
    if piece.brief.course.line not in ("grow", "fade", "arch"):
        return found
    order = sorted(players, key=lambda role: _ENTRIES.index(base_of(role)))
    alone = beginners(piece.brief, players)
    first = [role for role in order if role in alone]
    order = [*first, *(role for role in order if role not in first)]
    for section in piece.sections:
        most = max(2, math.ceil(len(order) * (0.15 + 0.95 * section.intensity)))
        here = [r for r in order if any(section.start_bar <= s.start_bar < section.end_bar for s in found[r])]
        for role in here[most:]:
            found[role] = [s for s in found[role] if not section.start_bar <= s.start_bar < section.end_bar]
    return found


def beginners(brief: Brief, players: dict[str, str]) -> frozenset[str]:
    """The roles that begin alone: one player for every instrument named, rather one of chords than the lead."""
    found = []
    for word in brief.course.begins_with:
        roles = [role for role, name in players.items() if name in named_by(word)]
        found += sorted(roles, key=lambda role: role == "melody")[:1]
    return frozenset(found)


def opening(piece: Piece) -> tuple[SectionPlan, ...]:
    """The stretch that those play alone who begin: the first section, or its first half where that is long."""
    if not piece.brief.course.begins_with:
        return ()
    first = piece.sections[0]
    bar_s = piece.meter.bar_beats * 60 / piece.tempo_bpm
    bars = first.bars
    while bars > 1 and (bars * bar_s > _ALONE_AT_MOST_S or bars == piece.final_bar):
        bars = (bars + 1) // 2
    return (replace(first, bars=bars),)


def rested(piece: Piece, parts: list[Part], beginning: frozenset[str]) -> tuple[Part, ...]:
    """The parts without what is played before their entry, in general pauses, and after a stop.

    `beginning` are the names of the parts that begin alone, accompanied by nobody.
    """
    entry = max((s.end_bar * piece.meter.bar_beats for s in opening(piece) if beginning), default=0.0)
    pauses = silences(piece)
    found = []
    for part in parts:
        notes = part.notes
        if entry and part.name not in beginning:
            notes = tuple(n for n in notes if n.start_beat >= entry - 1e-6)
        for start, end in pauses:
            notes = _silent(notes, start, end)
        if piece.brief.course.ending == "hit":
            if part.role == "drums":
                notes = tuple(n for n in notes if n.start_beat < piece.final_beat or n.pitch not in _CYMBALS)
            notes = tuple(replace(n, articulation="accent") if n.start_beat >= piece.final_beat else n for n in notes)
            notes = _silent(notes, piece.final_beat + _STOP_BEATS, math.inf)
        if piece.brief.course.ending == "soft":
            notes = tuple(
                replace(n, velocity=0.62 * n.velocity) if n.start_beat >= piece.final_beat else n for n in notes
            )
        if notes:
            found.append(replace(part, notes=notes))
    return tuple(found)


def silences(piece: Piece) -> list[tuple[float, float]]:
    """The general pauses, in beats: the bar, or half the bar, before every section that the brief names for one."""
    beats = piece.meter.bar_beats
    length = beats if beats * 60 / piece.tempo_bpm < _LONG_BAR_S else beats / 2
    named = piece.brief.course.silence_before
    starts = [
        section.start_bar * beats
        for before, section in pairwise(piece.sections)
        if is_in(piece.sections, section, named) and (before.kind, before.time) != (section.kind, section.time)
    ]
    return [(start - length, start) for start in starts]


def fade_seconds(brief: Brief, last: SectionPlan, bar_s: float, seconds: float, usual_s: float = 0.0) -> float:
    """How long the fade at the end lasts, 0 where there is none: the last section, 5…14 s, a third of all at most.

    `usual_s` is the style's own, for pieces of which the brief does not say how they end.
    """
    if not brief.course.ending:
        return round(min(usual_s, seconds / 3), 3)
    if brief.course.ending != "fade":
        return 0.0
    return round(min(max(last.bars * bar_s, _SHORTEST_FADE_S), _LONGEST_FADE_S, seconds / 3), 3)


def _edge(level: float, wish: str) -> float:
    return {"soft": min(level, _QUIET), "full": max(level, _LOUD)}.get(wish, level)


def _silent(notes: tuple[Note, ...], start: float, end: float) -> tuple[Note, ...]:
    """The notes without those that begin in a span; what sounds into it is stopped."""
    left = (n for n in notes if not start - 1e-6 <= n.start_beat < end - 1e-6)
    return tuple(
        replace(n, duration_beats=start - n.start_beat) if n.start_beat < start < n.end_beat else n for n in left
    )
