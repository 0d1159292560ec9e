"""The rhythm section's plan: which groove, variation and fill every bar has, shared by drums and bass."""

from dataclasses import dataclass

from tonewright.composition.grids import bar_of, size
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.style import Groove
from tonewright.theory.seeds import rng


@dataclass(frozen=True)
class GrooveBar:
    """One bar of the groove: its lines as steps, and the fill that replaces its end, if any."""

    lines: dict[str, str]
    fill: Groove | None


def bass_line(piece: Piece, section: SectionPlan, bar: int) -> str:
    """The bass's grid in a bar: that of the drums' groove, or of its own pack's where another lends the drums."""
    own = piece.style.bass_grooves or piece.style.grooves
    return _lines(piece, section, bar, own).get("bass", "R" + "-" * (piece.meter.subdivisions - 1))


def groove_bar(piece: Piece, section: SectionPlan, bar: int) -> GrooveBar:
    """What the drums play in a bar of a section.

    Every second 8-bar phrase and every second time of a section starts from another variation, the fourth bar
    answers the three before it, and the last bar leads over with a fill.
    """
    return GrooveBar(_lines(piece, section, bar, piece.style.grooves), fill_of(piece, section, bar))


def _lines(piece: Piece, section: SectionPlan, bar: int, grooves: tuple[Groove, ...]) -> dict[str, str]:
    groove = fitting(grooves, piece, section, f"groove/{section.kind}")
    offset = bar - section.start_bar
    shapes: list[dict[str, str]] = [{}, *groove.variations]
    home = (offset // 8 + (section.time - 1 if section.kind != "chorus" else 0)) % min(len(shapes), 3)
    index = home
    if offset % 4 == 3:
        index = home + 1 + offset // 4
    elif offset % 4 == 1 and offset // 4 % 2 == 1:
        index = home + 1
    shape = shapes[index % len(shapes)]
    steps = piece.meter.subdivisions
    place = piece.grid_offset(section, bar)
    return {name: bar_of(grid, place, steps) for name, grid in {**groove.lines, **shape}.items()}


def fitting(grooves: tuple[Groove, ...], piece: Piece, section: SectionPlan, name: str) -> Groove:
    """One of the grooves in the piece's meter and tempo that suit a section, chosen by the seed and a name.

    Those written for sections of its kind go before those for any.
    """
    intensity = section.intensity
    here = [groove for groove in grooves if groove.meter == piece.meter.name]
    here = [groove for groove in here if groove.tempo[0] <= piece.tempo_bpm < groove.tempo[1]] or here
    own = [groove for groove in here if section.kind in groove.sections]
    here = own or [groove for groove in here if not groove.sections] or here
    suited = [groove for groove in here if groove.low <= intensity <= groove.high]
    if not suited:
        suited = [min(here, key=lambda g: min(abs(g.low - intensity), abs(g.high - intensity)))]
    return suited[int(rng(piece.seed, name).integers(len(suited)))]


def fill_of(piece: Piece, section: SectionPlan, bar: int) -> Groove | None:
    """The fill at the end of a bar: large before a lift, small inside long sections, none elsewhere."""
    offset = bar - section.start_bar
    following = piece.after(section)
    if bar == section.end_bar - 1:
        rise = (following.intensity if following else section.intensity) - section.intensity
        wanted = 1.0 if rise > 0.2 else 0.5 if rise > -0.1 else 0.3
        if following is None:
            wanted = 0.6
    elif offset % 8 == 7:
        wanted = 0.3
    else:
        return None
    fills = sorted(
        (f for f in piece.style.fills if f.meter == piece.meter.name),
        key=lambda f: (abs(fill_steps(f) / piece.meter.subdivisions - wanted), f.name),
    )
    if not fills:
        return None
    best = [f for f in fills if fill_steps(f) == fill_steps(fills[0])]
    return best[int(rng(piece.seed, f"fill/{bar}").integers(len(best)))]


def fill_steps(fill: Groove) -> int:
    """How many sixteenths a fill lasts."""
    return size(next(iter(fill.lines.values())))
