"""CORS on every status."""

import pytest
from served_api import ORIGIN, assert_error

EXPOSED = "Content-Range, Content-Length, ETag, Content-Disposition, Retry-After, Location"
FROM = {"Origin": "https://studio.example"}


def test_answers_of_every_status_are_open_and_expose_their_headers(api, nobody, expired, finished, server):
    link = api.get(f"/music/download/{finished}").json()["url"]
    broken = nobody.__class__(server, api.token, app=server.make_app(artist_voices=None))
    answers = {
        200: api.get("/accounts", headers=FROM),
        204: api.delete(f"/scheduler/{api.submit()}", headers=FROM),
        206: nobody.get(link, headers=FROM | {"Range": "bytes=0-1"}),
        304: nobody.get(link, headers=FROM | {"If-None-Match": "*"}),
        400: api.get("/music/x", headers=FROM),
        401: nobody.get("/accounts", headers=FROM),
        402: expired.get("/accounts", headers=FROM),
        403: nobody.get(link[:-1], headers=FROM),
        404: api.get("//nowhere", headers=FROM),
        405: api.request("PUT", "/accounts", headers=FROM),
        413: api.post("/accounts", content=b" " * 30_000, headers=FROM | {"Content-Type": "application/json"}),
        415: api.post("/accounts", content=b"{}", headers=FROM),
        416: nobody.get(link, headers=FROM | {"Range": "bytes=99999-"}),
        500: broken.get("/music/artist-voices", headers=FROM),
        503: nobody.get("//readyz", headers=FROM),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["access-control-expose-headers"] == EXPOSED
        assert "access-control-allow-credentials" not in answer.headers
        if status >= 400 and status != 503:
            assert_error(answer, status)


def test_a_500_shows_nothing_of_the_inside(api, server):
    def fail():
        raise RuntimeError("secret detail")

    api.app = server.make_app(artist_voices=fail)
    answer = api.get("/music/artist-voices")
    assert_error(answer, 500, "Internal server error")
    assert "secret" not in answer.text


@pytest.mark.parametrize("path", ["/v1/tempolor/music/song", "/v1/tempolor/accounts/", "/ai_material/x", "/nowhere"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_a_preflight_is_answered_without_a_token(nobody, path, method):
    asked = {
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization,idempotency-key",
    }
    answer = nobody.request("OPTIONS", ORIGIN + path, headers=FROM | asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert method in answer.headers["access-control-allow-methods"].split(", ")
    allowed = answer.headers["access-control-allow-headers"].lower().split(", ")
    assert {"authorization", "content-type", "idempotency-key", "range", "if-range", "if-none-match"} <= set(allowed)


def test_configured_origins_alone_may_call(api, server):
    api.app = server.make_app(cors_origins=("https://studio.example", "https://b.example"))
    answer = api.get("/accounts", headers=FROM)
    assert answer.headers["access-control-allow-origin"] == "https://studio.example"
    assert "Origin" in answer.headers["vary"]
    for origin in ("https://evil.example", "https://studio.example.evil", "null"):
        answer = api.get("/accounts", headers={"Origin": origin})
        assert "access-control-allow-origin" not in answer.headers
        preflight = {"Origin": origin, "Access-Control-Request-Method": "GET"}
        refused = api.request("OPTIONS", "/accounts", headers=preflight)
        assert "access-control-allow-origin" not in refused.headers


def test_options_without_a_preflight_is_no_method_of_an_operation(api):
    answer = api.request("OPTIONS", "/accounts")
    assert_error(answer, 405)
    assert answer.headers["allow"] == "GET, POST"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/music/song", "DELETE, GET, POST"),
        ("PATCH", "/accounts/x", "DELETE, GET"),
        ("POST", "/scheduler", "GET"),
        ("PUT", "/music/download/x/", "GET"),
    ],
)
def test_an_unknown_method_is_told_the_known_ones(api, method, path, allowed):
    answer = api.request(method, path)
    assert_error(answer, 405, "Method Not Allowed")
    assert answer.headers["allow"] == allowed


@pytest.mark.parametrize(
    "path",
    [
        "//",
        "//nowhere",
        "//v1/tempolor",
        "//v1/tempolor/music/midi/x/y",
        "/music/cloned-voices/x/y",
        "/music/stems-splitter/x",
    ],
)
def test_an_unknown_path_is_not_found(api, path):
    assert_error(api.get(path), 404, "Not Found")
