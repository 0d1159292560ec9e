"""A given piece: a lead sheet that was read from a file, as a band of a style is to play it.

The tune, the chords, the form and the time are the file's; what the user asks for by parameters goes before them.
Beat 0 of the file is beat 0 of the piece. What is longer than the piece may be is cut at a bar, what is shorter than
was asked begins again.
"""

import math
from dataclasses import dataclass, replace
from itertools import pairwise

from tonewright.brief.brief import Brief
from tonewright.composition.course import shaped
from tonewright.composition.form import coloured
from tonewright.composition.harmony import harmonise
from tonewright.composition.length import AIR_S, HIT_S, RING_MAX_S, RING_MIN_S, ring_seconds
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import ChordSpan, Note
from tonewright.composition.style import Style
from tonewright.decoding.midi import MidiNote
from tonewright.theory.tempo_map import Changes, TempoMap
from tonewright.transcription.bars import Bars
from tonewright.transcription.lead_sheet import GivenChord, GivenSection, LeadSheet

_RING_S = 3.4
_RING_BARS = 16
"""Bars after the last one, into which its chord may ring."""
_INTENSITY = {
    "intro": 0.4, "verse": 0.55, "prechorus": 0.65, "chorus": 0.8, "bridge": 0.6, "instrumental": 0.7, "solo": 0.75,
    "break": 0.4, "breakdown": 0.35, "build": 0.6, "drop": 0.9, "outro": 0.45,
}  # fmt: skip
_USUAL_VELOCITY, _VELOCITY_REACH = 0.76, 0.5
"""How loud a tune is in the mean, and how much of the file's own dynamics is kept around that."""
_AWAY = 1.5
"""What it costs to end on a chord that is not the tonic's, where a second off the usual ring costs a quarter."""
_SAME_BPM = 0.05
_AT_BAR_BEATS = 0.05


def given_piece(brief: Brief, style: Style, sheet: LeadSheet) -> Piece:
    """What a band needs to know to play a lead sheet in a style, as a brief wishes it."""
    notes: list[str] = []
    sheet = _as_wished(brief, sheet, notes)
    length = _Length.of(brief, sheet, notes)
    sheet = length.sheet
    meter, bars = sheet.bars.meter, sheet.bars.with_whole(_RING_BARS)
    sections = _sections(sheet, length.final_bar, style)
    sections = shaped(brief.course, coloured(sections, brief.energy))
    final_beat = length.final_bar * meter.bar_beats
    end_bpm = sheet.tempo.bpm_at(bars.to_file(final_beat))
    ring_beats = ring_seconds(length.seconds, length.final_s, brief.course.ending) * end_bpm / 60
    if brief.chords.source == "parameter":
        notes.append("The chords that were asked for go before those of the MIDI file.")
        chords = harmonise(brief, style, sheet.key, meter.bar_beats, sections, final_beat + ring_beats)
    else:
        chords = _chords(sheet.chords, bars, length.final_bar, final_beat + ring_beats)
    return Piece(
        brief=brief,
        style=style,
        key=sheet.key,
        meter=meter,
        tempo_bpm=sheet.tempo_bpm,
        seconds=length.seconds,
        sections=sections,
        chords=chords,
        given_chords=True,
        ring_beats=ring_beats,
        notes=tuple(notes),
        bars=bars,
        tempo=sheet.tempo,
        tune=_tune(sheet.melody, bars, final_beat, ring_beats),
        syllables=sheet.syllables,
        meters=sheet.meters,
    )


def swings(notes: tuple[Note, ...], unit: float) -> bool | None:
    """Whether a tune swings at a note value: None where it has nothing off the beat that could say."""
    places = [note.start_beat % (2 * unit) / (2 * unit) for note in notes]
    straight = sum(abs(place - 0.5) < 0.06 for place in places)
    swung = sum(0.57 <= place <= 0.76 for place in places)
    return None if straight + swung == 0 else swung > straight


