"""Orchestration: who plays which role, and in which sections."""

from dataclasses import replace

from tonewright.brief.brief import Brief
from tonewright.composition.course import entered
from tonewright.composition.instruments import catalogue, instrument, named_by
from tonewright.composition.part_wishes import base_of, placed, second_role, wished_role
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.style import Style
from tonewright.composition.technique import technique_for, wish_for
from tonewright.theory.seeds import rng

CHORD_ROLES = ("comp1", "comp2", "pad", "strings", "colour")
_DRUM_ROLES = ("kit", "percussion")
# What a role's player must be able to do; the first is the best.
_ABILITY = {
    "kit": ("rhythm",), "percussion": ("rhythm",), "bass": ("bass",), "comp1": ("chords", "arpeggio"),
    "comp2": ("chords", "arpeggio"), "pad": ("hold",), "strings": ("hold",), "melody": ("melody",),
    "counter": ("melody",), "colour": ("arpeggio",), "fx": ("effect",),
}  # fmt: skip
# Who steps in where everybody that the style knows is unwanted.
_SUBSTITUTES = {
    "melody": (
        "flute",
        "violin",
        "acoustic_grand_piano",
        "nylon_guitar",
        "saw_lead",
        "trumpet",
        "voice_oohs",
    ),
    "comp1": ("acoustic_grand_piano", "nylon_guitar", "vibraphone", "harp", "rock_organ", "fm_keys"),
    "pad": ("string_ensemble", "warm_pad", "choir_aahs"),
}
# Who plays percussion by the name of what is struck.
_HANDS = "standard_kit"
_VOICES = ("choir_aahs", "voice_oohs")
# Shorter sections keep their players: an entry after four bars is heard as the next section.
_HALVED_FROM_BARS = 12
_HALF_BARS = 8


def barred(brief: Brief) -> frozenset[str]:
    """The instruments that the brief does not want; `*` bars all but human voices and what is wanted."""
    wanted = {name for word in brief.wanted for name in named_by(word)}
    names: set[str] = set()
    for word in brief.unwanted:
        names |= set(catalogue()) - set(_VOICES) - wanted if word == "*" else set(named_by(word))
    return frozenset(names)


def cast(brief: Brief, style: Style) -> dict[str, str]:
    """The instrument of every role that is filled.

    Wanted instruments come first and take the role they can fill best: the melody if they are made for it,
    else chords, held chords, bass or drums. The rest is the style's palette, coloured by mood.
    """
    out = barred(brief)
    no_percussion = "percussion" in brief.unwanted or "drums" in brief.unwanted or "*" in brief.unwanted
    chosen = _wanted(brief, style, out)
    for role in style.palette:
        if role in chosen or (role == "percussion" and no_percussion):
            continue
        options = [name for name in style.palette[role] if name not in out]
        if style.palette[role]:
            options = options or [n for n in _SUBSTITUTES.get(role, ()) if n not in out]
        if role in style.alike:
            # One instrument for all of them, as for the two hands of a pianist.
            options = [chosen[r] for r in style.alike if chosen.get(r) in style.palette[r]][:1] or options
        taken = {chosen[r] for r in chosen if r not in _DRUM_ROLES}
        free = [name for name in options if name not in taken] or options
        if free:
            chosen[role] = _pick(brief, style, role, free)
    seconds = [role for role in chosen if role not in style.palette]
    return {role: chosen[role] for role in (*style.palette, *seconds) if role in chosen}


def wanted_roles(brief: Brief, style: Style) -> frozenset[str]:
    """The roles that wanted instruments fill, which sound wherever they can."""
    return frozenset(_wanted(brief, style, barred(brief)))


def stretches_of(piece: Piece, cast_: dict[str, str]) -> dict[str, list[SectionPlan]]:
    """For every cast role the sections, or halves of sections, in which it plays.

    A style may name other roles (`verse late`) for what follows the first eight bars, or the first chorus of the
    style's cycle, of a section of 12 bars or more: there parts enter or leave. Who plays in both gets all of it.
    """
    found: dict[str, list[SectionPlan]] = {role: [] for role in cast_}
    for section in piece.sections:
        early, late = roles_in(piece, section, cast_), _late_roles(piece, section, cast_)
        half = max(_HALF_BARS, piece.style.cycle)
        halves = (
            replace(section, bars=half),
            replace(section, start_bar=section.start_bar + half, bars=section.bars - half),
        )
        for role in cast_:
            if role in early and (late is None or role in late):
                found[role].append(section)
            elif role in early:
                found[role].append(halves[0])
            elif late is not None and role in late:
                found[role].append(halves[1])
    found = placed(piece, cast_, found, wanted_roles(piece.brief, piece.style))
    return entered(piece, cast_, found)


