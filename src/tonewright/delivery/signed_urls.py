"""Download links that need no login: a path, an end and a hash that only the server can make.

The form `auth_key=<expiry>-<rand>-<uid>-<hash>` is that of Alibaba Cloud CDN's URL signing (type A), so that
a CDN may later check the links at its edge.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tonewright.errors import BadSignature, DeliveryError, LinkExpired

UID = "0"
_AUTH_KEY = re.compile(r"([1-9][0-9]{0,11})-([0-9A-Za-z]{1,64})-(0)-([0-9a-f]{32,128})", re.ASCII)

Scheme = Callable[[bytes, str], str]
"""The hash, lower-case hex, of a signing key and of the text `<path>-<expiry>-<rand>-<uid>`."""


def _hmac_sha256(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


SCHEMES: Mapping[str, Scheme] = {"hmac-sha256": _hmac_sha256}


@dataclass(frozen=True)
class SignedLink:
    """A link's `auth_key` and the Unix second at which it stops working."""

    auth_key: str
    expires: int


class LinkSigner:
    """Signs and verifies the paths of download links.

    Parameters
    ----------
    key: the server's secret, at least 16 bytes.
    ttl_s: how long a link lives, in seconds, at least 1.
    scheme: a name of SCHEMES.
    """

    def __init__(self, key: bytes, ttl_s: int = 3600, scheme: str = "hmac-sha256") -> None:
        if len(key) < 16:
            raise DeliveryError("the key that signs links needs at least 16 bytes")
        if ttl_s < 1:
            raise DeliveryError(f"a link must live for 1 second or more, not {ttl_s}")
        if scheme not in SCHEMES:
            raise DeliveryError(f"unknown link scheme {scheme!r}, known are {', '.join(SCHEMES)}")
        self._key = key
        self._ttl_s = ttl_s
        self._hash = SCHEMES[scheme]

    def sign(self, path: str, now: float) -> SignedLink:
        """A link to `path` (decoded, with its leading slash) that lives from `now`, in Unix seconds."""
        expires = int(now) + self._ttl_s
        head = f"{expires}-{secrets.token_hex(8)}-{UID}"
        return SignedLink(f"{head}-{self._hash(self._key, f'{path}-{head}')}", expires)

    def verify(self, path: str, auth_key: str, now: float) -> None:
        """Check a link that came back, at `now` in Unix seconds.

        Raises BadSignature unless the hash is ours for exactly this path, in constant time; then LinkExpired
        from the second on that the link names. A forged link is bad whatever end it claims.
        """
        match = _AUTH_KEY.fullmatch(auth_key)
        if match is None:
            raise BadSignature("the link is not signed correctly")
        expires, rand, uid, given = match.groups()
        expected = self._hash(self._key, f"{path}-{expires}-{rand}-{uid}")
        if not hmac.compare_digest(expected, given):
            raise BadSignature("the link is not signed correctly")
        if now >= int(expires):
            raise LinkExpired("the link has expired, ask for a new one")
