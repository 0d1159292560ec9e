"""Motifs: the cells of rhythm and the shapes that a piece's themes are built of, and where they return."""

from tonewright.composition.piece import Piece
from tonewright.theory.seeds import rng

# The bars of an 8-bar theme: A and B are motif cells, c a cadence that breathes, E the closing one, . a rest.
# A returns in the 3rd and 5th bars; the fourth bar breathes so that others can answer.
_PLANS = {
    "intro": "Ac..Ac.E",
    "verse": "AcAcBcAE",
    "prechorus": "ABAEABAE",
    "chorus": "ABAcABDE",
    "drop": "ABAcABDE",
    "bridge": "BcBcDBDE",
    "solo": "ABDcBADE",
    "instrumental": "ABAcABDE",
    "break": "Ac..Bc.E",
    "breakdown": "Ac..Ac.E",
    "build": "AAAABBBE",
    "outro": "Ac.cAc.E",
}
# Twelve bars are three times four: a line, the line again, its answer; each leaves room for a reply (AAB).
_TWELVE = {
    "solo": "ABAcABAcDBDE",
    "chorus": "ABc.ABc.DBE.",
    "instrumental": "ABc.ABc.DBE.",
}
_TWELVE_ELSE = "Ac..Ac..BcE."


def theme_plan(kind: str, bars: int) -> str:
    """One letter per bar: the 8-bar plan cut or stretched so that it still opens with A and closes with E."""
    plan = _PLANS.get(kind, _PLANS["verse"])
    if bars == 12:
        return _TWELVE.get(kind, _TWELVE_ELSE)
    if bars <= 8:
        middle = plan[1 : bars - 1] if bars > 2 else ""
        return ("A" + middle + "E")[:bars] if bars > 1 else "A"
    return (plan[:7] * 3)[: bars - 1] + "E"


def choose_cells(piece: Piece, kind: str) -> dict[str, str]:
    """The rhythm cells of a theme. The chorus's A is the piece's motif; the other sections borrow from it."""
    meter = piece.meter.name
    cells, cadences = piece.style.cells[meter], piece.style.cadence_cells[meter]
    # Motifs that would gabble or crawl at this tempo come last.
    bar_s = piece.meter.bar_beats * 60 / piece.tempo_bpm
    drawn = [int(i) for i in rng(piece.seed, "motif").permutation(len(cells))]
    slowest_hz, fastest_hz = piece.style.pace
    order = sorted(drawn, key=lambda i: not slowest_hz <= cells[i].count("x") / bar_s <= fastest_hz)
    hook, second, third = (cells[order[i % len(cells)]] for i in range(3))
    own = cells[order[(3 + len(kind) % 3) % len(cells)]]
    ends = rng(piece.seed, f"cadence/{kind}").permutation(len(cadences))
    close, breathe = cadences[int(ends[0])], cadences[int(ends[1 % len(ends)])]
    if kind in ("chorus", "drop", "intro", "outro", "breakdown", "instrumental"):
        return {"A": hook, "B": second, "c": breathe, "D": own, "E": close}
    return {"A": own, "B": third, "c": breathe, "D": hook, "E": close}


def motif_shape(piece: Piece, kind: str, letter: str) -> list[float]:
    """A motif's rough shape in semitones: one of a few arches, a little different for every seed."""
    random = rng(piece.seed, f"shape/{kind}/{letter}")
    size = 2.5 + 3.5 * float(random.random())
    curves = {
        "rise": (-1, -0.4, 0.2, 0.7, 1), "fall": (1, 0.6, 0.1, -0.5, -1), "arch": (-0.8, 0.2, 1, 0.4, -0.5),
        "dip": (0.7, -0.2, -1, -0.1, 0.8), "leap": (-1, 0.9, 0.6, 0.2, -0.2),
    }  # fmt: skip
    names = list(curves)
    curve = curves[names[int(random.integers(len(names)))]]
    if letter in "cE":
        curve = curves["fall"]
    return [size * c for c in curve]
