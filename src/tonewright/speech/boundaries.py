"""Boundaries between phones moved to where the sound changes.

eSpeak NG's events put the closure of a stop at the tail of the phone before it, and let hiss reach into the
vowels beside it; energy tells where they belong.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfiltfilt

from tonewright.speech.utterance import Phone

Phones = list[tuple[int, Phone]]
"""Phones in their order, each with the index of its word."""

SHORTEST_PHONE_S = 0.001
LONGEST_CLOSURE_S = 0.12
SHORTEST_BEFORE_CLOSURE_S = 0.03
CLOSED_BELOW = 0.12
"""A phone is over where it is softer than this share of its loudest moment."""
LONGEST_HISS_S = 0.04
HISS_FROM_HZ, HISS_SHARE = 5_000.0, 0.01
"""Vowels of the Klatt voices have less than −35 dB above 5 kHz."""
SHORTEST_VOWEL_S, LENT_SHARE = 0.05, 0.6
_ENERGY_STEP_S = 0.005


def settled(phones: Phones, samples: NDArray[np.float64], rate: int) -> Phones:
    """The phones of mono samples with closures and hiss given to the consonants that they belong to."""
    return _lengthened(_hiss_moved(_closures_moved(phones, samples, rate), samples, rate)) if phones else []


def _closures_moved(phones: Phones, samples: NDArray[np.float64], rate: int) -> Phones:
    """The phones with every closure given from the tail of the phone before to the stop that it belongs to."""
    moved = list(phones)
    # The difference leaves out the murmur of voiced closures, which is lower than any formant.
    edges = np.diff(samples, prepend=0.0)
    for index in range(1, len(moved)):
        (owner, phone), (owner_before, before) = moved[index], moved[index - 1]
        if not phone.closed or phone.start_s - before.end_s > SHORTEST_PHONE_S:
            continue
        boundary_s = _sounds_until(before, edges, rate)
        moved[index - 1] = (owner_before, replace(before, end_s=boundary_s))
        moved[index] = (owner, replace(phone, start_s=boundary_s))
    return moved


def _hiss_moved(phones: Phones, samples: NDArray[np.float64], rate: int) -> Phones:
    """The phones with all hiss given to the unvoiced ones: eSpeak NG lets it reach into the vowels beside them."""
    moved = list(phones)
    hisses = _hisses(samples, rate)
    for index in range(1, len(moved)):
        (owner, phone), (owner_before, before) = moved[index], moved[index - 1]
        if phone.start_s - before.end_s > SHORTEST_PHONE_S or {phone.kind, before.kind} != {"vowel", "unvoiced"}:
            continue
        vowel = phone if phone.kind == "vowel" else before
        at, step = round(before.end_s / _ENERGY_STEP_S), 1 if vowel is phone else -1
        steps = round(min(LONGEST_HISS_S, 0.4 * (vowel.end_s - vowel.start_s)) / _ENERGY_STEP_S)
        moves = 0
        while moves < steps and 0 <= at < len(hisses) and hisses[at if step > 0 else at - 1]:
            at, moves = at + step, moves + 1
        boundary_s = before.end_s + step * moves * _ENERGY_STEP_S
        moved[index - 1] = (owner_before, replace(before, end_s=boundary_s))
        moved[index] = (owner, replace(phone, start_s=boundary_s))
    return moved


def _lengthened(phones: Phones) -> Phones:
    """The phones, very short vowels begun within the voiced consonant before them.

    eSpeak NG's Russian and Ukrainian vowels begin while it still names the consonant, most of all a palatal one.
    """
    moved = list(phones)
    for index in range(1, len(moved)):
        (owner, phone), (owner_before, before) = moved[index], moved[index - 1]
        follows = phone.kind == "vowel" and before.kind == "voiced" and phone.start_s - before.end_s < SHORTEST_PHONE_S
        missing_s = SHORTEST_VOWEL_S - (phone.end_s - phone.start_s)
        if follows and missing_s > 0:
            boundary_s = before.end_s - min(missing_s, LENT_SHARE * (before.end_s - before.start_s))
            moved[index - 1] = (owner_before, replace(before, end_s=boundary_s))
            moved[index] = (owner, replace(phone, start_s=boundary_s))
    return moved


def _hisses(samples: NDArray[np.float64], rate: int) -> NDArray[np.bool_]:
    """Where, every _ENERGY_STEP_S, there is more above HISS_FROM_HZ than any vowel has."""
    high = sosfiltfilt(butter(6, HISS_FROM_HZ, "high", fs=rate, output="sos"), samples)
    step = round(_ENERGY_STEP_S * rate)
    count = len(high) // step
    share = np.sum(high[: count * step].reshape(count, step) ** 2, axis=1)
    share /= np.sum(samples[: count * step].reshape(count, step) ** 2, axis=1) + 1e-9
    return np.asarray(share > HISS_SHARE)


def _sounds_until(phone: Phone, samples: NDArray[np.float64], rate: int) -> float:
    """Where a phone's energy has fallen for good, at most LONGEST_CLOSURE_S before its end."""
    step = round(_ENERGY_STEP_S * rate)
    own = samples[round(phone.start_s * rate) : round(phone.end_s * rate)]
    rms = np.sqrt([np.mean(own[at : at + step] ** 2) + 1e-12 for at in range(0, max(1, len(own) - step + 1), step)])
    last = int(np.flatnonzero(rms >= CLOSED_BELOW * rms.max())[-1]) + 1
    earliest_s = max(phone.start_s + SHORTEST_BEFORE_CLOSURE_S, phone.end_s - LONGEST_CLOSURE_S)
    return min(phone.end_s, max(phone.start_s + last * _ENERGY_STEP_S, earliest_s))
