"""Who may call."""

import pytest
from served_api import Api, assert_error

from tonewright.accounts.tokens import create_token, revoke

OPERATIONS = [
    ("GET", "/accounts"),
    ("POST", "/accounts"),
    ("GET", "/accounts/x"),
    ("DELETE", "/accounts/x"),
    ("POST", "/music/song"),
    ("POST", "/music/instrumental"),
    ("GET", "/music"),
    ("GET", "/music/x"),
    ("DELETE", "/music/x"),
    ("GET", "/music/download/x"),
    ("GET", "/music/x/lyrics"),
    ("GET", "/music/artist-voices"),
    ("GET", "/scheduler"),
    ("GET", "/scheduler/available"),
    ("DELETE", "/scheduler/x"),
]


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@pytest.mark.parametrize("slash", ["", "/"])
def test_every_operation_needs_a_token(nobody, method, path, slash):
    answer = nobody.request(method, path + slash)
    assert_error(answer, 401, "Unauthorized")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_an_expired_token_needs_a_subscription(expired, method, path):
    assert_error(expired.request(method, path), 402, "Subscription required")


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic dXNlcjp4",
        "Bearer user:1",
        "Bearer user:1-",
        "Bearer x",
        "Bearer user:99999999-" + "a" * 32,
        "Bearer user:1-\x00",
        "user:1-" + "a" * 32,
        "Bearer \xff",
    ],
)
def test_a_malformed_or_unknown_token_is_unauthorized(nobody, header):
    assert_error(nobody.get("/accounts", headers={"Authorization": header.encode("latin-1")}), 401, "Unauthorized")


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "Bearer  "])
def test_the_scheme_is_written_in_any_case(api, nobody, scheme):
    assert nobody.get("/accounts", headers={"Authorization": f"{scheme} {api.token}"}).status_code == 200


def test_several_tokens_of_one_user_see_the_same(api, server, finished):
    second = Api(server, server.run(create_token, api.number))
    assert second.get(f"/music/{finished}").status_code == 200


def test_a_revoked_token_stops_working_within_seconds(api, server):
    moments = iter([0.0, 1.9, 2.1])
    from tonewright.api.authentication import Authenticator

    api.app = server.make_app(authenticator=Authenticator(keep_s=2.0, clock=lambda: next(moments)))
    assert api.get("/accounts").status_code == 200
    server.run(revoke, api.token)
    assert api.get("/accounts").status_code == 200
    assert_error(api.get("/accounts"), 401, "Unauthorized")
