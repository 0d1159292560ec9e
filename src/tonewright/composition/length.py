"""Length: how many bars fill the asked seconds so that the last chord can ring out."""

import math

RING_MIN_S = 2.0
RING_MAX_S = 5.0
HIT_S = 1.0  # what a damped last hit needs to die away
AIR_S = 0.35  # silence for the release after the last chord


def bar_choices(seconds: float, bar_s: float, ending: str = "") -> list[tuple[int, float]]:
    """Numbers of bars before the last chord's downbeat that leave it a good ring, and what each costs.

    Parameters: the piece's length and a bar's length in seconds; how it ends, as in `Course.ending`. The last chord
    sounds 2–5 s. Where bars are so long that no downbeat leaves that, the ring is cut at 5 s and the rest is its decay.
    A piece that fades plays on to its end, one that ends with a hit stops a second before it.
    """
    if ending == "fade":
        return [(max(1, math.ceil(seconds / bar_s - 1e-9)), 0.0)]
    if ending == "hit":
        latest = max(1, math.floor((seconds - HIT_S) / bar_s + 1e-9))
        return [
            (bars, _oddness(bars) + 1.5 * (seconds - bars * bar_s - HIT_S))
            for bars in range(max(1, latest - 1), latest + 1)
        ]
    latest = math.floor((seconds - RING_MIN_S - AIR_S) / bar_s + 1e-9)
    choices = []
    for bars in range(max(1, latest - 8), latest + 1):
        left = seconds - bars * bar_s
        if left <= RING_MAX_S + 0.8:
            choices.append((bars, _oddness(bars) + 0.25 * abs(left - 3.6)))
    return choices or [(max(1, latest), 0.0)]


def _oddness(bars: int) -> float:
    return 0.0 if bars % 4 == 0 else 0.5 if bars % 2 == 0 else 1.0


def ring_seconds(seconds: float, final_s: float, ending: str = "") -> float:
    """How long the last chord sounds that falls at `final_s` of a piece of `seconds`."""
    if ending == "hit":
        return min(0.5, seconds - final_s)
    return max(0.5, min(RING_MAX_S, seconds - final_s - AIR_S))


def fitting_tempo(
    seconds: float, bar_beats: float, tempo_bpm: float, low: float, high: float, ending: str = ""
) -> float:
    """A whole-numbered tempo near `tempo_bpm` (±5 %, within low…high) at which phrases of 4 bars fill the time."""

    def cost(tempo: int) -> float:
        bar_s = bar_beats * 60 / tempo
        return min(c for _, c in bar_choices(seconds, bar_s, ending)) + 0.08 * abs(tempo - tempo_bpm)

    reach = round(tempo_bpm * 0.05)
    near = [t for t in range(round(tempo_bpm) - reach, round(tempo_bpm) + reach + 1) if low <= t <= high]
    return float(min(near or [round(tempo_bpm)], key=cost))
