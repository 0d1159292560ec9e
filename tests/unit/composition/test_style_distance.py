from dataclasses import replace

import pytest

from tonewright.composition.style_distance import nearest_first, style_distance
from tonewright.composition.styles import load_style
from tonewright.styles.packs import pack_names

# Four aspects count equally. A pack that changed one of them completely and copied the others would be 0.25 away:
# what lies above differs in two at least, which no renamed pack does.
LEAST_DISTANCE = 0.25


def test_a_pack_is_no_distance_from_itself_under_another_name():
    pop = load_style("pop")
    renamed = style_distance(pop, replace(pop, name="schlager", tempo_default=140.0, title="Schlager"))
    assert renamed.total == pytest.approx(0, abs=1e-9)


def test_the_distance_is_the_same_from_both_sides():
    one, other = load_style("pop"), load_style("cinematic")
    there, back = style_distance(one, other), style_distance(other, one)
    assert (there.grooves, there.harmony, there.palette, there.form) == pytest.approx(
        (back.grooves, back.harmony, back.palette, back.form)
    )


def test_another_band_changes_the_palette_alone():
    pop, house = load_style("pop"), load_style("deep_house")
    found = style_distance(pop, replace(pop, palette=house.palette))
    assert found.palette > 0.5
    assert (found.grooves, found.harmony, found.form) == pytest.approx((0, 0, 0), abs=1e-9)


def test_half_the_progressions_replaced_are_half_the_chords_away():
    pop = load_style("pop")
    (row, *_), *_ = pop.harmony["major"].values()

    def with_bars(*texts: str):
        rows = tuple(replace(row, bars=((text,),), weight=1.0) for text in texts)
        return replace(pop, harmony={"major": {"verse": rows, "chorus": rows}, "minor": {}})

    assert style_distance(with_bars("I", "IV"), with_bars("I", "V")).harmony == pytest.approx(0.5)


def test_no_pack_is_another_one_renamed():
    pairs = nearest_first([load_style(name) for name in pack_names()])
    nearest = pairs[0]
    print(f"nearest: {nearest.names} at {nearest.total:.2f}")
    assert nearest.total > LEAST_DISTANCE, nearest
    assert len(pairs) == len(pack_names()) * (len(pack_names()) - 1) // 2
