"""Accounts on the wire."""

import re
import time

import pytest
from served_api import assert_error


@pytest.mark.parametrize("slash", ["", "/"])
def test_an_account_is_made_and_shown(api, slash):
    before = int(time.time() * 1000)
    answer = api.post(
        f"/accounts{slash}",
        json={"requestParams": {"user_id": "band", "engine": "studio", "depth": 3}, "maxJobs": 4},
    )
    assert answer.status_code == 200
    account = answer.json()
    assert set(account) == {"user_id", "updated", "updatedUTC", "maxJobs", "requestParams"}
    assert (account["user_id"], account["maxJobs"]) == ("band", 4)
    assert account["requestParams"]["engine"] == "studio"
    assert account["requestParams"]["depth"] == 3
    assert before - 1 <= account["updated"] <= int(time.time() * 1000) + 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", account["updatedUTC"])
    assert api.get(f"/accounts/band{slash}").json() == account
    assert api.get(f"/accounts{slash}").json()["band"] == account


def test_a_new_token_has_a_default_account(api):
    accounts = api.get("/accounts").json()
    assert len(accounts) == 1
    ((user_id, account),) = accounts.items()
    assert account["user_id"] == user_id
    assert (account["maxJobs"], account["requestParams"]) == (10, {})


def test_an_account_without_an_id_gets_one_and_ten_jobs(api):
    account = api.post("/accounts", json={"requestParams": {}}).json()
    assert account["maxJobs"] == 10
    assert account["user_id"] in api.get("/accounts").json()


def test_the_same_id_updates_the_account(api):
    api.post("/accounts", json={"requestParams": {"user_id": "band"}, "maxJobs": 4})
    updated = api.post("/accounts", json={"requestParams": {"user_id": "band", "engine": "other"}, "maxJobs": 5}).json()
    assert (updated["maxJobs"], updated["requestParams"]["engine"]) == (5, "other")
    assert len(api.get("/accounts").json()) == 2


def test_secrets_come_back_secured(api):
    params = {"user_id": "band", "apiKey": "very secret", "nested": {"password": "x"}, "style": "pop"}
    answer = api.post("/accounts", json={"requestParams": params})
    assert "very secret" not in answer.text
    shown = answer.json()["requestParams"]
    assert shown["apiKey"] == shown["nested"]["password"] == "…secured…"
    assert shown["style"] == "pop"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "Parameter requestParams is required"),
        ({"requestParams": None}, "Parameter requestParams is required"),
        ({"requestParams": ""}, "Parameter requestParams is required"),
        ({"requestParams": []}, "Parameter requestParams has value [], allowed: an object"),
        ({"requestParams": "{}"}, "Parameter requestParams has value '{}', allowed: an object"),
        (
            {"requestParams": {}, "maxJobs": 0},
            "Parameter maxJobs has value 0, allowed: a whole number from 1 to 100",
        ),
        (
            {"requestParams": {}, "maxJobs": 101},
            "Parameter maxJobs has value 101, allowed: a whole number from 1 to 100",
        ),
        (
            {"requestParams": {}, "maxJobs": True},
            "Parameter maxJobs has value True, allowed: a whole number from 1 to 100",
        ),
        (
            {"requestParams": {"engine": "magic"}},
            "Parameter engine has value 'magic', allowed: one of studio, other",
        ),
    ],
)
def test_wrong_accounts_are_refused(api, body, message):
    assert_error(api.post("/accounts", json=body), 400, message)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"requestParams":{"x":"\\u0000"}}',
        b'{"requestParams":{"\\u0000":1}}',
        b'{"requestParams":{"x":1e999}}',
        b'{"requestParams":{"user_id":"\\u0000"}}',
        b'{"requestParams":{"user_id":["x"]}}',
    ],
)
def test_what_cannot_be_kept_is_refused(api, raw):
    assert_error(api.post("/accounts", content=raw, headers={"Content-Type": "application/json"}), 400)


@pytest.mark.parametrize("slash", ["", "/"])
def test_a_deleted_account_is_gone_with_its_jobs_and_its_music_stays(api, user_id, finished, slash):
    running = api.submit()
    answer = api.delete(f"/accounts/{user_id}{slash}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert_error(api.get(f"/accounts/{user_id}"), 404, f"No record found for {user_id}")
    assert_error(api.delete(f"/accounts/{user_id}"), 404, f"No record found for {user_id}")
    assert_error(api.get("/accounts"), 404)
    ended = api.get(f"/music/{running}").json()
    assert (ended["status"], ended["error"]) == (10, "Cancelled")
    assert api.get(f"/music/{finished}").json()["status"] == 30
    assert len(api.get("/music", params={"user_id": user_id}).json()["records"]) == 2
    assert_error(api.post("/music/song", json={"prompt": "x"}), 404)


def test_accounts_of_others_are_not_found(api, stranger):
    api.post("/accounts", json={"requestParams": {"user_id": "band"}})
    assert_error(stranger.get("/accounts/band"), 404, "No record found for band")
    assert_error(stranger.delete("/accounts/band"), 404, "No record found for band")
    assert api.get("/accounts/band").status_code == 200


@pytest.mark.parametrize("user_id", ["%00", "a%20b", "%2e%2e", "a" * 65, "é"])
def test_a_malformed_account_id_is_named(api, user_id):
    for method in ("GET", "DELETE"):
        assert assert_error(api.request(method, f"/accounts/{user_id}"), 400)["error"].startswith(
            "Parameter user_id has value"
        )


def test_a_busy_account_says_when_to_come_back(api, user_id):
    api.post("/accounts", json={"requestParams": {"user_id": user_id}, "maxJobs": 2})
    api.submit()
    api.submit("instrumental")
    answer = api.post("/music/song", json={"prompt": "x"})
    body = assert_error(answer, 429, "Account is busy executing 2 of 2 jobs")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", body["retryAfter"])
    assert int(answer.headers["retry-after"]) >= 1
    assert "Retry-After" in answer.headers["access-control-expose-headers"]
    assert api.post("/music/song", json={"prompt": "x", "maxJobs": 3}).status_code == 200
    assert_error(
        api.post("/music/song", json={"prompt": "x", "maxJobs": 1}),
        429,
        "Account is busy executing 3 of 1 jobs",
    )


def test_a_job_without_an_account_goes_where_there_is_room(api, user_id):
    api.post("/accounts", json={"requestParams": {"user_id": user_id}, "maxJobs": 1})
    api.post("/accounts", json={"requestParams": {"user_id": "second"}, "maxJobs": 1})
    accounts = {api.submit().split("tempolor:")[1].split("-job:")[0] for _ in range(2)}
    assert accounts == {user_id, "second"}
    assert_error(api.post("/music/song", json={"prompt": "x"}), 429, "Account is busy executing 2 of 2 jobs")
