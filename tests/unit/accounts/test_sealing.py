import pytest

from tonewright.accounts.sealing import SECURED, Sealer, masked
from tonewright.errors import DatabaseError

KEY = b"0123456789abcdef0123456789abcdef"


@pytest.fixture
def sealer():
    return Sealer(KEY)


@pytest.mark.parametrize("name", ["apiKey", "api_key", "TOKEN", "clientSecret", "password", "Authorization"])
def test_a_secret_name_is_sealed_and_masked(sealer, name):
    sealed = sealer.seal({name: "hunter2", "tempo": 90})
    assert "hunter2" not in repr(sealed)
    assert masked(sealed) == {name: SECURED, "tempo": 90}
    assert sealer.unseal(sealed) == {name: "hunter2", "tempo": 90}


def test_secrets_are_found_at_any_depth(sealer):
    params = {"upstream": [{"url": "https://example.org", "token": "t0k"}], "auth": {"password": {"a": 1}}}
    sealed = sealer.seal(params)
    assert "t0k" not in repr(sealed)
    assert masked(sealed) == {
        "upstream": [{"url": "https://example.org", "token": SECURED}],
        "auth": {"password": SECURED},
    }
    assert sealer.unseal(sealed) == params


def test_sending_the_mask_back_keeps_the_stored_value(sealer):
    stored = sealer.seal({"token": "first", "list": [{"key": "second"}]})
    again = sealer.seal({"token": SECURED, "list": [{"key": SECURED}], "x": 1}, stored)
    assert sealer.unseal(again) == {"token": "first", "list": [{"key": "second"}], "x": 1}


def test_a_mask_with_nothing_behind_it_is_dropped(sealer):
    assert sealer.seal({"token": SECURED, "x": None}) == {"x": None}


def test_two_seals_of_the_same_secret_differ(sealer):
    assert sealer.seal({"token": "same"}) != sealer.seal({"token": "same"})


def test_text_that_imitates_a_sealed_value_comes_back_as_it_was(sealer):
    forged = {"note": "tonewright:sealed:abc"}
    assert sealer.unseal(sealer.seal(forged)) == forged


def test_another_key_cannot_open_it(sealer):
    with pytest.raises(DatabaseError, match="key has changed"):
        Sealer(b"another key of thirty-two bytes.").unseal(sealer.seal({"token": "x"}))


def test_a_short_key_is_refused():
    with pytest.raises(ValueError, match="at least 16 bytes"):
        Sealer(b"short")
