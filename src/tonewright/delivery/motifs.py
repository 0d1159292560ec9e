"""What covers show: each motif paints a canvas from five colours and a random generator."""

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from tonewright.delivery.canvas import Canvas, Plane

Colours = Sequence[str]
Motif = Callable[[Canvas, Colours, np.random.Generator], None]


def sunset(canvas: Canvas, colours: Colours, random: np.random.Generator) -> None:
    """A striped sun sinking behind hazy hills."""
    ground, far, middle, near, light = colours
    canvas.fill((ground, far, middle, near), (canvas.y / 0.8) ** 1.15)
    _stars(canvas, light, random, 90)
    x, y, radius = random.uniform(0.32, 0.68), random.uniform(0.38, 0.48), random.uniform(0.17, 0.28)
    distance = np.hypot(canvas.x - x, canvas.y - y)
    canvas.paint(near, 0.55 * np.exp(-((distance / (radius * 2.1)) ** 2)).astype(np.float32))
    disc = canvas.inside(distance - radius)
    for stripe in range(6):
        middle_y = y + radius * (0.12 + 0.16 * stripe)
        disc *= 1.0 - canvas.inside(np.abs(canvas.y - middle_y) - radius * (0.008 + 0.009 * stripe))
    canvas.paint_ramp((light, near), (canvas.y - y + radius) / (2.0 * radius), disc)
    for layer in range(5):
        base = 0.6 + 0.085 * layer
        ridge = base + 0.1 * _noise(canvas, random, 2.0 + 1.5 * layer, 4, 0.42)
        haze = np.clip((canvas.y - base + 0.06) / 0.22, 0.0, 1.0)
        top = (near, middle, far, far, ground)[layer]
        below = (middle, far, far, ground, ground)[layer]
        position = haze * np.float32(0.6) + np.float32(0.25 + 0.075 * layer)
        canvas.paint_ramp((top, below), position, canvas.inside(ridge - canvas.y))


def ridges(canvas: Canvas, colours: Colours, random: np.random.Generator) -> None:
    """Mountains behind mountains, and a light that comes from behind them."""
    ground, far, middle, near, light = colours
    x, y = random.uniform(0.25, 0.75), random.uniform(0.2, 0.34)
    distance = np.hypot((canvas.x - x), (canvas.y - y) * 1.15)
    canvas.fill((light, near, middle, far, ground), np.clip(distance * 1.25, 0.0, 1.0) ** 0.62)
    canvas.lighten(_beams(np.arctan2(canvas.y - y, canvas.x - x), random) * np.exp(distance * np.float32(-2.2)))
    canvas.paint(light, canvas.inside(np.hypot(canvas.x - x, canvas.y - y) - random.uniform(0.035, 0.06)))
    layers = 7
    for layer in range(layers):
        depth = layer / (layers - 1.0)
        base, height = 0.5 + 0.42 * depth, 0.32 - 0.16 * depth
        peaks = np.abs(_noise(canvas, random, 1.5 + 0.8 * layer, 6, 0.46))
        # Mist lies in the valleys, so each ridge grows paler towards its foot.
        mist = np.clip((canvas.y - base + height) / (height + 0.1), 0.0, 1.0) ** 2
        position = np.float32(0.17 + 0.8 * depth) - mist * np.float32(0.22)
        cover = canvas.inside(base - height * peaks - canvas.y)
        canvas.paint_ramp((near, middle, far, ground), position, cover)


def tiles(canvas: Canvas, colours: Colours, random: np.random.Generator) -> None:
    """Quarter circles, discs and leaves on a grid, in flat colours."""
    canvas.fill((colours[4], colours[4]), canvas.y)
    count = int(random.integers(4, 6))
    weights = np.array([0.3, 0.2, 0.18, 0.22, 0.1])
    before = -1
    for row in range(count):
        for column in range(count):
            back, front, accent = random.choice(5, size=3, replace=False, p=weights)
            if back == before:
                back, front = front, back
            before = back
            tile = canvas.window(column / count, row / count, 1.0 / count)
            u, v = tile.x * count - column, tile.y * count - row
            inside = tile.inside((np.maximum(np.abs(u - 0.5), np.abs(v - 0.5)) - 0.5) / count)
            tile.paint(colours[back], inside)
            u, v = (u, v) if random.random() < 0.5 else (1.0 - u, v)
            u, v = (u, v) if random.random() < 0.5 else (u, 1.0 - v)
            for shape, colour in _tile_shapes(u, v, int(random.integers(6)), (front, accent)):
                tile.paint(colours[colour], inside * tile.inside(shape / count))


