import pytest

from tonewright.composition.style import ROLES
from tonewright.delivery.motifs import MOTIFS
from tonewright.errors import StyleError
from tonewright.mix.space import space_of
from tonewright.mix.strip import strip_of
from tonewright.mix.tone import balance_of
from tonewright.mix.vocals import VOCAL_STEMS, chain_of
from tonewright.performance.players import player_of
from tonewright.styles.packs import pack, pack_names, pack_table, pack_titled

STEMS = {"drums", "percussion", "bass", "keys", "guitar", "strings", "brass", "winds", "pads", "lead", "fx"}
PLAYERS = {"drums", "comp", *ROLES}


@pytest.mark.parametrize("name", pack_names())
def test_every_pack_can_be_asked_for_played_mixed_and_painted(name: str) -> None:
    tables = pack(name)
    assert tables["prompt"]["words"]["3"]
    assert set(tables.get("strips", {})) <= STEMS | set(VOCAL_STEMS)
    assert set(tables.get("players", {})) <= PLAYERS
    for stem in STEMS:
        strip_of(stem, name)
    for stem in VOCAL_STEMS:
        assert 0.0 <= chain_of(stem, name).throw <= 0.5
    for role in PLAYERS:
        player_of(role, name)
    assert 0.2 <= space_of(name, 100.0).reverb.decay_s <= 8.0
    assert balance_of(name).shape == (8,)
    assert pack_table(name, "cover", ("motif",))["motif"] in MOTIFS


@pytest.mark.parametrize("name", pack_names())
def test_every_pack_has_a_mix_of_its_own(name: str) -> None:
    assert {"players", "strips", "space", "tone"} <= set(pack(name))


@pytest.mark.parametrize(("title", "name"), [("Deep House", "deep_house"), ("LO-FI", "lofi"), ("pop", "pop")])
def test_a_pack_is_found_by_its_name_or_title(title: str, name: str) -> None:
    assert pack_titled(title) == name


def test_there_is_no_pack_of_an_unknown_title() -> None:
    assert pack_titled("Polka") is None
    with pytest.raises(StyleError, match=r"'polka'.*pop"):
        pack("polka")


def test_an_unknown_field_is_named_with_its_file_and_what_is_allowed() -> None:
    with pytest.raises(StyleError, match=r"lofi.toml: space.damping_hz is unknown, allowed: decay_s"):
        pack_table("lofi", "space", {"decay_s", "size", "echo_damping_hz"})
