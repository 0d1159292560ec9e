import hashlib
import hmac
import re

import pytest

from tonewright.delivery.signed_urls import LinkSigner
from tonewright.errors import BadSignature, DeliveryError, LinkExpired

KEY = b"0123456789abcdef0123456789abcdef"
PATH = "/ai_material/ai_material/mp3/0a1b2c3d4e5f6g7.mp3"
NOW = 1_716_565_425.75


def test_the_hash_is_the_hmac_of_path_expiry_rand_and_uid() -> None:
    link = LinkSigner(KEY).sign(PATH, NOW)
    match = re.fullmatch(r"(\d+)-([0-9a-z]+)-0-([0-9a-f]{64})", link.auth_key)
    assert match is not None
    expiry, rand, digest = match.groups()
    assert int(expiry) == link.expires == 1_716_565_425 + 3600
    text = f"{PATH}-{expiry}-{rand}-0".encode()
    assert digest == hmac.new(KEY, text, hashlib.sha256).hexdigest()


def test_a_link_works_until_the_second_it_names_and_not_after() -> None:
    signer = LinkSigner(KEY, ttl_s=60)
    link = signer.sign(PATH, NOW)
    signer.verify(PATH, link.auth_key, NOW)
    signer.verify(PATH, link.auth_key, link.expires - 0.001)
    with pytest.raises(LinkExpired):
        signer.verify(PATH, link.auth_key, link.expires)


def test_two_links_to_one_file_differ_and_both_work() -> None:
    signer = LinkSigner(KEY)
    first, second = signer.sign(PATH, NOW), signer.sign(PATH, NOW)
    assert first.auth_key != second.auth_key
    signer.verify(PATH, first.auth_key, NOW)
    signer.verify(PATH, second.auth_key, NOW)


def test_a_link_fits_one_path_and_one_key() -> None:
    signer = LinkSigner(KEY)
    auth_key = signer.sign(PATH, NOW).auth_key
    for path in (PATH.replace("mp3/", "wav/"), PATH + "/", PATH[1:], PATH.upper(), ""):
        with pytest.raises(BadSignature):
            signer.verify(path, auth_key, NOW)
    with pytest.raises(BadSignature):
        LinkSigner(KEY[::-1]).verify(PATH, auth_key, NOW)


def test_every_single_changed_character_breaks_a_link() -> None:
    signer = LinkSigner(KEY)
    auth_key = signer.sign(PATH, NOW).auth_key
    for index, letter in enumerate(auth_key):
        other = "1" if letter != "1" else "2"
        with pytest.raises(BadSignature):
            signer.verify(PATH, auth_key[:index] + other + auth_key[index + 1 :], NOW)


def test_every_cut_link_is_bad() -> None:
    signer = LinkSigner(KEY)
    auth_key = signer.sign(PATH, NOW).auth_key
    for length in range(len(auth_key)):
        with pytest.raises(BadSignature):
            signer.verify(PATH, auth_key[:length], NOW)


@pytest.mark.parametrize("auth_key", ["", "-", "---", "1-a-0-é", "٣-a-0-" + "0" * 64, "9" * 99, "1-a-0-\0", "a" * 9999])
def test_garbage_is_a_bad_signature(auth_key: str) -> None:
    with pytest.raises(BadSignature):
        LinkSigner(KEY).verify(PATH, auth_key, NOW)


def test_the_same_number_written_otherwise_is_bad() -> None:
    signer = LinkSigner(KEY)
    expiry, rest = signer.sign(PATH, NOW).auth_key.split("-", 1)
    for other in (f"0{expiry}", f"+{expiry}", f" {expiry}", f"{expiry}\n"):
        with pytest.raises(BadSignature):
            signer.verify(PATH, f"{other}-{rest}", NOW)


def test_a_forged_link_is_bad_even_if_it_claims_to_be_old() -> None:
    with pytest.raises(BadSignature):
        LinkSigner(KEY).verify(PATH, f"1000-abc-0-{'0' * 64}", NOW)


def test_a_weak_key_a_dead_link_and_an_unknown_scheme_are_refused() -> None:
    with pytest.raises(DeliveryError, match="16 bytes"):
        LinkSigner(b"short")
    with pytest.raises(DeliveryError, match="1 second"):
        LinkSigner(KEY, ttl_s=0)
    with pytest.raises(DeliveryError, match="hmac-sha256"):
        LinkSigner(KEY, scheme="md5")
