import pytest

from tonewright.brief.checks import check_request
from tonewright.errors import InvalidParameter


@pytest.mark.parametrize("request_", [{"language": "pl"}, {"prompt": "a song, Polish vocals"}])
def test_a_song_without_lyrics_in_a_language_that_nobody_writes_is_refused(request_: dict[str, str]) -> None:
    with pytest.raises(InvalidParameter, match="or give lyrics") as refused:
        check_request("song", request_)
    assert (refused.value.parameter, refused.value.value) == ("language", "pl")


@pytest.mark.parametrize(
    ("kind", "request_"),
    [
        ("song", {"language": "pl", "lyrics": "Nad ranem gasną lampy w porcie"}),
        ("song", {"language": "pt-BR"}),
        ("song", {"prompt": "une chanson sur la mer"}),
        ("song", {}),
        ("instrumental", {"language": "pl"}),
    ],
)
def test_what_can_be_sung_is_accepted(kind: str, request_: dict[str, str]) -> None:
    check_request(kind, request_)


def test_a_configured_model_writes_in_every_language_that_can_be_sung() -> None:
    check_request("song", {"language": "pl"}, any_language=True)
    with pytest.raises(InvalidParameter, match="language"):
        check_request("song", {"language": "tlh"}, any_language=True)
