"""Songs that a cloned voice sings. Workers are stood for by calls of the test."""

import pytest
from served_api import VOICE_CONTENT, assert_error, item_of
from test_cloned_voices_wire import executing, impatient, recording, send

from tonewright.jobs import repository

__all__ = ["impatient"]

PROFILE = {"base": "elinmarlowemezzo01", "formants": 1.08}


@pytest.fixture
def voice(api, impatient):
    """The id of a voice that is still being made, and a call that finishes it."""
    wanted = send(api, recording()).json()["clonedVoiceItemId"]
    return wanted, lambda: api.complete(executing(api)[0], VOICE_CONTENT, profile=PROFILE)


def request_of(api, job_id):
    async def load(connection):
        return await repository.get(connection, api.number, item_of(job_id))

    return api.server.run(load).request


def ask(api, voice, **fields):
    return api.post("/music/song", json={"prompt": "a song", "clonedVoiceItemId": voice} | fields)


def test_a_song_carries_the_profile_of_its_voice_and_outlives_it(api, voice):
    wanted, finish = voice
    finish()
    job_id = ask(api, wanted).json()["jobs"][0]
    assert api.delete(f"/music/cloned-voices/{wanted}").json() == {"result": True}
    singer = request_of(api, job_id)["cloned_voice"]
    assert singer == {"item_id": item_of(wanted), "name": "Ada", "profile": PROFILE}
    assert_error(ask(api, wanted), 404, f"No record found for {wanted}")


def test_a_song_without_a_cloned_voice_carries_none(api):
    assert "cloned_voice" not in request_of(api, api.submit())


def test_nobody_sings_with_a_voice_that_is_not_ready_or_failed(api, voice):
    wanted, _ = voice
    message = f"The cloned voice {wanted} is still being made; music/cloned-voices says when it is ready"
    assert_error(ask(api, wanted), 400, message)
    api.fail(executing(api)[0], "The recording holds no voice")
    message = f"The cloned voice {wanted} failed, so nobody can sing with it: The recording holds no voice"
    assert_error(ask(api, wanted), 400, message)
    assert executing(api) == []


def test_the_voices_of_others_and_other_jobs_are_unknown(api, stranger, voice):
    wanted, finish = voice
    finish()
    assert_error(ask(stranger, wanted), 404, f"No record found for {wanted}")
    song = api.submit().replace("-job:", "-voice:")
    assert_error(ask(api, song), 404, f"No record found for {song}")
    assert_error(ask(api, wanted.replace(item_of(wanted), "0" * 25)), 404)


def test_an_instrumental_needs_no_singer(api):
    assert api.post("/music/instrumental", json={"prompt": "a waltz", "clonedVoiceItemId": "x"}).status_code == 200
