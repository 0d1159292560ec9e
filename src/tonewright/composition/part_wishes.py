"""Part wishes: the places that named instruments take in the band, and where they play.

A named instrument always has a place. Where the role is taken, it becomes a second player of the nearest role that it
can fill (`counter 2`); lines that would crowd each other are played in turns, section by section.
"""

import math

from tonewright.brief.brief import Brief, PartWish
from tonewright.composition.instruments import instrument
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.technique import wish_for

# The roles that a wish asks for, the best first, and what a player must be able to do there.
_ROLES = {
    "lead": (("melody", ("melody",)), ("counter", ("melody",))),
    "answer": (("counter", ("melody",)), ("colour", ("arpeggio",))),
    "chords": (("comp1", ("chords", "arpeggio")), ("comp2", ("chords", "arpeggio")), ("pad", ("hold",))),
    "bass": (("bass", ("bass",)),),
    "rhythm": (("kit", ("rhythm",)), ("percussion", ("rhythm",)), ("comp2", ("chords",)), ("comp1", ("chords",))),
    "pad": (("pad", ("hold",)), ("strings", ("hold",))),
    "accent": (("colour", ("arpeggio",)), ("counter", ("melody",)), ("strings", ("hold",))),
}  # fmt: skip
# Where a player goes for whom there is no free role, by ability.
_SECOND = {
    "melody": "counter", "chords": "comp2", "arpeggio": "colour", "hold": "strings", "bass": "bass", "rhythm": "kit",
    "effect": "fx", "bed": "fx",
}  # fmt: skip
_TURNS = ("kit", "bass", "counter")
# Up to so many players a wanted one simply plays on; a larger band takes its turns as the style has them.
_SMALL_BAND = 3
# Who answers does so from the first call on.
_WHOLE = 1.0
_USUAL_SHARE = 0.5
_LEAST_SHARE = 0.3
_MOST_PLAYERS = 16


def base_of(role: str) -> str:
    """The palette role that a second player's role belongs to: `counter` for `counter 2`."""
    return role.partition(" ")[0]


def wished_role(wish: PartWish | None, name: str, taken: dict[str, str]) -> str | None:
    """The free role in which a wish wants the instrument, None where it does not say or the player cannot."""
    if wish is None or not wish.role:
        return None
    can = instrument(name).can
    places = [role for role, abilities in _ROLES.get(wish.role, ()) if any(a in can for a in abilities)]
    return next((role for role in places if role not in taken), None)


def second_role(name: str, taken: dict[str, str]) -> str | None:
    """A role beside another player of its kind; None where the band is full."""
    if len(taken) >= _MOST_PLAYERS:
        return None
    base = _SECOND[instrument(name).can[0]]
    if base == "kit" and name in ("taiko", "timpani"):
        base = "percussion"
    return base if base not in taken else f"{base} {next(n for n in range(2, 99) if f'{base} {n}' not in taken)}"


def is_in(piece_sections: tuple[SectionPlan, ...], section: SectionPlan, names: tuple[str, ...]) -> bool:
    """Whether a section of the piece is one of `names`: a kind, `verse 2`, `last chorus`."""
    if section.kind in names or f"{section.kind} {section.time}" in names:
        return True
    last = max((s.time for s in piece_sections if s.kind == section.kind), default=0)
    return section.time == last and f"last {section.kind}" in names


def placed(
    piece: Piece, players: dict[str, str], stretches: dict[str, list[SectionPlan]], wanted: frozenset[str]
) -> dict[str, list[SectionPlan]]:
    """The sections of every player: the style's, shared between players of one role, bent to what is wished.

    `wanted` are the roles of named instruments: each plays in three bars of ten at least, a small band and who answers
    throughout.
    """
    found = {role: list(sections) for role, sections in stretches.items()}
    for base in _TURNS:
        crowd = [role for role in players if base_of(role) == base]
        if len(crowd) > 1:
            for index, role in enumerate(crowd):
                found[role] = [s for i, s in enumerate(stretches[crowd[0]]) if i % len(crowd) == index]
    for role, name in players.items():
        wish = wish_for(piece.brief, name)
        if role in wanted:
            found[role] = _enough(piece, found[role], wish, _share(piece, role, players, wish))
        found[role] = bent(piece, found[role], name)
    for section in _left_silent(piece, found):
        for role, name in players.items():
            if role != "fx" and bent(piece, [section], name):
                found[role] = sorted([*found[role], section], key=lambda s: s.start_bar)
    return found


def _share(piece: Piece, role: str, players: dict[str, str], wish: PartWish | None) -> float:
    if wish is not None and wish.role == "accent":
        return _LEAST_SHARE
    if wish is not None and wish.role == "answer":
        return _WHOLE
    if len(set(players.values())) <= _SMALL_BAND and base_of(role) not in _TURNS[2:]:
        return _WHOLE
    return _USUAL_SHARE if role == base_of(role) else _LEAST_SHARE


def _enough(piece: Piece, sections: list[SectionPlan], wish: PartWish | None, share: float) -> list[SectionPlan]:
    """The sections, and so many more that the player has its share of all bars: full sections before quiet ones."""
    found = list(sections)
    least = math.ceil(share * piece.final_bar - 1e-9)
    barred = () if wish is None else wish.without
    spare = [s for s in piece.sections if not is_in(piece.sections, s, barred)]
    for section in sorted(spare, key=lambda s: (-s.intensity, s.start_bar)):
        if sum(s.bars for s in found) >= least:
            break
        found = [s for s in found if not section.start_bar <= s.start_bar < section.end_bar] + [section]
    return sorted(found, key=lambda s: s.start_bar)


def bent(piece: Piece, sections: list[SectionPlan], name: str) -> list[SectionPlan]:
    """The sections as the wish for an instrument bends them: only where it says, nowhere where it is to rest."""
    wish = wish_for(piece.brief, name)
    if wish is None:
        return sections
    only = [s for s in piece.sections if is_in(piece.sections, s, wish.only)] if wish.only else []
    here = only or sections
    return [s for s in here if not is_in(piece.sections, piece.section_at(s.start_bar), wish.without)] or only


def named_sections(brief: Brief) -> tuple[str, ...]:
    """The kinds of section that the brief speaks of, which a form should therefore have."""
    names = [name for wish in brief.parts for name in (*wish.only, *wish.without)] + [*brief.course.silence_before]
    kinds = [word for name in names for word in name.split() if word != "last" and not word.isdigit()]
    return tuple(dict.fromkeys(kinds))


def _left_silent(piece: Piece, stretches: dict[str, list[SectionPlan]]) -> list[SectionPlan]:
    """The sections in which nobody but a lead would play."""
    heard = {s.start_bar for role, sections in stretches.items() if role not in ("melody", "fx") for s in sections}
    return [s for s in piece.sections if not any(s.start_bar <= bar < s.end_bar for bar in heard)]
