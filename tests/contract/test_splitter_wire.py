"""The splitter on the wire: the answer waits, the work is a job. Workers are stood for by calls of the test."""

import io
import threading
import time

import numpy as np
import pytest
import soundfile
from served_api import CONTENT, assert_error, item_of

from tonewright.api import splitter_routes

WAV = {"Content-Type": "audio/wav"}


def recording(seed=0, seconds=0.2):
    """A WAV of noise as a user's program writes it."""
    written = io.BytesIO()
    noise = np.random.default_rng(seed).uniform(-0.5, 0.5, (int(seconds * 8000), 2))
    soundfile.write(written, noise, 8000, format="WAV")
    return written.getvalue()


@pytest.fixture
def impatient(monkeypatch):
    """An API that does not wait for stems."""
    monkeypatch.setattr(splitter_routes, "WAITS_S", 0.0)


def send(api, data, headers=None, **query):
    return api.post("/music/stems-splitter", params=query, content=data, headers=WAV | (headers or {}))


def executing(api):
    return [job["job_id"] for job in api.get("/scheduler").json()]


def worker_completes(api, kinds=("stems",)):
    """Have the next job completed as soon as it is there."""

    def work():
        deadline = time.monotonic() + 20
        while not executing(api) and time.monotonic() < deadline:
            time.sleep(0.02)
        api.complete(executing(api)[0], engine="classical")

    thread = threading.Thread(target=work)
    thread.start()
    return thread


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_answer_waits_for_the_stems_and_links_to_them(api, nobody, slash):
    worker = worker_completes(api)
    answer = api.post(f"/music/stems-splitter{slash}", content=recording(), headers=WAV)
    worker.join()
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert (body["state"], body["title"]) == (2, "audio_file.wav")
    stems = nobody.get(body["stemsZipUrl"])
    assert (stems.status_code, stems.content) == (200, CONTENT["stems"][1])
    record = api.get(f"/music/{body['job_id']}").json()
    assert (record["childType"], record["status_name"]) == ("audio_to_stems", "COMPLETED")


def test_who_comes_back_with_the_same_bytes_gets_the_same_job(api, impatient):
    data = recording(1)
    message = "The file is still being split; send it again in a while to get the stems"
    first = send(api, data)
    assert_error(first, 503, message)
    assert first.headers["retry-after"] == "30"
    assert_error(send(api, data), 503, message)
    (job_id,) = executing(api)
    api.complete(job_id)
    answer = send(api, data)
    assert (answer.status_code, answer.json()["job_id"]) == (200, job_id)
    assert executing(api) == []


def test_the_same_key_leads_to_the_same_job_and_other_bytes_are_another(api, impatient):
    key = {"Idempotency-Key": "split this"}
    assert send(api, recording(2), key).status_code == 503
    assert send(api, recording(2), key).status_code == 503
    (job_id,) = executing(api)
    api.complete(job_id)
    assert send(api, recording(2), key).json()["job_id"] == job_id
    assert_error(send(api, recording(3), key), 422)
    assert send(api, recording(3)).status_code == 503
    assert len(executing(api)) == 1


def test_what_the_splitter_refuses_is_a_bad_request_and_may_be_sent_again(api, impatient):
    data = recording(4)
    send(api, data)
    (job_id,) = executing(api)
    api.fail(job_id, "The file holds no music")
    worker = worker_completes(api)
    splitter_routes.WAITS_S = 20.0
    answer = send(api, data)
    worker.join()
    assert answer.status_code == 200
    assert answer.json()["job_id"] != job_id


def test_a_job_that_is_refused_while_the_answer_waits_says_why(api):
    def refuse():
        while not executing(api):
            time.sleep(0.02)
        api.fail(executing(api)[0], "The file holds no music")

    thread = threading.Thread(target=refuse)
    thread.start()
    assert_error(send(api, recording(5)), 400, "The file holds no music")
    thread.join()


def test_a_job_that_is_cancelled_while_the_answer_waits_says_so(api):
    def cancel():
        while not executing(api):
            time.sleep(0.02)
        api.delete(f"/scheduler/{executing(api)[0]}")

    thread = threading.Thread(target=cancel)
    thread.start()
    assert "was cancelled" in assert_error(send(api, recording(6)), 409)["error"]
    thread.join()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Empty file received"),
        (b"OggS and so on", "The file is an Ogg file, allowed: MP3, WAV, FLAC or M4A"),
        (recording()[:44], "The file holds no sound that can be decoded"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_and_no_job_is_made(api, server, data, message):
    assert_error(send(api, data), 400, message)
    assert executing(api) == []
    assert list((server.folder / "incoming").iterdir()) == []


def test_a_silent_file_is_refused(api):
    written = io.BytesIO()
    soundfile.write(written, np.zeros((8000, 2)), 8000, format="WAV")
    assert_error(send(api, written.getvalue()), 400, "The file is silent")


def test_another_content_type_is_refused(api):
    answer = send(api, recording(), {"Content-Type": "audio/ogg"})
    assert "Content-Type must be audio/mp4 or audio/x-m4a or" in assert_error(answer, 400)["error"]


def test_a_file_over_the_limit_is_too_large(api, server):
    api.app = server.make_app(upload_limit_bytes=1000)
    assert_error(send(api, recording()), 413, "The request body is larger than 1000 bytes")


def test_a_busy_account_says_when_to_come_back(api, user_id, impatient):
    api.post("/accounts", json={"requestParams": {"user_id": user_id}, "maxJobs": 1})
    api.submit()
    answer = send(api, recording(7))
    assert_error(answer, 429, "Account is busy executing 1 of 1 jobs")
    assert int(answer.headers["retry-after"]) >= 1


def test_deleting_the_job_deletes_its_stems_and_what_was_sent(api, nobody, impatient, server):
    data = recording(8)
    send(api, data)
    (job_id,) = executing(api)
    api.complete(job_id)
    url = send(api, data).json()["stemsZipUrl"]
    assert api.delete(f"/music/{job_id}").json() == {"result": True}
    assert_error(nobody.get(url), 404)

    async def uploads(connection):
        query = "SELECT count(*) AS n FROM uploads WHERE item = %s"
        return (await (await connection.execute(query, (item_of(job_id),))).fetchone())["n"]

    assert server.run(uploads) == 0


def test_the_files_of_one_user_are_no_result_for_another(api, stranger, impatient):
    data = recording(9)
    send(api, data)
    api.complete(executing(api)[0])
    assert send(stranger, data).status_code == 503
    assert len(executing(stranger)) == 1