def _as_wished(brief: Brief, sheet: LeadSheet, notes: list[str]) -> LeadSheet:
    """The sheet in the key and at the tempo that parameters ask for."""
    key, bpm = brief.key, brief.tempo_bpm
    if key.value is not None and key.value != sheet.key:
        if key.source == "parameter":
            before = sheet.key
            sheet = sheet.transposed(key.value)
            if key.value.is_minor != before.is_minor:
                notes.append(f"The MIDI file is in {before}: it is moved to {sheet.key} and stays what it is.")
            else:
                notes.append(f"The MIDI file is moved from {before} to {sheet.key}.")
        else:
            notes.append(f"The MIDI file's {sheet.key} goes before the prompt's {key.value}.")
    if bpm.value is not None and abs(bpm.value - sheet.tempo_bpm) > _SAME_BPM:
        if bpm.source == "parameter":
            notes.append(f"The MIDI file's {sheet.tempo_bpm:.4g} BPM becomes {bpm.value:g}, all else in proportion.")
            sheet = replace(sheet, tempo=sheet.tempo.scaled(bpm.value / sheet.tempo_bpm))
        else:
            notes.append(f"The MIDI file's {sheet.tempo_bpm:.4g} BPM goes before the prompt's {bpm.value:g}.")
    if brief.meter.source != "default" and brief.meter.value != sheet.bars.meter:
        notes.append(f"The MIDI file's {sheet.bars.meter.name} goes before {brief.meter.value.name}.")
    if not sheet.bars.is_regular:
        notes.append(f"Some measures of the MIDI file are no {sheet.bars.meter.name}: the band cuts its own to them.")
    return sheet


@dataclass(frozen=True)
class _Length:
    """The sheet as long as it is played: its last chord falls on `final_bar`, at `final_s` of `seconds`."""

    sheet: LeadSheet
    final_bar: int
    final_s: float
    seconds: float

    @classmethod
    def of(cls, brief: Brief, sheet: LeadSheet, notes: list[str]) -> "_Length":
        asked = None if brief.duration_s.source == "default" else brief.duration_s.value
        whole = _final_s(sheet, sheet.final_bar)
        if asked is None:
            seconds = round(whole + _ring_s(sheet, whole), 2)
            if seconds <= brief.maximum_s:
                return cls(sheet, sheet.final_bar, whole, seconds)
        limit = min(asked or brief.maximum_s, brief.maximum_s)
        room = limit - (HIT_S if brief.course.ending == "hit" else RING_MIN_S + AIR_S)
        if _final_s(sheet, sheet.bars.count) + RING_MAX_S < room and asked is not None:
            times = math.ceil(room / max(sheet.seconds, 0.1))
            sheet = _again(sheet, times)
            notes.append(f"The MIDI file is shorter than {limit:g} seconds: it begins again.")
        elif whole > room:
            notes.append(f"The MIDI file is longer than {limit:g} seconds: it ends at a bar before them.")
        final_bar = sheet.final_bar if asked is None and whole <= room else _last_bar(sheet, room, limit)
        final_s = _final_s(sheet, final_bar)
        seconds = limit if asked is not None else min(round(final_s + _RING_S, 2), limit)
        return cls(sheet, final_bar, final_s, seconds)


def _last_bar(sheet: LeadSheet, room: float, limit: float) -> int:
    """The bar on which a piece of `limit` seconds ends, its last chord at `room` at the latest: rather at home."""
    bars = [bar for bar in range(1, sheet.bars.count + 1) if _final_s(sheet, bar) <= room]
    near = [bar for bar in bars if limit - _final_s(sheet, bar) <= RING_MAX_S + AIR_S]

    def cost(bar: int) -> float:
        beat = sheet.bars.end_beat if bar >= sheet.bars.count else sheet.bars.spans[bar].start
        chord = next((given.chord for given in reversed(sheet.chords) if given.start <= beat + _AT_BAR_BEATS), None)
        home = chord is not None and chord.root == sheet.key.tonic
        return 0.25 * abs(limit - _final_s(sheet, bar) - _RING_S) + (0.0 if home else _AWAY)

    return min(near, key=cost) if near else bars[-1] if bars else 1


def _final_s(sheet: LeadSheet, bar: int) -> float:
    """The second at which a bar begins, which may be the one after the last."""
    return sheet.tempo.seconds_at(sheet.bars.end_beat if bar >= sheet.bars.count else sheet.bars.spans[bar].start)


def _ring_s(sheet: LeadSheet, final_s: float) -> float:
    """How long the last chord rings: as long as the tune's last note at least."""
    last = sheet.melody[-1]
    held = sheet.tempo.seconds_at(last.start + last.length) - final_s
    return min(max(held, _RING_S), RING_MAX_S) + AIR_S


