"""`Idempotency-Key` on every POST."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from served_api import Api, assert_error

from tonewright.accounts.tokens import create_token
from tonewright.jobs import idempotency

FORM = '--{0}\r\nContent-Disposition: form-data; name="prompt"\r\n\r\nx\r\n--{0}--\r\n'
KEY = {"Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}


@pytest.mark.parametrize("path", ["/music/song", "/music/instrumental"])
def test_the_same_key_with_the_same_body_gives_the_first_answer_again(api, path):
    first = api.post(path, json={"prompt": "x", "bpm": 90}, headers=KEY)
    again = api.post(f"{path}/", json={"bpm": 90, "prompt": "x"}, headers=KEY)
    assert (again.status_code, again.json()) == (200, first.json())
    assert len(api.get("/scheduler").json()) == 1


def test_a_form_sent_again_has_another_boundary_and_is_the_same(api):
    answers = [
        api.post(
            "/music/song",
            content=FORM.format(b).encode(),
            headers=KEY | {"Content-Type": f"multipart/form-data; boundary={b}"},
        )
        for b in ("one", "two")
    ]
    assert answers[0].status_code == 200
    assert answers[0].json() == answers[1].json()


def test_accounts_are_made_once(api):
    made = [api.post("/accounts", json={"requestParams": {}}, headers=KEY).json() for _ in range(2)]
    assert made[0] == made[1]
    assert len(api.get("/accounts").json()) == 2


@pytest.mark.parametrize("path", ["/music/song", "/music/instrumental"])
def test_the_same_key_with_another_request_is_refused(api, path):
    assert api.post("/music/song", json={"prompt": "x"}, headers=KEY).status_code == 200
    answer = api.post(path, json={"prompt": "y"}, headers=KEY)
    assert_error(answer, 422, "This Idempotency-Key was used with another request")


def test_while_the_first_is_being_answered_the_key_is_in_conflict(api, server):
    import hashlib
    import json

    asked = json.dumps(["POST", "/v1/tempolor/music/song", {"prompt": "x"}], sort_keys=True)
    server.run(idempotency.begin, api.number, KEY["Idempotency-Key"], hashlib.sha256(asked.encode()).digest())
    assert_error(api.post("/music/song", json={"prompt": "x"}, headers=KEY), 409)


def test_many_at_once_make_one_job(api):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: api.post("/music/song", json={"prompt": "x"}, headers=KEY), range(8)))
    assert {answer.status_code for answer in answers} <= {200, 409}
    assert len({answer.text for answer in answers if answer.status_code == 200}) == 1
    assert len(api.get("/scheduler").json()) == 1


def test_a_refused_request_may_be_tried_again_with_its_key(api, user_id):
    api.post("/accounts", json={"requestParams": {"user_id": user_id}, "maxJobs": 1})
    running = api.submit()
    assert_error(api.post("/music/song", json={"prompt": "x"}, headers=KEY), 429)
    api.complete(running)
    assert api.post("/music/song", json={"prompt": "x"}, headers=KEY).status_code == 200


def test_keys_of_other_users_are_other_keys(api, server):
    other = Api(server, server.run(create_token))
    jobs = {who.post("/music/song", json={"prompt": "x"}, headers=KEY).json()["jobs"][0] for who in (api, other)}
    assert len(jobs) == 2


def test_without_a_key_every_request_is_new(api):
    assert api.submit() != api.submit()
    assert api.post("/music/song", json={"prompt": "x"}, headers={"Idempotency-Key": ""}).status_code == 200


@pytest.mark.parametrize("key", [b"a" * 256, b"\x00", b"a\x01b", b"\xff"])
def test_a_key_that_is_none_is_refused(api, key):
    message = assert_error(api.post("/music/song", json={"prompt": "x"}, headers={"Idempotency-Key": key}), 400)[
        "error"
    ]
    assert message.startswith("Parameter Idempotency-Key has value")