def roles_in(piece: Piece, section: SectionPlan, cast_: dict[str, str]) -> frozenset[str]:
    """The roles that play in a section, or in its first half."""
    names = [section.kind]
    if section.time > 1:
        names.insert(0, f"{section.kind} {min(section.time, 3)}")
        if section.time > 2:
            names.insert(1, f"{section.kind} 2")
    if section.is_last:
        names.insert(0, f"last {section.kind}")
    return _named_roles(piece, names, cast_) or frozenset(cast_)


def _late_roles(piece: Piece, section: SectionPlan, cast_: dict[str, str]) -> frozenset[str] | None:
    if section.bars < _HALVED_FROM_BARS or section.bars <= piece.style.cycle:
        return None
    names = [f"{section.kind} {section.time} late", f"{section.kind} late"]
    return _named_roles(piece, [f"last {section.kind} late", *names] if section.is_last else names, cast_)


def _named_roles(piece: Piece, names: list[str], cast_: dict[str, str]) -> frozenset[str] | None:
    table = piece.style.arrangement
    roles = next((table[name] for name in names if name in table), None)
    if roles is None:
        return None
    return frozenset(role for role in cast_ if base_of(role) in roles) or None


def _wanted(brief: Brief, style: Style, out: frozenset[str]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    wishes = {wish.instrument: wish for wish in brief.parts if wish.instrument not in brief.unwanted}
    # Who is given a role chooses before those who only are to be there.
    words = sorted(
        dict.fromkeys([*brief.wanted, *wishes, *brief.course.begins_with]),
        key=lambda word: word not in wishes or not wishes[word].role,
    )
    for word in words:
        names = [name for name in named_by(word) if name not in out]
        family = {n for n in chosen.values() if names and instrument(n).family == instrument(names[0]).family}
        if not names or family.intersection(names):
            continue
        known = [n for role in style.palette for n in style.palette[role] if n in names]
        fitting = [n for n in (*known, *names) if wished_role(wishes.get(word), n, chosen)]
        name = next(iter((*fitting, *known, *names)))
        technique = technique_for(brief, word, name)
        if word == "percussion":
            hands = [name for name in style.palette["percussion"] if name not in out and not technique.alone]
            chosen.setdefault("percussion", hands[0] if hands else _HANDS)
            continue
        name = technique.variant(name) if technique.variant(name) not in out else name
        role = (
            wished_role(wishes.get(word), name, chosen) or _role_for(name, chosen, style) or second_role(name, chosen)
        )
        if role is not None:
            chosen[role] = name
    if "melody" not in chosen and brief.kind == "instrumental":
        # The asked instrument leads, even if it also accompanies.
        lead = next((n for n in chosen.values() if instrument(n).fits("melody") and _may_lead(brief, n)), None)
        if lead is not None:
            chosen["melody"] = _lead_of(brief, style, lead) if chosen.get("bass") == lead else lead
    return chosen


def _lead_of(brief: Brief, style: Style, bass: str) -> str:
    """Where a family was asked for and one of it plays the bass, the one leads that leads in this style."""
    family = {name for word in brief.wanted for name in named_by(word)} - barred(brief)
    return next((name for name in style.palette["melody"] if name in family), bass)


def _may_lead(brief: Brief, name: str) -> bool:
    wish = wish_for(brief, name)
    return wish is None or wish.role in ("", "lead")


def _role_for(name: str, chosen: dict[str, str], style: Style) -> str | None:
    abilities = instrument(name).can
    order = {
        "melody": ("melody", "counter"), "chords": ("comp1", "comp2"), "arpeggio": ("comp2", "comp1", "colour"),
        "hold": ("pad", "strings"), "bass": ("bass",), "effect": ("fx",), "bed": ("fx",),
        "rhythm": ("percussion",) if name in ("taiko", "timpani") else ("kit",),
    }  # fmt: skip
    home = next((role for role in style.palette if name in style.palette[role] and role not in chosen), None)
    if any(home in order[ability] for ability in abilities):
        # Where the style itself has a place for it, it does not push another player aside.
        return home
    for ability in abilities:
        for role in order[ability]:
            if role not in chosen:
                return role
    return None


def _pick(brief: Brief, style: Style, role: str, options: list[str]) -> str:
    liked = {name for word in brief.suggested for name in named_by(word)}
    if not liked.intersection(options):
        liked = {name for mood in moods_of(brief) for name in style.mood_palette.get(mood, ())}
    favourites = [name for name in options if name in liked] or options
    random = float(rng(brief.seed, f"cast/{role}").random())
    # The first of a list is the usual choice; the seed prefers it, but not always.
    return favourites[min(int(random**1.6 * len(favourites)), len(favourites) - 1)]


def moods_of(brief: Brief) -> tuple[str, ...]:
    """The palette moods that fit a brief's valence and energy."""
    found = []
    if brief.valence < -0.2:
        found.append("sad")
    if brief.energy < 0.38:
        found.append("calm")
    if brief.valence > 0.3:
        found.append("happy")
    if brief.energy > 0.66:
        found.append("energetic")
    return tuple(found)
