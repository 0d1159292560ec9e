"""Form: which sections, how long and how intense, filling an exact number of bars."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from tonewright.composition.piece import SectionPlan
from tonewright.composition.style import SectionSpec, Style

# Sections whose length may change most easily.
_ELASTIC = ("intro", "outro", "break", "breakdown", "build")
_GOOD_SECTION_S = 17.0
_LONGEST_S = 36.0
_LONGEST_ELASTIC_S = 16.0
_SHORTEST_S = 4.5
_BROKEN_CYCLE = 9.0
_ENERGY_REACH = 0.3
_UNNAMED = 4.0  # what it costs that a form lacks a section that the brief speaks of
_BARE_S = 13.0  # a form with fewer sections than one in so many seconds says too little


@dataclass(frozen=True)
class Stretch:
    """A section whose length is still open: what each possible number of bars costs."""

    spec: SectionSpec
    costs: dict[int, float]
    lyrics: int | None = None


def fit(stretches: list[Stretch], total: int) -> tuple[float, list[int]] | None:
    """Lengths that add up to exactly `total` bars at the least cost, and that cost; None if there are none.

    Dynamic programming over the sections: best[n] is the cheapest way to fill n bars with those so far.
    """
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for stretch in stretches:
        found: dict[int, tuple[float, list[int]]] = {}
        for filled, (cost, lengths) in best.items():
            for bars, extra in stretch.costs.items():
                here, price = filled + bars, cost + extra
                if here <= total and (here not in found or price < found[here][0]):
                    found[here] = (price, [*lengths, bars])
        best = found
    return best.get(total)


def length_costs(spec: SectionSpec, nominal: int, bar_s: float, cycle: int = 0) -> dict[int, float]:
    """What each length of a section costs: none as written, little for other phrases of 4, much for odd bars.

    A section that lasts very long or very short on the clock, whatever its bars, costs too. A section that is
    written in whole choruses of `cycle` bars keeps to them.
    """
    cyclic = cycle > 0 and spec.bars % cycle == 0
    if cyclic:
        nominal = max(cycle, round(nominal / cycle) * cycle)
    elastic = spec.kind in _ELASTIC
    low = max(1, nominal // 2) if elastic or nominal < 8 else nominal // 2
    longest_s = max(_LONGEST_ELASTIC_S, min(spec.bars * bar_s, _LONGEST_S)) if elastic else _LONGEST_S
    if cyclic:
        longest_s = max(_LONGEST_S, cycle * bar_s)
    costs = {}
    for bars in range(low, 2 * nominal + 1):
        uneven = 0.0 if bars % 4 == 0 else 0.7 if bars % 2 == 0 else 2.2
        if nominal <= 2 or elastic:
            uneven *= 0.6
        elif bars > 8 and bars % 8 == 4:
            uneven = 0.35
        if cyclic:
            uneven = 0.0 if bars % cycle == 0 else _BROKEN_CYCLE
        stretch = (1.2 if elastic else 3.0) * abs(math.log2(bars / nominal))
        clock = 7.0 * max(0.0, math.log2(bars * bar_s / longest_s))
        clock += 1.2 * max(0.0, math.log2(_SHORTEST_S / (bars * bar_s)))
        costs[bars] = uneven + stretch + clock
    return costs


def instrumental_form(
    style: Style,
    bar_s: float,
    choices: list[tuple[int, float]],
    ending_cost: Callable[[int], float],
    named: tuple[str, ...] = (),
) -> tuple[SectionPlan, ...]:
    """The form of an instrumental.

    Parameters: a bar's length in seconds; the possible numbers of bars before the last chord with their
    costs; `ending_cost` tells how well a last section of so many bars leads home; `named` are the kinds of section
    that the form should have.
    """
    best: tuple[float, list[Stretch], list[int]] | None = None
    for form in style.forms:
        for scale in style.form_scales:
            stretches = [Stretch(s, length_costs(s, max(1, round(s.bars * scale)), bar_s, style.cycle)) for s in form]
            last = stretches[-1]
            stretches[-1] = replace(last, costs={n: c + ending_cost(n) for n, c in last.costs.items()})
            pace = abs(math.log2(8 * scale * bar_s / _GOOD_SECTION_S)) if len(form) > 2 else 0.4
            for bars, cost in choices:
                fitted = fit(stretches, bars)
                if fitted is None:
                    continue
                bare = max(0.0, math.log2(bars * bar_s / (len(form) * _BARE_S)))
                missing = sum(kind not in {spec.kind for spec in form} for kind in named)
                price = fitted[0] + cost + 2.5 * pace + 3.0 * bare + _UNNAMED * missing
                if best is None or price < best[0]:
                    best = (price, stretches, fitted[1])
    if best is None:
        bars = choices[-1][0]
        spec = style.forms[0][0]
        best = (0.0, [Stretch(spec, {bars: 0.0})], [bars])
    return lay_out(best[1], best[2])


def lay_out(stretches: list[Stretch], lengths: list[int]) -> tuple[SectionPlan, ...]:
    """The sections one after another; those of length 0 are left out."""
    plans: list[SectionPlan] = []
    bar = 0
    for stretch, bars in zip(stretches, lengths, strict=True):
        if bars == 0:
            continue
        kind = stretch.spec.kind
        time = 1 + sum(p.kind == kind for p in plans)
        plans.append(SectionPlan(kind, bar, bars, stretch.spec.intensity, time, False, stretch.lyrics))
        bar += bars
    last = {plan.kind: plan for plan in plans}
    return tuple(replace(plan, is_last=last[plan.kind] is plan and plan.time > 1) for plan in plans)


def coloured(sections: tuple[SectionPlan, ...], energy: float) -> tuple[SectionPlan, ...]:
    """The sections, quieter or louder by the brief's energy (0…1, 0.5 leaves them as the style has them)."""
    shift = (energy - 0.5) * _ENERGY_REACH
    return tuple(replace(s, intensity=round(min(1.0, max(0.1, s.intensity + shift)), 3)) for s in sections)
