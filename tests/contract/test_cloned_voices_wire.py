"""Cloned voices on the wire. Workers are stood for by calls of the test."""

import io
import threading
import time

import numpy as np
import pytest
import soundfile
from served_api import ORIGIN, VOICE_CONTENT, assert_error

from tonewright.api import cloned_voices_routes

FLAC = {"Content-Type": "audio/flac"}


def recording(seconds=12.0, seed=0):
    """A FLAC file of that length; whether there is a voice in it is the engine's business."""
    written = io.BytesIO()
    rng = np.random.default_rng(seed)
    soundfile.write(written, np.repeat(rng.uniform(-0.3, 0.3, int(seconds * 80)), 100), 8000, format="FLAC")
    return written.getvalue()


def send(api, data, name="Ada", headers=None, **query):
    return api.post("/music/cloned-voices", params={"name": name} | query, content=data, headers=FLAC | (headers or {}))


def executing(api):
    return [job["job_id"] for job in api.get("/scheduler").json()]


def when_it_is_there(api, act):
    """Do something with the next job as soon as it is there, as a worker would."""

    def work():
        deadline = time.monotonic() + 20
        while not executing(api) and time.monotonic() < deadline:
            time.sleep(0.02)
        act(executing(api)[0])

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def finish(api):
    return lambda job_id: api.complete(job_id, VOICE_CONTENT, labels=["female", "alto"])


@pytest.fixture
def impatient(monkeypatch):
    """An API that does not wait for voices."""
    monkeypatch.setattr(cloned_voices_routes, "WAITS_S", 0.0)


@pytest.fixture
def voice(api):
    """A finished voice, as the answer to its upload has it."""
    worker = when_it_is_there(api, finish(api))
    answer = send(api, recording())
    worker.join()
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_voice_that_is_ready_is_answered_as_the_contract_has_it(api, voice, user_id):
    assert set(voice) == {"result", "itemId", "clonedVoiceItemId", "consent"}
    assert voice["result"] is True
    assert voice["clonedVoiceItemId"] == f"user:{api.number}-tempolor:{user_id}-voice:{voice['itemId']}"
    assert "consent" in voice["consent"]


def test_a_voice_that_takes_longer_is_accepted_and_finished_later(api, impatient, user_id):
    answer = send(api, recording())
    assert answer.status_code == 202
    body = answer.json()
    assert set(body) == {"itemId", "clonedVoiceItemId", "message", "consent"}
    (record,) = api.get("/music/cloned-voices").json()["records"]
    assert (record["status"], record["vocalUrl"], record["resourceUrl"]) == (0, "", "")
    finish(api)(executing(api)[0])
    (record,) = api.get("/music/cloned-voices").json()["records"]
    assert (record["status"], record["clonedVoiceItemId"]) == (30, body["clonedVoiceItemId"])


def test_a_record_has_every_field_of_the_contract_and_its_files_play(api, nobody, voice, user_id):
    (record,) = api.get("/music/cloned-voices").json()["records"]
    assert nobody.get(record["vocalUrl"]).content == VOICE_CONTENT["vocal"][1]
    cover = nobody.get(record["coverUrl"])
    assert (cover.status_code, cover.headers["content-type"]) == (200, "image/svg+xml")
    item = voice["itemId"]
    assert record["resourceUrl"] == f"voice_cloned/audio/{item}.mp3"
    assert abs(record["createTime"] - time.time() * 1000) < 60_000
    assert record["updateTime"] >= record["createTime"]
    for varying in ("vocalUrl", "coverUrl", "createTime", "updateTime"):
        del record[varying]
    assert record == {
        "isAddRel": False,
        "relSource": "",
        "ucid": user_id,
        "bizType": "user",
        "operatorType": "gen",
        "itemId": item,
        "rootItemId": item,
        "parentItemId": item,
        "name": "Ada",
        "resourceUrl": f"voice_cloned/audio/{item}.mp3",
        "readStatus": 0,
        "status": 30,
        "labels": ["female", "alto"],
        "clonedVoiceItemId": voice["clonedVoiceItemId"],
        "consent": voice["consent"],
    }


def test_the_recording_is_for_its_owner_alone(api, stranger, nobody, voice):
    url = f"{ORIGIN}/voice_cloned/audio/{voice['itemId']}.mp3"
    assert api.get(url).content == VOICE_CONTENT["recording"][1]
    assert api.get(url, headers={"Range": "bytes=0-2"}).status_code == 206
    assert_error(stranger.get(url), 404)
    assert_error(nobody.get(url), 401, "Unauthorized")
    assert_error(api.get(f"{ORIGIN}/voice_cloned/audio/../../etc/passwd"), 404)


def test_a_recording_without_a_voice_is_refused_in_the_engines_words_and_leaves_nothing(api):
    worker = when_it_is_there(api, lambda job_id: api.fail(job_id, "The recording holds no voice"))
    assert_error(send(api, recording()), 400, "The recording holds no voice")
    worker.join()
    assert api.get("/music/cloned-voices").json()["records"] == []


def test_a_voice_that_failed_later_says_why_and_can_be_deleted(api, impatient):
    voice = send(api, recording()).json()["clonedVoiceItemId"]
    api.fail(executing(api)[0], "The recording holds no voice")
    (record,) = api.get("/music/cloned-voices").json()["records"]
    assert (record["status"], record["error"]) == (10, "The recording holds no voice")
    assert api.delete(f"/music/cloned-voices/{voice}").json() == {"result": True}


def test_a_deleted_voice_is_gone_with_its_files(api, nobody, voice):
    (record,) = api.get("/music/cloned-voices").json()["records"]
    path = f"/music/cloned-voices/{voice['clonedVoiceItemId']}"
    assert api.delete(path).json() == {"result": True}
    assert_error(nobody.get(record["vocalUrl"]), 404)
    assert_error(nobody.get(record["coverUrl"]), 404)
    assert_error(api.delete(path), 404, f"No record found for {voice['clonedVoiceItemId']}")
    assert api.get("/music/cloned-voices").json()["records"] == []


def test_the_voices_of_others_do_not_exist(api, stranger, voice):
    wanted = voice["clonedVoiceItemId"]
    assert_error(stranger.delete(f"/music/cloned-voices/{wanted}"), 404, f"No record found for {wanted}")
    assert stranger.get("/music/cloned-voices").json() == {"records": [], "hasNext": False, "cursor": ""}
    assert_error(api.delete("/music/cloned-voices/ada"), 400, "clonedVoiceItemId has incorrect format")


@pytest.mark.parametrize("seconds", [9.9, 300.5])
def test_a_recording_that_is_too_short_or_too_long_is_refused(api, seconds):
    message = f"The recording is {seconds} seconds long, allowed: 10 to 300 seconds"
    assert_error(send(api, recording(seconds)), 400, message)
    assert executing(api) == []


def test_the_same_key_makes_one_voice(api, impatient):
    key = {"Idempotency-Key": "my voice"}
    first, again = send(api, recording(), headers=key), send(api, recording(), headers=key)
    assert first.json()["itemId"] == again.json()["itemId"]
    assert_error(send(api, recording(), name="Another", headers=key), 422)
    assert len(executing(api)) == 1


def test_an_empty_file_another_type_and_no_name_are_refused(api):
    assert_error(send(api, b""), 400, "Empty file received")
    assert (
        "Content-Type must be audio/mp4" in assert_error(send(api, b"x", headers={"Content-Type": "a/b"}), 400)["error"]
    )
    assert_error(send(api, recording(), name=" "), 400, "Parameter name is required")
