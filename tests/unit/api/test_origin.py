"""The origin of links, and Host headers."""

import asyncio

import pytest

from tonewright.api.origin import ValidHost, origin_of


def scope(host=None, **headers):
    raw = [] if host is None else [(b"host", host.encode("latin-1"))]
    raw += [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return {
        "type": "http",
        "scheme": "http",
        "headers": raw,
        "server": ("127.0.0.1", 8765),
        "method": "GET",
        "path": "/",
    }


def test_the_setting_wins_over_every_header():
    asked = scope("evil.example", x_forwarded_host="evil.example")
    assert origin_of(asked, "https://music.example.com/", trust_forwarded=True) == "https://music.example.com"


def test_without_a_setting_it_is_the_requests_own():
    assert origin_of(scope("localhost:8765"), None, trust_forwarded=False) == "http://localhost:8765"
    assert origin_of(scope(), None, trust_forwarded=False) == "http://127.0.0.1:8765"


def test_forwarded_headers_count_only_where_they_are_trusted():
    asked = scope("inner:80", x_forwarded_host="music.example.com, proxy", x_forwarded_proto="https")
    assert origin_of(asked, None, trust_forwarded=False) == "http://inner:80"
    assert origin_of(asked, None, trust_forwarded=True) == "https://music.example.com"


def test_forwarded_nonsense_is_not_believed():
    asked = scope("inner", x_forwarded_host='a"b/../', x_forwarded_proto="javascript")
    assert origin_of(asked, None, trust_forwarded=True) == "http://inner"


def answer_to(host_headers):
    sent = []

    async def app(scope, receive, send):
        sent.append({"status": 200})

    async def send(message):
        sent.append(message)

    asked = scope() | {"headers": [(b"host", host) for host in host_headers]}
    asyncio.run(ValidHost(app)(asked, None, send))
    return sent[0]["status"]


@pytest.mark.parametrize(
    "host",
    [
        b"localhost",
        b"127.0.0.1:8765",
        b"[::1]:8765",
        b"music.example.com",
        b"my_box:80",
        b"a.b.",
        b"xn--e1afmkfd.example",
    ],
)
def test_hosts_pass(host):
    assert answer_to([host]) == 200


@pytest.mark.parametrize(
    "host",
    [
        b"",
        b"a b",
        b"evil.example/path",
        b"user@host",
        b"host:port",
        b"a\r\nb",
        b'"><',
        b"host:123456",
        b"\xe9",
        b"a,b",
        b"[::1",
    ],
)
def test_what_is_no_host_is_refused(host):
    assert answer_to([host]) == 400


def test_two_hosts_are_refused():
    assert answer_to([b"a", b"a"]) == 400
