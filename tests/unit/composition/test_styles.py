import tomllib
from importlib import resources

import pytest

from tonewright.composition.style_file import style_of
from tonewright.composition.styles import load_style
from tonewright.errors import StyleError
from tonewright.styles.packs import pack_names

POP = resources.files("tonewright.styles").joinpath("pop.toml").read_text("utf-8")


def test_every_pack_loads_and_has_grooves_for_every_meter():
    for name in pack_names():
        style = load_style(name)
        assert style.name == name
        for kind in (style.grooves, style.fills, style.percussion):
            assert {groove.meter for groove in kind} == {"4/4", "3/4", "6/8"}
        assert len(style.forms) >= 6


def test_an_unknown_style_names_those_there_are():
    with pytest.raises(StyleError, match=r"'polka'.*pop"):
        load_style("polka")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("default = 108", "default = 20", r"pop.toml: tempo.default is 20, allowed: a number from 92 to 128"),
        ("swing = 0.0", 'swing = "much"', r"feel.swing is 'much'"),
        ('"I | V | vi | IV"', '"I | Q | vi | IV"', r"harmony.major.verse.*unknown numeral 'Q'"),
        ('kick  = "X... .... ..x. ...."', 'kick  = "X... .... ..x. ..."', r"groove\[1\].kick.*16 steps"),
        ('rim   = ".... X...', 'rimm   = ".... X...', r"rimm.*allowed: bass, kick"),
        ('bass = ["finger_bass"', 'bass = ["finger_harp"', r"palette.bass.*instruments.toml"),
        ('intro = "comp1 pad colour"', 'intro = "comp9"', r"arrangement.intro is 'comp9', allowed: kit"),
        ('"chorus 4 .75"', '"chorus four .75"', r"forms: 'chorus four .75'"),
        ('name = "hushed"', 'drums = "no"', r"groove\[1\].drums is 'no', allowed: true or false"),
        ("[feel]", "[feeling]", r"feeling.*allowed: only name"),
    ],
)
def test_a_mistake_is_named_with_file_field_and_what_is_allowed(before, after, says):
    assert before in POP
    with pytest.raises(StyleError, match=says):
        style_of("pop.toml", tomllib.loads(POP.replace(before, after, 1)))
