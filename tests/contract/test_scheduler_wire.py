"""The scheduler on the wire."""

import re
from datetime import UTC, datetime

import pytest
from served_api import assert_error


@pytest.mark.parametrize("slash", ["", "/"])
def test_executing_jobs_are_listed_from_acceptance_to_the_end(api, slash):
    plain = api.submit()
    called = api.submit(replyUrl="https://example.com/hook", replyRef="order 4711")
    api.progress(called, 50)
    done = api.submit()
    api.complete(done)
    jobs = api.get(f"/scheduler{slash}").json()
    assert [job["job_id"] for job in jobs] == [plain, called]
    for job in jobs:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", job["started"])
        assert abs((datetime.fromisoformat(job["started"]) - datetime.now(UTC)).total_seconds()) < 60
        assert re.fullmatch(r"\d\d:\d\d", job["elapsed"])
    assert set(jobs[0]) == {"job_id", "started", "elapsed"}
    assert (jobs[1]["replyUrl"], jobs[1]["replyRef"]) == ("https://example.com/hook", "order 4711")


@pytest.mark.parametrize("slash", ["", "/"])
def test_capacity_is_shown_account_by_account(api, user_id, slash):
    api.post("/accounts", json={"requestParams": {"user_id": "second"}, "maxJobs": 3})
    job_id = api.submit(user_id="second")
    body = api.get(f"/scheduler/available{slash}").json()
    assert set(body) == {"executing", "available"}
    assert [job["job_id"] for job in body["executing"]] == [job_id]
    assert sorted(body["available"], key=lambda entry: entry["maxJobs"]) == [
        {"user_id": "second", "maxJobs": 3, "executing": 1, "available": 2},
        {"user_id": user_id, "maxJobs": 10, "executing": 0, "available": 10},
    ]


def test_nothing_executing_is_an_empty_list(api, stranger):
    stranger.submit()
    assert api.get("/scheduler").json() == []


def test_more_than_allowed_leaves_nothing_available(api, user_id):
    api.post("/accounts", json={"requestParams": {"user_id": user_id}, "maxJobs": 1})
    api.submit()
    api.submit(maxJobs=5)
    (entry,) = api.get("/scheduler/available").json()["available"]
    assert entry == {"user_id": user_id, "maxJobs": 1, "executing": 2, "available": 0}


@pytest.mark.parametrize("spell", [lambda i: i, lambda i: i.replace(":", "%3A") + "/"])
def test_a_cancelled_job_ends_failed(api, spell):
    job_id = api.submit()
    api.progress(job_id, 30)
    answer = api.delete(f"/scheduler/{spell(job_id)}")
    assert (answer.status_code, answer.content) == (204, b"")
    record = api.get(f"/music/{job_id}").json()
    assert (record["status"], record["error"], record["progress"]) == (10, "Cancelled", 30)
    assert api.get("/scheduler").json() == []
    assert_error(api.delete(f"/scheduler/{job_id}"), 404, "Unable to locate running job_id")


def test_only_own_running_jobs_can_be_cancelled(api, stranger, finished):
    running = api.submit()
    assert_error(stranger.delete(f"/scheduler/{running}"), 404, "Unable to locate running job_id")
    assert_error(api.delete(f"/scheduler/{finished}"), 404, "Unable to locate running job_id")
    assert api.get(f"/music/{running}").json()["status"] == 0
    assert api.get(f"/music/{finished}").json()["status"] == 30
