"""A picture of a voice: its initial in a ring that swings as its own few partials would, on two colours of its own."""

import hashlib
from html import escape
from math import cos, pi, sin

_CENTRE, _RADIUS, _POINTS = 128, 84.0, 180
_RINGS = ((1.16, 0.25), (1.0, 1.0))
"""Size and opacity of the rings, from the back to the front."""


def draw_voice_picture(item_id: str, name: str) -> str:
    """The picture as SVG, the same for the same voice."""
    digest = hashlib.sha256(item_id.encode()).digest()
    hue = int.from_bytes(digest[:2], "big") % 360
    rings = "".join(
        f'<path d="{_ring(digest, size)}" fill="hsl({(hue + 40) % 360} 60% 62%)" fill-opacity="{opacity}"/>'
        for size, opacity in _RINGS
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256" width="256" height="256">'
        f'<rect width="256" height="256" fill="hsl({hue} 45% 32%)"/>{rings}'
        '<text x="128" y="128" dy=".35em" font-family="sans-serif" font-size="104" fill="#fff" '
        f'text-anchor="middle">{escape(name[:1].upper())}</text></svg>'
    )


def _ring(digest: bytes, size: float) -> str:
    """A closed path around the middle: a circle on which three waves stand, their number and height from the digest."""
    waves = [(3 + digest[2 + k] % 9, (1 + digest[5 + k] % 6) * 1.1, digest[8 + k] / 256 * 2 * pi) for k in range(3)]
    places = []
    for point in range(_POINTS):
        angle = 2 * pi * point / _POINTS
        radius = size * (_RADIUS + sum(height * cos(number * angle + turn) for number, height, turn in waves))
        places.append(f"{_CENTRE + radius * sin(angle):.1f} {_CENTRE - radius * cos(angle):.1f}")
    return f"M{'L'.join(places)}Z"
