"""From Brief to Score: the table of contents of how a piece is written."""

import math
from dataclasses import replace

from tonewright.brief.brief import Brief, Wish
from tonewright.brief.home_meter import home_meter
from tonewright.composition.blend import style_for
from tonewright.composition.course import fade_seconds, shaped
from tonewright.composition.ensemble import write_parts
from tonewright.composition.form import coloured, instrumental_form
from tonewright.composition.given import given_piece, swings
from tonewright.composition.given_vocal import sing_given
from tonewright.composition.harmony import ending_cost, harmonise
from tonewright.composition.key_lift import lifted, with_pivot
from tonewright.composition.length import bar_choices, ring_seconds
from tonewright.composition.part_wishes import named_sections
from tonewright.composition.piece import Piece
from tonewright.composition.score import Part, Score, Section, VocalPart
from tonewright.composition.song_form import SungSection, song_form
from tonewright.composition.timekeeping import timekept
from tonewright.composition.tonality import choose_key, choose_tempo
from tonewright.composition.unfolding import unfolded
from tonewright.composition.vocal import foreground, sing
from tonewright.transcription.lead_sheet import LeadSheet

DEFAULT_INSTRUMENTAL_S = 120.0


def compose(brief: Brief, sheet: LeadSheet | None = None) -> Score:
    """Write the piece that a brief asks for; with a lead sheet, arrange that one as the brief asks.

    The score's `seconds` are exactly the brief's wish, else 120 s for an instrumental and what the lyrics need
    for a song, never more than the brief's maximum. The same brief gives the same score.

    Raises StyleError for an unknown style.
    """
    if sheet is not None:
        return arrange(brief, sheet)
    piece, sung = plan(brief)
    if not sung:
        return lifted(piece, as_score(piece, write_parts(piece)))
    vocals = sing(piece, sung)
    return lifted(piece, as_score(piece, write_parts(piece, foreground(vocals)), vocals))


def arrange(brief: Brief, sheet: LeadSheet) -> Score:
    """The tune, chords, form and time of a lead sheet, played as a brief asks; its length where none is asked for."""
    style = timekept(style_for(brief), brief)
    piece = given_piece(replace(brief, meter=Wish(sheet.bars.meter, brief.meter.source)), style, sheet)
    score = _given_song(piece) if brief.kind == "song" else as_score(piece, write_parts(piece))
    # Players keep time with the tune: what is written straight is not swung around it.
    assert piece.bars is not None and piece.tempo is not None
    swung = swings(piece.tune, score.swing_unit) is not False and all(s.start % 1 == 0 for s in piece.bars.spans)
    swing = score.swing if swung else 0.0
    steady = piece.tempo.is_constant and piece.tempo.changes[0][1] == piece.tempo_bpm
    score = replace(score, swing=swing, tempo_map=None if steady else piece.tempo, meters=piece.meters)
    return unfolded(score, piece.bars)


def _given_song(piece: Piece) -> Score:
    piece, vocals = sing_given(piece)
    return as_score(piece, write_parts(piece, foreground(vocals)), vocals)


def plan(brief: Brief) -> tuple[Piece, tuple[SungSection, ...]]:
    """Everything that is decided before the first note: key, tempo, form, harmony, and what is sung where."""
    style = timekept(style_for(brief), brief)
    if brief.meter.source == "default":
        brief = replace(brief, meter=Wish(home_meter(style.name, brief.seed), "default"))
    key, tempo, meter = choose_key(brief, style), choose_tempo(brief, style), brief.meter.value
    bar_s, ending = meter.bar_beats * 60 / tempo, brief.course.ending

    def homecoming(bars: int) -> float:
        return ending_cost(brief, key, bars)

    sung: tuple[SungSection, ...] = ()
    notes: tuple[str, ...] = ()
    if brief.kind == "song":
        form = song_form(brief, style, tempo, homecoming)
        sections, sung, seconds, notes = form.sections, form.sung, form.seconds, form.notes
    else:
        seconds = min(brief.duration_s.value or DEFAULT_INSTRUMENTAL_S, brief.maximum_s)
        sections = instrumental_form(
            style, bar_s, bar_choices(seconds, bar_s, ending), homecoming, named_sections(brief)
        )
    sections = shaped(brief.course, coloured(sections, brief.energy))
    final_beat = sections[-1].end_bar * meter.bar_beats
    if ending == "fade" and sung and brief.duration_s.value is None:
        seconds = min(seconds, round(final_beat * 60 / tempo, 2))
    ring_beats = ring_seconds(seconds, final_beat * 60 / tempo, ending) * tempo / 60
    chords = harmonise(brief, style, key, meter.bar_beats, sections, final_beat + ring_beats)
    chords = with_pivot(brief, style, key, meter, sections, chords)
    piece = Piece(
        brief, style, key, meter, tempo, seconds, sections, chords, brief.chords.value is not None, ring_beats, notes
    )
    return piece, sung


def as_score(piece: Piece, parts: tuple[Part, ...], vocals: tuple[VocalPart, ...] = ()) -> Score:
    """The piece and its parts as a Score; the last section holds the bars in which the last chord rings."""
    ring_bars = max(1, math.ceil(piece.ring_beats / piece.meter.bar_beats - 1e-6))
    sections = [Section(s.kind, s.start_bar, s.bars, s.intensity) for s in piece.sections]
    sections[-1] = replace(sections[-1], bars=sections[-1].bars + ring_bars)
    triplets = piece.meter.denominator == 8
    bar_s = piece.meter.bar_beats * 60 / piece.tempo_bpm
    return Score(
        title=piece.brief.title.value,
        style=piece.style.name,
        key=piece.key,
        meter=piece.meter,
        tempo_bpm=piece.tempo_bpm,
        # Six eighths are triplets already: there only sixteenths can swing.
        swing=0.0 if triplets and piece.style.swing_unit >= 0.5 else piece.style.swing_at(piece.tempo_bpm),
        swing_unit=piece.style.swing_unit,
        seed=piece.seed,
        seconds=piece.seconds,
        sections=tuple(sections),
        chords=piece.chords,
        parts=parts,
        vocals=vocals,
        fade_s=fade_seconds(piece.brief, piece.sections[-1], bar_s, piece.seconds, piece.style.fade_out_s),
        notes=piece.notes,
    )
