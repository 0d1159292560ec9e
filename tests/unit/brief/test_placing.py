import pytest

from tonewright.brief.instruments import mentions
from tonewright.brief.placing import Placement
from tonewright.brief.prompt import Prompt


@pytest.mark.parametrize(
    ("text", "placement"),
    [
        ("piano only in the intro", Placement(only=("intro",))),
        ("only piano in the intro", Placement(alone=("intro",))),
        ("just a piano at the start", Placement(alone=("intro",))),
        ("piano in the bridge and strings", Placement(only=("bridge",))),
        ("piano drops out in the bridge", Placement(without=("bridge",))),
        ("no piano in the verses", Placement(without=("verse",))),
        ("piano rests during the last chorus", Placement(without=("last chorus",))),
        ("piano enters in the second verse", Placement(without=("intro", "verse 1"))),
        ("piano waits until the chorus", Placement(without=("intro", "verse", "prechorus", "build"))),
        ("piano intro", Placement(only=("intro",))),
        ("in the outro a piano", Placement(only=("outro",))),
        ("Bridge: piano", Placement(only=("bridge",))),
        ("[Chorus] piano", Placement(only=("chorus",))),
        ("no piano at first", Placement(without=("intro",))),
        ("piano from the start", Placement()),
        ("piano. In the bridge it rains.", Placement()),
        ("piano build", Placement()),
    ],
)
def test_an_instrument_has_its_place(text: str, placement: Placement) -> None:
    assert mentions(Prompt(text))[0].placement == placement


def test_an_instrument_beside_one_that_rests_does_not_rest() -> None:
    strings, drums = mentions(Prompt("strings, no drums in the intro"))
    assert strings.placement == Placement()
    assert drums.placement == Placement(without=("intro",))


def test_a_list_shares_its_place_and_its_neighbour_does_not() -> None:
    drums, bass, harp = mentions(Prompt("drums and bass only in the chorus, harp everywhere"))
    assert drums.placement == bass.placement == Placement(only=("chorus",))
    assert harp.placement == Placement()
