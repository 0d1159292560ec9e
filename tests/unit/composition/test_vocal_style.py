import pytest

from tonewright.composition.piece import SectionPlan
from tonewright.composition.vocal_style import seat, vocal_style
from tonewright.errors import StyleError
from tonewright.styles.packs import pack_names


@pytest.mark.parametrize("name", pack_names())
def test_every_pack_says_what_its_voices_do_and_how_lines_end(name):
    style = vocal_style(name)
    assert "chorus" in style.along
    assert 0.8 <= style.hold_s <= 2.5


def test_a_pack_without_the_table_sings_as_any():
    assert vocal_style("no such pack").ways(SectionPlan("chorus", 0, 8, 0.8)) == ("above",)


def test_the_last_chorus_and_the_second_half_of_a_section_are_named_first(monkeypatch):
    table = {"chorus": "above", "last chorus": "double above", "verse 2 late": "oohs", "verse": ""}
    monkeypatch.setattr("tonewright.composition.vocal_style.pack", lambda name: {"vocals": table})
    style = vocal_style.__wrapped__("pop")
    assert style.ways(SectionPlan("chorus", 0, 8, 0.8, 2)) == ("above",)
    assert style.ways(SectionPlan("chorus", 0, 8, 0.8, 3, is_last=True)) == ("double", "above")
    assert style.ways(SectionPlan("verse", 0, 16, 0.5, 2)) == ()
    assert style.ways(SectionPlan("verse", 0, 16, 0.5, 2), late=True) == ("oohs",)


def test_a_quiet_section_has_room_for_fewer_voices(monkeypatch):
    monkeypatch.setattr(
        "tonewright.composition.vocal_style.pack", lambda name: {"vocals": {"chorus": "above below octave_below"}}
    )
    style = vocal_style.__wrapped__("pop")
    counts = [len(style.ways(SectionPlan("chorus", 0, 8, force))) for force in (0.3, 0.5, 0.9)]
    assert counts == [1, 2, 3]


@pytest.mark.parametrize(
    ("table", "named"),
    [
        ({"chorus": "yodel"}, "chorus"),
        ({"coda": "above"}, "coda"),
        ({"melisma": 2}, "melisma"),
        ({"figures": ["warble"]}, "figures"),
    ],
)
def test_a_mistake_is_named_with_its_place(monkeypatch, table, named):
    monkeypatch.setattr("tonewright.composition.vocal_style.pack", lambda name: {"vocals": table})
    with pytest.raises(StyleError, match=rf"pop\.toml: vocals\.{named}"):
        vocal_style.__wrapped__("pop")


def test_doubles_stand_on_both_sides_and_later_than_the_lead():
    left, right = seat("double_left"), seat("double_right")
    assert left.pan == -right.pan < -0.5
    assert left.late_s > 0.01
    assert left.level_db < seat("above").level_db
