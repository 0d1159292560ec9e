"""A picture of a voice: its initial on two colours that are its own."""

import hashlib
from html import escape


def draw_voice_picture(item_id: str, name: str) -> str:
    """The picture as SVG, the same for the same voice."""
    hue = int.from_bytes(hashlib.sha256(item_id.encode()).digest()[:2], "big") % 360
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256" width="256" height="256">'
        f'<rect width="256" height="256" fill="hsl({hue} 45% 32%)"/>'
        f'<circle cx="128" cy="128" r="92" fill="hsl({(hue + 40) % 360} 60% 62%)"/>'
        '<text x="128" y="128" dy=".35em" font-family="sans-serif" font-size="104" fill="#fff" '
        f'text-anchor="middle">{escape(name[:1].upper())}</text></svg>'
    )