def _tile_shapes(u: Plane, v: Plane, kind: int, inks: tuple[int, int]) -> list[tuple[Plane, int]]:
    """Signed distances of a tile's shapes, in tiles, with their inks; the first is painted first."""
    front, accent = inks
    corner, centre = np.hypot(u, v), np.hypot(u - 0.5, v - 0.5)
    return [
        [(corner - 1.0, front), (corner - 0.5, accent)],
        [(centre - 0.5, front), (centre - 0.22, accent)],
        [(np.maximum(corner, np.hypot(u - 1.0, v - 1.0)) - 1.0, front)],
        [(np.hypot(u - 0.5, v) - 0.5, front), (np.hypot(u - 0.5, v - 1.0) - 0.5, accent)],
        [((u + v - 1.0) / np.sqrt(2.0), front)],
        [(np.abs(corner - 0.75) - 0.14, front), (np.abs(corner - 0.32) - 0.1, accent)],
    ][kind]


def ripples(canvas: Canvas, colours: Colours, random: np.random.Generator) -> None:
    """Rings of a few sources that bend each other, lit like water at night."""
    ground, far, middle, near, light = colours
    field = np.zeros((canvas.size, canvas.size), np.float32)
    for _ in range(3):
        x, y = random.uniform(-0.1, 1.1, 2).tolist()
        field += np.hypot(canvas.x - x, (canvas.y - y) * random.uniform(0.8, 1.3)).astype(np.float32)
    bend = random.uniform(0.05, 0.09)
    field += bend * np.sin(canvas.x * random.uniform(5, 9) + random.uniform(0, 6)).astype(np.float32)
    field += bend * np.sin(canvas.y * random.uniform(4, 8) + random.uniform(0, 6)).astype(np.float32)
    low, high = float(field.min()), float(field.max())
    field = (field - low) / np.float32(high - low)
    bands = int(random.integers(15, 22))
    phase = field * bands
    step = np.floor(phase)
    slope = phase - step
    gradient = np.maximum(np.hypot(*np.gradient(phase)), 1e-6)
    # Within a pixel of a ring's edge the ring before shows through.
    here = np.where(step > 0, np.minimum(slope / gradient, 1.0), np.float32(1.0))

    def tone_of(ring: Plane) -> Plane:
        return np.asarray(0.5 - 0.5 * np.cos(ring * np.float32(4.08 * np.pi / bands)))

    tone = here * tone_of(step) + (1.0 - here) * tone_of(step - 1.0)
    relief = np.float32(0.11) * slope**3 - np.float32(0.05) * (1.0 - slope) ** 4
    canvas.fill((ground, far, middle, near), np.clip(0.12 + 0.95 * tone * (1.0 - field * 0.55), 0.0, 1.0))
    canvas.lighten(here * relief + (1.0 - here) * np.float32(0.11))
    edge = np.minimum(slope, 1.0 - slope) / gradient
    canvas.paint(light, np.clip(1.2 - edge, 0.0, 1.0) * (tone**4) * np.float32(0.85))


def bloom(canvas: Canvas, colours: Colours, random: np.random.Generator) -> None:
    """Soft fields of colour with thin rings over them."""
    ground, far, middle, near, light = colours
    angle = random.uniform(0, 2 * np.pi)
    canvas.fill((ground, far), 0.5 + 0.5 * ((canvas.x - 0.5) * math.cos(angle) + (canvas.y - 0.5) * math.sin(angle)))
    for ink in (far, middle, near, middle, near, light):
        x, y = random.uniform(0.05, 0.95, 2).tolist()
        width, height = random.uniform(0.18, 0.42, 2).tolist()
        turn = random.uniform(0, np.pi)
        cosine, sine = math.cos(turn), math.sin(turn)
        u = (canvas.x - x) * cosine + (canvas.y - y) * sine
        v = (canvas.y - y) * cosine - (canvas.x - x) * sine
        canvas.paint(ink, (0.85 * np.exp(-((u / width) ** 2) - (v / height) ** 2)).astype(np.float32))
    x, y = random.uniform(0.3, 0.7, 2).tolist()
    distance = np.hypot(canvas.x - x, canvas.y - y)
    rings = int(random.integers(9, 16))
    for ring in range(rings):
        radius = 0.05 + 0.034 * ring
        fade = np.float32(0.85 * (1.0 - ring / rings))
        canvas.paint(light, canvas.inside(np.abs(distance - radius) - 0.0009) * fade)
    canvas.paint(light, canvas.inside(distance - 0.022))


