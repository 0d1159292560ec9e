"""What the pieces' figures come to: the lines of the table in `docs/figures.md`, each with what is wanted.

Pieces that failed, and briefs of styles without a pack, are counted and named, and take no part in the rest.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from bench.style import families, named_right

Pieces = Mapping[str, Mapping[str, Any]]
Suite = Mapping[str, Mapping[str, Any]]

LOUDNESS_LUFS, LOUDNESS_WITHIN = -14.0, 0.5
MOST_ALIKE = 8
PLAIN_MODES = ("major", "minor", "harmonic minor")


def summarised(pieces: Pieces, suite: Suite) -> dict[str, Any]:
    """The figures by name; wherever not all are right, which are not."""
    made = {name: piece for name, piece in pieces.items() if "tempo" in piece}
    summary: dict[str, Any] = {
        "pieces": len(made),
        "failed": {name: piece["error"] for name, piece in pieces.items() if "error" in piece},
        "without a pack": sorted(name for name, piece in pieces.items() if "missing" in piece),
    }
    if not made:
        return summary
    return summary | {
        "style read": _rights(made, "style"),
        "meter": _rights(made, "meter"),
        "tempo": _tempo(made),
        "key": _key(made),
        "chords": {
            name: {of.removesuffix(" share"): part for of, part in piece["chords"].items() if of.endswith(" share")}
            for name, piece in made.items()
            if "chords" in piece
        },
        "instruments": _instruments(made),
        "levels": _levels(made),
        "structure": _structure(made),
        "bars alike": _most(made),
        "seeds": _seeds(made),
        "style heard": _styles(made, suite),
    }


def table_of(summary: Mapping[str, Any]) -> str:
    """The summary as Markdown."""
    rows = [f"| {name} | {_told(value)} |" for name, value in _flat(summary)]
    return "\n".join(["| | measured |", "|---|---|", *rows])


def _rights(made: Pieces, field: str) -> dict[str, Any]:
    wrong = [name for name, piece in made.items() if not piece[field]["right"]]
    return {"right": _share(len(made) - len(wrong), len(made)), "wrong": wrong}


def _tempo(made: Pieces) -> dict[str, Any]:
    verdicts = {name: piece["tempo"]["verdict"] for name, piece in made.items()}
    counts = Counter(verdicts.values())
    beatless = counts.pop("beatless", 0)
    clock = [abs(p["tempo"]["MIDI"] / p["tempo"]["asked"] - 1) for p in made.values()]
    return {
        "exact (within 0.5 %)": _share(counts["exact"], len(made) - beatless),
        "exact or another level of the same grid": _share(
            sum(number for verdict, number in counts.items() if verdict != "other"), len(made) - beatless
        ),
        "folded or other": {
            name: f"{verdict}: {made[name]['tempo']['heard']} of {made[name]['tempo']['asked']}"
            for name, verdict in verdicts.items()
            if verdict not in ("exact", "beatless")
        },
        "on the MIDI clock, of all with the beatless": _share(sum(off < 5e-3 for off in clock), len(clock)),
    }


def _key(made: Pieces) -> dict[str, Any]:
    keys = {name: piece["key"] for name, piece in made.items() if "key" in piece}
    plain = {name: key for name, key in keys.items() if key["mode"] in PLAIN_MODES}
    modal = {name: key for name, key in keys.items() if name not in plain}
    return {
        "exact, major or minor (wanted 95 %)": _share(sum(k["verdict"] == "exact" for k in plain.values()), len(plain)),
        "not exact": {
            name: f"{key['verdict']}: {key['heard']} for {key['asked']}"
            for name, key in plain.items()
            if key["verdict"] != "exact"
        },
        "modal, weighted": {
            "score": round(float(np.mean([k["weight"] for k in modal.values()])), 2) if modal else None,
            "of": len(modal),
            "not exact": {
                name: f"{key['verdict']}: {key['heard']} for {key['asked']} ({key['mode']})"
                for name, key in modal.items()
                if key["verdict"] != "exact"
            },
        },
    }


def _instruments(made: Pieces) -> dict[str, Any]:
    named = {
        f"{name}: {word}": heard
        for name, piece in made.items()
        for word, heard in piece["instruments"].items()
        if not word.startswith("no ")
    }
    barred = [
        (f"{name}: {word}", heard["right"])
        for name, piece in made.items()
        for word, heard in piece["instruments"].items()
        if word.startswith("no ")
    ]
    return {
        "named and heard": _share(sum(heard["right"] for heard in named.values()), len(named)),
        "not": {
            name: "absent" if heard.get("absent") else f"{heard['below_loudest_db']} dB, {heard['bars_share']} of bars"
            for name, heard in named.items()
            if not heard["right"]
        },
        "barred and absent": _share(sum(right for _, right in barred), len(barred)),
        "barred but there": [name for name, right in barred if not right],
    }


def _levels(made: Pieces) -> dict[str, Any]:
    levels = [piece["levels"] for piece in made.values()]
    loudness = [level["LUFS"] for level in levels]
    return {
        "most off the length, s": max(level["length off s"] for level in levels),
        "LUFS": f"{min(loudness)} … {max(loudness)}",
        "within 0.5 of -14": _share(sum(abs(v - LOUDNESS_LUFS) <= LOUDNESS_WITHIN for v in loudness), len(loudness)),
        "true peak, dBTP": max(level["true peak dBTP"] for level in levels),
        "null zero": _share(sum(level["null"] == 0 for level in levels), len(levels)),
    }


def _structure(made: Pieces) -> dict[str, Any]:
    found = {name: piece["structure"] for name, piece in made.items() if piece["structure"]["true s"]}
    returning = {name: piece["structure"] for name, piece in made.items() if "alike" in piece["structure"]}
    means = {
        field: round(float(np.mean([s[field] for s in found.values()])), 3) if found else None
        for field in ("precision", "recall", "F1")
    }
    return {
        **means,
        "lowest F1": dict(sorted(((n, s["F1"]) for n, s in found.items() if s["F1"] < 0.5), key=lambda row: row[1])),
        "returns more alike": _share(sum(s["alike"] for s in returning.values()), len(returning)),
        "returns less alike": {name: s["returns"] for name, s in returning.items() if not s["alike"]},
    }


def _most(made: Pieces) -> dict[str, Any]:
    return {
        "most": max(piece["bars alike"] for piece in made.values()),
        "more than 8": {name: p["bars alike"] for name, p in made.items() if p["bars alike"] > MOST_ALIKE},
    }


def _seeds(made: Pieces) -> dict[str, Any]:
    told = {name: piece["seeds"] for name, piece in made.items() if "seeds" in piece}
    if not told:
        return {}
    repeated = [seeds["same seed identical"] for seeds in told.values() if "same seed identical" in seeds]
    apart = {field: [min(seeds[field], default=0.0) for seeds in told.values()] for field in APART}
    return {
        "same seed identical, of each style's first brief": _share(sum(repeated), len(repeated)),
        **{f"{field}, mean of nearest": round(float(np.mean(values)), 3) for field, values in apart.items()},
        **{f"{field}, least": round(min(values), 3) for field, values in apart.items()},
        "nearest": min(told, key=lambda name: min(told[name]["melody apart"], default=1.0)),
    }


APART = ("rhythm apart", "melody apart")


def _styles(made: Pieces, suite: Suite) -> dict[str, Any]:
    rows = [
        # The whole piece and the first short one are of one seed.
        (name, suite[name]["style"], f"{name}, {max(number, 1)}", features)
        for name, piece in made.items()
        if not suite[name].get("blend")
        for number, features in enumerate((piece["features"], *piece.get("seeds", {}).get("features", ())))
    ]
    if len({style for _, style, _, _ in rows}) < 2:
        return {}
    names, styles, seeds, features = (list(column) for column in zip(*rows, strict=True))
    known = families()
    told: dict[str, Any] = {"pieces": len(rows)}
    tests = {
        "family, one seed's pieces left out (wanted 85 %)": (seeds, False),
        "family, its whole brief left out": (names, False),
        "family, by centroids of families, its whole brief left out": (names, True),
    }
    for title, (left_out, by_family) in tests.items():
        answers = named_right(features, styles, left_out, by_family=by_family)
        heard = [answer if by_family or answer is None else known[answer] for answer in answers]
        judged = [(n, s, h) for n, s, h in zip(names, styles, heard, strict=True) if h is not None]
        told[title] = _share(sum(known[s] == h for _, s, h in judged), len(judged))
        if not by_family:
            wrong = Counter(f"{n} as {h}" for n, s, h in judged if known[s] != h)
            told[f"{title}, wrong"] = dict(wrong.most_common())
    return told


def _share(right: int, total: int) -> str:
    return f"{right} of {total}" + (f" ({100 * right / total:.0f} %)" if total else "")


def _flat(tree: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The summary's subjects and, one level down, their figures."""
    for subject, value in tree.items():
        if isinstance(value, dict) and subject not in ("failed", "chords"):
            yield from ((f"{subject}: {figure}", inner) for figure, inner in value.items())
        else:
            yield subject, value


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name} {_told(inner)}" for name, inner in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value)
