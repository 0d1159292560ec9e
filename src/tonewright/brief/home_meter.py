"""The meter that a style is at home in."""

from tonewright.brief.meter import DEFAULT_METER
from tonewright.styles.packs import pack
from tonewright.theory.meter import METERS, Meter
from tonewright.theory.seeds import rng


def home_meter(style: str, seed: int) -> Meter:
    """The meter of a piece for which none is asked: the style's own, or one of several by the seed; else 4/4.

    A meter that a pack names twice is taken twice as often. Raises StyleError if there is no such pack.
    """
    own = pack(style)["feel"].get("meter", DEFAULT_METER.name)
    return METERS[own if isinstance(own, str) else own[int(rng(seed, "meter").integers(len(own)))]]
