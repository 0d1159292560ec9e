"""Artist voices on the wire."""

import time
from types import SimpleNamespace

import pytest
from served_api import VOICES, assert_error

from tonewright.errors import EngineError


@pytest.mark.parametrize("slash", ["", "/"])
def test_voices_are_listed_with_samples_that_play(api, nobody, user_id, slash):
    body = api.get(f"/music/artist-voices{slash}").json()
    assert set(body) == {"records", "hasNext", "cursor", "sysTime"}
    assert (body["hasNext"], body["cursor"]) == (False, "")
    assert abs(body["sysTime"] - time.time() * 1000) < 60_000
    ada, ben = body["records"]
    for url in (ada["resourceUrl"], ada["vocalUrl"]):
        sample = nobody.get(url)
        assert (sample.status_code, sample.headers["content-type"]) == (200, "audio/mpeg")
        assert sample.content == b"ID3 sample of Ada"
        assert nobody.get(url, headers={"Range": "bytes=0-2"}).status_code == 206
    cover = nobody.get(ada["coverUrl"])
    assert (cover.status_code, cover.headers["content-type"]) == (200, "image/svg+xml")
    for url in ("resourceUrl", "coverUrl", "vocalUrl"):
        del ada[url]
    assert ada == {
        "ucid": user_id,
        "bizType": "ai_voice_cloned",
        "itemId": "ada",
        "name": "Ada",
        "weight": 100,
        "isAddRel": False,
        "relSource": "",
        "labels": ["female", "soprano", "clear"],
    }
    assert ben["itemId"] == "ben"


def test_many_voices_come_in_pages(api, server):
    many = [SimpleNamespace(item_id=f"v{i}", name="V", labels=(), weight=i) for i in range(45)]
    sample = server.folder / "voices" / "ada.mp3"
    api.app = server.make_app(artist_voices=lambda: many, voice_sample=lambda _: sample)
    seen, cursor = [], ""
    for expected in (20, 20, 5):
        page = api.get("/music/artist-voices", params={"cursor": cursor}).json()
        assert len(page["records"]) == expected
        seen += [record["itemId"] for record in page["records"]]
        cursor = page["cursor"]
    assert (page["hasNext"], cursor) == (False, "")
    assert seen == [voice.item_id for voice in many]


def test_the_account_is_needed_where_there_are_several(api, user_id):
    api.post("/accounts", json={"requestParams": {"user_id": "second"}})
    assert_error(api.get("/music/artist-voices"), 400, "Parameter user_id is required")
    assert api.get("/music/artist-voices", params={"user_id": "second"}).json()["records"][0]["ucid"] == "second"
    assert_error(api.get("/music/artist-voices", params={"user_id": "third"}), 404, "No record found for third")


@pytest.mark.parametrize("cursor", ["x", "\x00", "WyJhIl0", "é"])
def test_a_wrong_cursor_is_named(api, cursor):
    message = assert_error(api.get("/music/artist-voices", params={"cursor": cursor}), 400)["error"]
    assert message.startswith("Parameter cursor has value")


def test_a_song_may_name_a_voice(api):
    api.submit(artistVoiceItemId=VOICES[1].item_id)


def test_a_sample_that_cannot_be_made_is_told_so(api, nobody, server):
    def fail(item_id):
        raise EngineError("no speech engine")

    api.app = nobody.app = server.make_app(voice_sample=fail)
    url = api.get("/music/artist-voices").json()["records"][0]["vocalUrl"]
    assert_error(nobody.get(url), 503, "The sample of this voice cannot be made now")
