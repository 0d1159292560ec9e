"""Which addresses a callback may go to: public ones, checked where the connection is made."""

import asyncio
import ipaddress
import re
import socket
from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

import httpcore

from tonewright.errors import InvalidParameter

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_ALLOWED = "an http or https URL of a public host, at most 1024 characters"
_LONGEST = 1024

# IANA IPv4 Special-Purpose Address Registry, and multicast (RFC 5771) and class E (RFC 1112).
_NOT_PUBLIC_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip

# Only global unicast (RFC 4291) is public; mapped and NAT64 addresses lie outside of it. Within it, from the
# IANA IPv6 Special-Purpose Address Registry: protocol assignments with Teredo, documentation, 6to4, AS112.
_GLOBAL_UNICAST_6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    ipaddress.IPv6Network(network)
    for network in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)

_PRIVATE_NAMES = re.compile(r"(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa)\.?$", re.IGNORECASE)


def is_public(address: IPAddress) -> bool:
    """Return whether an address is one of the public internet, and no other address in disguise."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address.scope_id is not None or address not in _GLOBAL_UNICAST_6:
        return False
    return not any(address in network for network in _NOT_PUBLIC_6)


def validate_reply_url(url: str, allow_private: bool = False) -> None:
    """Refuse at once what can never be called; where a name leads is checked when it is called.

    Raises InvalidParameter for a URL that is not http or https, has no host or a user, or names a private
    host.
    """
    parts = _split(url)
    host = parts.hostname if parts else None
    if parts is None or host is None or parts.scheme not in ("http", "https") or "@" in parts.netloc:
        raise InvalidParameter("replyUrl", url, _ALLOWED)
    if allow_private:
        return
    address = _literal(host)
    if (address is not None and not is_public(address)) or _PRIVATE_NAMES.search(host):
        raise InvalidParameter("replyUrl", url, _ALLOWED)


def _split(url: str) -> SplitResult | None:
    if len(url) > _LONGEST or not url.isprintable() or re.search(r"[\s\\]", url):
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for a port that is none
    except ValueError:
        return None
    return parts


def _literal(host: str) -> IPAddress | None:
    """Return the address that a host writes out, also as `127.1`, `0x7f000001` or `2130706433`."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


class PublicNetwork(httpcore.AsyncNetworkBackend):
    """Connects to public addresses only.

    The name is resolved here, every address it has is checked, and the connection goes to an address that was
    checked, so that a name cannot lead elsewhere between the check and the call.
    """

    def __init__(self, allow_private: bool = False) -> None:
        self._network = httpcore.AnyIOBackend()
        self._allow_private = allow_private

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's signature)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a host, trying its addresses in their order. Raises httpcore.ConnectError."""
        failure: Exception | None = None
        for address in await self._resolve(host, port):
            try:
                return await self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"{host} has no address")

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's signature)
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: a callback goes to a host."""
        raise httpcore.ConnectError(f"{path} is not a host")

    async def sleep(self, seconds: float) -> None:
        """Wait, between tries to connect."""
        await asyncio.sleep(seconds)

    async def _resolve(self, host: str, port: int) -> list[str]:
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} cannot be resolved: {error}") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self._allow_private:
            for address in addresses:
                if not is_public(ipaddress.ip_address(address)):
                    raise httpcore.ConnectError(f"{host} leads to {address}, which is not public")
        return addresses
