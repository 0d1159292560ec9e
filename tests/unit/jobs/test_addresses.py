import ipaddress

import httpcore
import pytest

from tonewright.errors import InvalidParameter
from tonewright.jobs.addresses import PublicNetwork, is_public, validate_reply_url


@pytest.fixture
def anyio_backend():
    return "asyncio"


# From the IANA special-purpose registries (RFC 6890 and successors), one address of each range and its edges.
NOT_PUBLIC = """
0.0.0.0 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.0.1
169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1
198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::ffff:8.8.8.8 ::ffff:127.0.0.1 ::127.0.0.1 64:ff9b::808:808 64:ff9b::7f00:1 64:ff9b:1::1 100::1
2001::1 2001:2::1 2001:db8::1 2002:7f00:1::1 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1
2606:4700::1%eth0
"""
PUBLIC = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 172.15.255.255 172.32.0.0 192.167.255.255
2606:4700:4700::1111 2a00:1450::1 2001:4860:4860::8888
"""


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_special_addresses_are_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC.split())
def test_ordinary_addresses_are_public(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "", "example.org", "ftp://example.org/", "file:///etc/passwd", "http://", "http:///x",
        "javascript:alert(1)",
        "http://user:pw@example.org/", "http://user@example.org/", "http://example.org:99999/",
        "http://exa mple.org/", "http://example.org/\r\nHost: x", "http://example.org\\@127.0.0.1/", "http://[::1",
        "http://" + "a" * 1100, "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/",
        "http://0177.0.0.1/", "http://[::1]:8080/", "http://[::ffff:169.254.169.254]/",
        "http://169.254.169.254/latest/meta-data", "http://10.1.2.3/", "http://0/", "http://localhost/",
        "http://LOCALHOST./", "http://a.localhost/", "http://printer.local/", "http://metadata.google.internal/",
    ],
)  # fmt: skip
def test_what_can_never_be_called_is_refused_at_once(url):
    with pytest.raises(InvalidParameter, match="replyUrl"):
        validate_reply_url(url)


@pytest.mark.parametrize(
    "url",
    ["https://example.org", "http://example.org:8080/a?b=c#d", "https://8.8.8.8/", "http://[2606:4700::1]/"],
)
def test_a_public_url_is_accepted(url):
    validate_reply_url(url)


def test_a_private_url_is_accepted_where_the_operator_allows_it():
    validate_reply_url("http://127.0.0.1:9/", allow_private=True)
    with pytest.raises(InvalidParameter):
        validate_reply_url("ftp://127.0.0.1:9/", allow_private=True)


@pytest.mark.anyio
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "::1"])
async def test_a_name_that_leads_to_a_private_address_is_not_connected_to(host):
    with pytest.raises(httpcore.ConnectError, match="not public"):
        await PublicNetwork().connect_tcp(host, 80)
