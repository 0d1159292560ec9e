import pytest

from tonewright.brief.prompt import Prompt
from tonewright.brief.style import DEFAULT_STYLE, read_style
from tonewright.styles.packs import pack, pack_names


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("film score", "cinematic"), ("trailer", "cinematic"), ("bedroom lofi", "lofi"), ("chillhop", "lofi"),
        ("club", "deep_house"), ("a house track", "deep_house"), ("K-pop", "pop"), ("indie rock", "indie_pop"),
        ("R&B", "soul"), ("ambient meditation", "ambient"), ("pop song with orchestral strings", "pop"),
    ],
)  # fmt: skip
def test_a_genre_names_its_nearest_pack(text: str, style: str) -> None:
    assert read_style(Prompt(text), 0.0, 0.5, has_mood=False).value == style


def test_the_genre_that_opens_the_request_weighs_more() -> None:
    assert read_style(Prompt("pop with house"), 0, 0.5, has_mood=False).value == "pop"
    assert read_style(Prompt("house with pop"), 0, 0.5, has_mood=False).value == "deep_house"


def test_a_style_that_is_not_wanted_is_not_taken() -> None:
    assert read_style(Prompt("energetic, but no EDM"), 0.45, 0.9, has_mood=True).value != "deep_house"


@pytest.mark.parametrize(
    ("valence", "energy", "style"), [(0.3, 0.15, "lofi"), (0.45, 0.9, "deep_house"), (0.7, 0.6, "pop")]
)
def test_without_a_genre_the_mood_chooses(valence: float, energy: float, style: str) -> None:
    chosen = read_style(Prompt("something"), valence, energy, has_mood=True)
    assert (chosen.value, chosen.source) == (style, "prompt")


def test_without_any_word_the_default_is_taken() -> None:
    chosen = read_style(Prompt("music"), 0.0, 0.5, has_mood=False)
    assert (chosen.value, chosen.source) == (DEFAULT_STYLE, "default")


def test_every_weight_is_a_number_and_every_pack_on_the_plane() -> None:
    for name in pack_names():
        entry = pack(name)["prompt"]
        assert all(float(weight) > 0 for weight in entry["words"]), name
        assert -1 <= entry["valence"] <= 1, name
        assert 0 <= entry["energy"] <= 1, name