def strings(canvas: Canvas, colours: Colours, random: np.random.Generator) -> None:
    """Many fine lines that swing like strings, lit where they crowd."""
    ground, far, middle, near, light = colours
    canvas.fill((ground, far, ground), canvas.y)
    x = canvas.x[0].astype(np.float64)
    lines = 46
    swings = [(random.uniform(1.5, 7.0), random.uniform(0, 2 * np.pi), random.uniform(0.3, 1.0)) for _ in range(4)]
    envelope = np.sin(np.pi * np.clip(x * 1.1 - 0.05, 0, 1)) ** 1.5
    glow = np.zeros((canvas.size, canvas.size), np.float32)
    position = np.zeros_like(glow)
    for line in range(lines):
        share = line / (lines - 1.0)
        wave = sum(weight * np.sin(rate * x + phase + share * (1.5 + rate * 0.55)) for rate, phase, weight in swings)
        y = 0.5 + (share - 0.5) * 0.62 * (0.15 + 0.85 * envelope) + 0.17 * envelope * wave
        stroke = canvas.inside(np.abs(canvas.y - y[None, :]) - 0.0011)
        strength = np.float32(0.35 + 0.6 * (0.5 + 0.5 * np.sin(share * 9.0 + swings[0][1])))
        glow = np.maximum(glow, stroke * strength)
        position = np.where(stroke > 0, np.float32(share), position)
    canvas.paint_ramp((middle, near, light, near, middle), position, glow)


MOTIFS: Mapping[str, Motif] = {
    "sunset": sunset,
    "ridges": ridges,
    "tiles": tiles,
    "ripples": ripples,
    "bloom": bloom,
    "strings": strings,
}


def _beams(angles: Plane, random: np.random.Generator) -> Plane:
    """The strength, 0…0.1, of nine beams of light at each angle, −π…π."""
    turns = np.linspace(-np.pi, np.pi, 4096)
    strength = np.zeros_like(turns)
    for beam in range(9):
        turn = np.angle(np.exp(1j * (turns - random.uniform(-np.pi, np.pi))))
        strength += np.exp(-((turn / random.uniform(0.03, 0.1)) ** 2)) * (0.03 + 0.012 * (beam % 3))
    return np.asarray(strength.astype(np.float32)[((angles / np.pi + 1.0) * 2047.5).astype(np.int16)])


def _stars(canvas: Canvas, colour: str, random: np.random.Generator, count: int) -> None:
    cover = np.zeros((canvas.size, canvas.size), np.float32)
    places = (random.random((count, 2)) * (canvas.size - 2, canvas.size * 0.5)).astype(int)
    for (column, row), strength in zip(places, random.uniform(0.15, 0.9, count), strict=True):
        cover[row : row + 2, column : column + 2] = strength
    canvas.paint(colour, cover * (1.0 - 2.0 * canvas.y).clip(0, 1))


def _noise(canvas: Canvas, random: np.random.Generator, scale: float, octaves: int, persistence: float) -> Plane:
    """A row of smooth noise, about −1…1, from random values on a lattice joined by cubic easing."""
    x = canvas.x[0] * scale
    total = np.zeros(canvas.size)
    weight, sum_of_weights = 1.0, 0.0
    for _ in range(octaves):
        values = random.uniform(-1, 1, int(x[-1]) + 2)
        cell = x.astype(int)
        ease = x - cell
        ease = ease * ease * (3 - 2 * ease)
        total += weight * (values[cell] * (1 - ease) + values[cell + 1] * ease)
        sum_of_weights += weight
        weight *= persistence
        x = x * 2
    return np.asarray(total / sum_of_weights * 1.6, np.float32)[None, :]