def _again(sheet: LeadSheet, times: int) -> LeadSheet:
    """The sheet so many times after itself; pick-ups stay where they are."""
    bars, length, count = sheet.bars, sheet.bars.end_beat, sheet.bars.count
    melody: list[MidiNote] = []
    chords: list[GivenChord] = []
    sections: list[GivenSection] = []
    changes: list[tuple[float, float]] = []
    meters: list[tuple[float, int, int]] = []
    for turn in range(times):
        late = turn * length
        bars = bars if turn == 0 else bars.followed_by(sheet.bars)
        melody += [replace(note, start=note.start + late) for note in sheet.melody]
        chords += [GivenChord(chord.start + late, chord.chord) for chord in sheet.chords]
        sections += [replace(section, start_bar=section.start_bar + turn * count) for section in sheet.sections]
        meters += [(beat + late, top, bottom) for beat, top, bottom in sheet.meters if beat < length]
        changes += [(beat + late, bpm) for beat, bpm in sheet.tempo.changes if beat < length]
    return replace(
        sheet,
        bars=bars,
        melody=tuple(melody),
        syllables=sheet.syllables * times,
        chords=tuple(chords),
        sections=tuple(sections),
        tempo=TempoMap(_without_repeats(changes)),
        meters=tuple(meters),
        final_bar=bars.count - count + sheet.final_bar,
    )


def _without_repeats(changes: list[tuple[float, float]]) -> Changes:
    kept: list[tuple[float, float]] = []
    for beat, bpm in changes:
        if not kept or kept[-1][1] != bpm:
            kept.append((beat, bpm))
    return tuple(kept)


def _sections(sheet: LeadSheet, final_bar: int, style: Style) -> tuple[SectionPlan, ...]:
    """The sections up to the last chord's bar, as loud as the style has their kinds."""
    plans: list[SectionPlan] = []
    for given in sheet.sections:
        bars = min(given.start_bar + given.bars, final_bar) - given.start_bar
        if bars > 0:
            level = style.intensity.get(given.kind, _INTENSITY[given.kind])
            time = 1 + sum(plan.kind == given.kind for plan in plans)
            plans.append(SectionPlan(given.kind, given.start_bar, bars, level, time))
    if plans[-1].end_bar < final_bar:
        plans[-1] = replace(plans[-1], bars=final_bar - plans[-1].start_bar)
    last = {plan.kind: plan for plan in plans}
    return tuple(replace(plan, is_last=last[plan.kind] is plan and plan.time > 1) for plan in plans)


def _chords(given: tuple[GivenChord, ...], bars: Bars, final_bar: int, end_beat: float) -> tuple[ChordSpan, ...]:
    """The chords on the grid, each bar beginning with its own, as players read them; the last one rings."""
    bar_beats = bars.meter.bar_beats
    found: list[ChordSpan] = []
    sounding, waiting = given[0].chord, list(reversed(given))
    for bar, span in enumerate(bars.spans[: final_bar + 1]):
        starts = {bar * bar_beats: sounding}
        while waiting and waiting[-1].start < (span.end if bar < final_bar else span.start + _AT_BAR_BEATS) - 1e-6:
            one = waiting.pop()
            sounding = one.chord
            starts[max(bars.to_grid(one.start), bar * bar_beats) if one.start > span.start else bar * bar_beats] = (
                sounding
            )
        edges = [*sorted(starts), end_beat if bar == final_bar else (bar + 1) * bar_beats]
        found += [ChordSpan(a, b - a, starts[a]) for a, b in pairwise(edges) if b > a + 1e-6]
    return tuple(found)


def _tune(melody: tuple[MidiNote, ...], bars: Bars, final_beat: float, ring_beats: float) -> tuple[Note, ...]:
    """The melody on the grid; what is held into the end rings with the last chord."""
    kept = [note for note in melody if bars.to_grid(note.start) <= final_beat + _AT_BAR_BEATS]
    mean = sum(note.velocity for note in kept) / max(len(kept), 1)
    found = []
    for note in kept:
        start = bars.to_grid(note.start)
        end = bars.to_grid(note.start + note.length - 1e-4) + 1e-4
        if abs(start - final_beat) <= _AT_BAR_BEATS:
            end = max(end, final_beat + ring_beats)
        level = _USUAL_VELOCITY + _VELOCITY_REACH * (note.velocity - mean) / 127
        end = min(max(end, start + 0.02), final_beat + ring_beats)
        found.append(Note(start, end - start, note.pitch, min(max(level, 0.3), 1.0), "normal"))
    return tuple(found)
