"""The singers of a song: the lead, a duet's second voice, and those who sing behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tonewright.composition.piece import Piece
from tonewright.composition.score import SungLine, VocalPart
from tonewright.composition.song_form import SungSection
from tonewright.composition.vocal_backing import STEM, Backing, joined
from tonewright.composition.vocal_lead import LeadWriter, TakenLine
from tonewright.composition.vocal_style import VocalStyle, vocal_style
from tonewright.speech.roster import ArtistVoice

_DUET_PAN = 0.18


def sing(piece: Piece, sung: tuple[SungSection, ...]) -> tuple[VocalPart, ...]:
    """Every planned line once, in order, by the lead or the second voice; then the backing voices' parts."""
    style = vocal_style(piece.style.name)
    writer = LeadWriter(piece, style)
    taken = {
        index: [_joined(piece, writer, one) for one in writer.section(index, section, sung[section.lyrics])]
        for index, section in enumerate(piece.sections)
        if section.lyrics is not None
    }
    return along(piece, style, writer.lead, writer.second, taken)


def along(
    piece: Piece, style: VocalStyle, lead: ArtistVoice, second: ArtistVoice, taken: Mapping[int, Sequence[TakenLine]]
) -> tuple[VocalPart, ...]:
    """The parts of the soloists who sing the lines of each section, and of those who sing behind them."""
    backing = Backing(piece, style, lead, second)
    begins = {index: lines[0].notes[0].start_beat for index, lines in taken.items() if lines}
    for index, lines in taken.items():
        following = min((beat for later, beat in begins.items() if later > index), default=piece.end_beat)
        backing.section(index, lines, following)
    all_lines = [line for lines in taken.values() for line in lines]
    return (*_soloists(piece, lead, second, all_lines), *backing.parts())


def foreground(vocals: tuple[VocalPart, ...]) -> tuple[SungLine, ...]:
    """The lines that carry the tune, by time: those of the lead and of a second voice where it sings alone."""
    found: dict[float, SungLine] = {}
    for line in (line for part in vocals if part.stem != STEM for line in part.lines):
        # Where both sing, the lead comes first and has the tune.
        found.setdefault(line.syllables[0].notes[0].start_beat, line)
    return tuple(found[beat] for beat in sorted(found))


def _joined(piece: Piece, writer: LeadWriter, taken: TakenLine) -> TakenLine:
    return replace(taken, joint=joined(piece, taken, writer.second)) if taken.singers == "both" else taken


def _soloists(piece: Piece, lead: ArtistVoice, second: ArtistVoice, taken: list[TakenLine]) -> list[VocalPart]:
    mix = piece.style.mix["vocals"]
    duet = any(one.singers in ("second", "both") for one in taken)
    lines = tuple(one.line for one in taken if one.singers in ("lead", "both"))
    parts = []
    if lines:
        pan = mix.pan - _DUET_PAN if duet else mix.pan
        parts.append(VocalPart("lead", "vocals", lead.item_id, lines, mix.level_db, pan, mix.reverb))
    if duet:
        own = tuple(one.joint or one.line for one in taken if one.singers == "second" or one.joint)
        parts.append(VocalPart("second", "vocals", second.item_id, own, mix.level_db, mix.pan + _DUET_PAN, mix.reverb))
    return parts
