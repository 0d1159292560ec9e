"""The singers of a given tune: the lead has it as it is written, in an octave of the voice; others sing along."""

from dataclasses import replace
from statistics import median

from tonewright.brief.brief import Singers
from tonewright.composition.accents import strength
from tonewright.composition.given_lead import folded
from tonewright.composition.given_words import SetLine, Setting, own_words, set_words
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import Note, SungLine, SungSyllable, VocalPart
from tonewright.composition.vocal import along
from tonewright.composition.vocal_backing import joined
from tonewright.composition.vocal_lead import TakenLine
from tonewright.composition.vocal_style import vocal_style
from tonewright.speech.roster import ArtistVoice, usual_voices, voice_named

_PLAYED = ("instrumental", "solo")
"""Sections in which a tune is for an instrument."""
_OCTAVES = (0, -1, 1, -2, 2, -3, 3)
_BEYOND, _OFF_BEST = 10.0, 1.0
"""What a note costs that the voice cannot sing, and what one that is not in its best register."""
_ACCENT = 0.08


def sing_given(piece: Piece) -> tuple[Piece, tuple[VocalPart, ...]]:
    """The tune with the brief's lyrics, and the piece with what is left of its tune for the band.

    A voice that nobody asked for is one that the tune suits.
    """
    own_piece = piece
    kinds = [_section(piece, [note])[1].kind for note in piece.tune]
    sung = tuple(note for note, kind in zip(piece.tune, kinds, strict=True) if kind not in _PLAYED)
    played = tuple(note for note, kind in zip(piece.tune, kinds, strict=True) if kind in _PLAYED)
    if not sung:
        return piece, ()
    lead = _voice(piece, sung)
    second_name = piece.brief.second_voice.value
    second = voice_named(second_name) if second_name else lead
    brief = replace(piece.brief, voice=replace(piece.brief.voice, value=lead.item_id))
    setting = None
    if piece.syllables and not played:
        setting = own_words(piece, sung, piece.brief.lyrics)
    setting = setting or set_words(piece, sung, piece.brief.lyrics)
    taken: dict[int, list[TakenLine]] = {}
    for line in setting.lines:
        index, one = _taken(piece, line, lead, second)
        taken.setdefault(index, []).append(replace(one, joint=joined(piece, one, second)) if _both(one) else one)
    sections = tuple(
        replace(section, lyrics=0)
        if index in taken or not any(n for n in played if _in(piece, section, n))
        else section
        for index, section in enumerate(piece.sections)
    )
    own_piece = replace(
        piece, brief=brief, sections=sections, tune=played, notes=(*piece.notes, *_told(setting, piece))
    )
    parts = along(own_piece, vocal_style(piece.style.name), lead, second, taken)
    return own_piece, tuple(replace(part, exact=part.stem == "vocals") for part in parts)


def octave_for(notes: tuple[Note, ...], voice: ArtistVoice) -> int:
    """By how many octaves a tune is moved for a voice."""
    return min(_OCTAVES, key=lambda octave: _cost(notes, voice, octave))


def _voice(piece: Piece, notes: tuple[Note, ...]) -> ArtistVoice:
    asked = voice_named(piece.brief.voice.value)
    if piece.brief.voice.source != "default":
        return asked
    suited = (asked, *(voice for voice in usual_voices() if voice.language == asked.language))
    return min(suited, key=lambda voice: min(_cost(notes, voice, octave) for octave in _OCTAVES))


def _cost(notes: tuple[Note, ...], voice: ArtistVoice, octave: int) -> float:
    pitches = [note.pitch + 12 * octave for note in notes]
    cost = sum(_BEYOND * (not voice.low <= p <= voice.high) for p in pitches)
    cost += sum(_OFF_BEST * (not voice.best_low <= p <= voice.best_high) for p in pitches)
    return cost + 0.01 * abs(median(pitches) - (voice.best_low + voice.best_high) / 2)


def _taken(piece: Piece, line: SetLine, lead: ArtistVoice, second: ArtistVoice) -> tuple[int, TakenLine]:
    """A line as its singer has it, and the section that it belongs to."""
    singers: Singers = line.line.singers
    if singers == "backing" or (second is lead and singers in ("second", "both")):
        singers = "lead"
    voice = second if singers == "second" else lead
    steps = 12 * octave_for(piece.tune, voice)
    index, section = _section(piece, line.notes)
    syllables = tuple(
        SungSyllable(text, word, tuple(_voiced(piece, note, steps, voice, section) for note in notes))
        for word, text, notes in line.syllables
    )
    words = tuple(word.text for word in line.line.words)
    language = line.line.language or piece.brief.language.value
    sung = SungLine(line.line.text, words, index, syllables, language)
    bar = piece.meter.bar_beats
    start = (line.notes[0].start_beat + bar / 4) // bar * bar
    end = max(start + bar, -(-line.notes[-1].end_beat // bar) * bar)
    return index, TakenLine(sung, line.line, singers, start, end, line.echoes)


def _voiced(piece: Piece, note: Note, steps: int, voice: ArtistVoice, section: SectionPlan) -> Note:
    level = 0.55 + 0.2 * note.velocity + _ACCENT * strength(piece, note.start_beat) + 0.1 * section.intensity
    pitch = folded(note.pitch + steps, voice.low, voice.high)
    return replace(note, pitch=pitch, velocity=min(level, 1.0), articulation="legato")


def _section(piece: Piece, notes: list[Note] | tuple[Note, ...]) -> tuple[int, SectionPlan]:
    """The section in which most of a line lies, so that a pick-up belongs to what it leads to."""
    middle = notes[len(notes) // 2].start_beat
    section = piece.section_at(int((middle + 1e-6) // piece.meter.bar_beats))
    return piece.sections.index(section), section


def _in(piece: Piece, section: SectionPlan, note: Note) -> bool:
    return section.start_bar <= note.start_beat / piece.meter.bar_beats < section.end_bar


def _both(one: TakenLine) -> bool:
    return one.singers == "both"


def _told(setting: Setting, piece: Piece) -> list[str]:
    lines = sum(line.singers != "backing" for section in piece.brief.lyrics for line in section.lines)
    if setting.kept < lines:
        return [f"The tune has room for {setting.kept} of {lines} lines of the lyrics."]
    if setting.passes > 1:
        return ["The lyrics are shorter than the tune: they are sung more than once."]
    return []
