import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from tonewright.delivery.canvas import Canvas, oklab
from tonewright.delivery.cover import draw_cover, motif_of
from tonewright.delivery.label import Label
from tonewright.delivery.made import MadeFile
from tonewright.delivery.motifs import MOTIFS


def test_the_cover_is_a_square_png_that_others_read(delivered: dict[str, MadeFile]) -> None:
    with Image.open(delivered["cover"].path) as image:
        image.load()
        assert (image.format, image.size, image.mode) == ("PNG", (1000, 1000), "RGB")
    assert delivered["cover"].size < 1_500_000


def test_another_seed_is_another_picture_and_the_same_one_the_same(label: Label) -> None:
    first, again, other = (draw_cover(replace(label, seed=seed), 200).pixels for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert (first != other).mean() > 0.5


def test_a_driven_happy_piece_is_more_colourful_than_a_still_sad_one(label: Label) -> None:
    def colourfulness(valence: float, energy: float) -> float:
        moods = (replace(label, seed=seed, valence=valence, energy=energy) for seed in range(4))
        return float(np.mean([np.ptp(draw_cover(mood, 100).pixels, axis=2).mean() for mood in moods]))

    assert colourfulness(0.9, 0.9) > 1.5 * colourfulness(-0.4, 0.05)


@pytest.mark.parametrize("motif", sorted(MOTIFS))
def test_every_motif_fills_the_canvas_with_light_and_dark(motif: str) -> None:
    canvas = Canvas(200)
    colours = ["#0b1026", "#1d2b53", "#3f5185", "#8aa0c8", "#f2e9d8"]
    MOTIFS[motif](canvas, colours, np.random.default_rng(3))
    pixels = canvas.pixels()
    assert pixels.shape == (200, 200, 3)
    assert np.ptp(pixels.mean(axis=2)) > 80
    assert pixels.any(axis=2).all()


def test_any_style_has_a_motif_however_it_is_written() -> None:
    assert motif_of("Lo-Fi") == motif_of("lofi") == "sunset"
    assert motif_of("something new") in MOTIFS


def test_oklab_gives_the_published_values() -> None:
    """White, and Ottosson's own red (from his table of primary colours, to three digits)."""
    assert oklab("#ffffff") == pytest.approx([1.0, 0.0, 0.0], abs=1e-3)
    assert oklab("#ff0000") == pytest.approx([0.628, 0.225, 0.126], abs=1e-3)


def test_a_colour_painted_everywhere_comes_back_as_itself() -> None:
    canvas = Canvas(4)
    canvas.paint("#4080c0", np.ones((4, 4), np.float32))
    assert np.abs(canvas.pixels().astype(int) - (0x40, 0x80, 0xC0)).max() <= 1


def test_the_embedded_cover_is_a_smaller_jpeg(label: Label) -> None:
    with Image.open(io.BytesIO(draw_cover(label, 700).jpeg())) as image:
        assert (image.format, image.size) == ("JPEG", (600, 600))
