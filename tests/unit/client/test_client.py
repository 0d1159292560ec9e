from pathlib import Path

import httpx
import pytest
from scripted_server import JOB, TOKEN, ScriptedServer, error, record

from tonewright_client import (
    Busy,
    Conflict,
    NotFound,
    RejectedRequest,
    ServerFailure,
    ServerUnreachable,
    SubscriptionRequired,
    TonewrightClient,
    Unauthorized,
    UnexpectedAnswer,
)

JOBS = httpx.Response(200, json={"jobs": [JOB], "unlimited": True})


def test_a_song_is_asked_for_with_the_wires_names_and_without_what_is_absent(
    server: ScriptedServer, client: TonewrightClient
) -> None:
    server.on("POST /music/song", JOBS)
    job = client.song(
        "a calm song",
        lyrics="la la",
        model="v3.5",
        voice="ada",
        bpm=92,
        duration_s=60,
        seed=0,
        reply_url="https://a/b",
    )
    assert job == JOB
    assert server.requests[0].headers["Authorization"] == f"Bearer {TOKEN}"
    assert server.sent() == {
        "prompt": "a calm song",
        "lyrics": "la la",
        "model_song": "v3.5",
        "artistVoiceItemId": "ada",
        "bpm": 92,
        "duration": 60,
        "seed": 0,
        "replyUrl": "https://a/b",
    }


def test_whole_numbers_are_sent_as_such(server: ScriptedServer, client: TonewrightClient) -> None:
    server.on("POST /music/song", JOBS)
    client.song("x", bpm=92.0, duration_s=60.5)
    assert server.requests[0].content == b'{"prompt":"x","bpm":92,"duration":60.5}'


def test_a_number_that_json_has_not_is_left_for_the_server_to_reject(
    server: ScriptedServer, client: TonewrightClient
) -> None:
    server.on("POST /music/song", error(400, "Parameter bpm has value 'nan'"))
    with pytest.raises(RejectedRequest, match="bpm"):
        client.song("x", bpm=float("nan"))
    assert server.sent() == {"prompt": "x", "bpm": "nan"}


def test_an_instrumental_is_asked_for_with_the_wires_names(server: ScriptedServer, client: TonewrightClient) -> None:
    server.on("POST /music/instrumental", JOBS)
    client.instrumental("waves", model="i4", chords="C F | G", time_signature="6/8", max_jobs=2, idempotency_key="k1")
    assert server.sent() == {
        "prompt": "waves",
        "model_instrumental": "i4",
        "chords": "C F | G",
        "time_signature": "6/8",
        "maxJobs": 2,
    }
    assert server.requests[0].headers["Idempotency-Key"] == "k1"


@pytest.mark.parametrize(("given", "sent"), [({}, "lrc"), ({"lyrics_format": "vtt"}, "vtt")])
def test_lyrics_come_as_the_text_of_a_file(
    server: ScriptedServer, client: TonewrightClient, given: dict, sent: str
) -> None:
    server.on(f"GET /music/{JOB}/lyrics", httpx.Response(200, content="WEBVTT\n\nGröße 東京\n".encode()))
    assert client.lyrics(JOB, **given) == "WEBVTT\n\nGröße 東京\n"
    assert server.requests[0].url.params["format"] == sent


def test_an_instrumental_has_no_lyrics_to_give(server: ScriptedServer, client: TonewrightClient) -> None:
    server.on(f"GET /music/{JOB}/lyrics", error(404, f"No lyrics found for {JOB}"))
    with pytest.raises(NotFound, match="No lyrics"):
        client.lyrics(JOB)


@pytest.mark.parametrize("url", ["http://host:8765/", "http://host:8765/v1/tempolor", "http://host:8765/v1/tempolor/"])
def test_the_address_may_be_the_origin_or_the_whole_base(server: ScriptedServer, url: str) -> None:
    server.on(f"GET /music/{JOB}", httpx.Response(200, json=record()))
    with TonewrightClient(url, TOKEN, transport=httpx.MockTransport(server)) as client:
        client.music(JOB)
    assert str(server.requests[0].url) == f"http://host:8765/v1/tempolor/music/{JOB}"


def test_a_record_is_read_with_its_facts(server: ScriptedServer, client: TonewrightClient) -> None:
    server.on(f"GET /music/{JOB}", httpx.Response(200, json=record()))
    music = client.music(JOB)
    assert (music.title, music.seconds, music.bpm, music.key, music.seed) == (
        "Epic Orchestral",
        180.5,
        130,
        "F:minor",
        0,
    )
    assert music.is_completed
    assert not music.has_failed
    assert music.raw["cover"] == music.cover_url


def test_what_is_not_known_yet_is_none(server: ScriptedServer, client: TonewrightClient) -> None:
    empty = {"key": "", "bpm": 0, "dur": 0}
    server.on(f"GET /music/{JOB}", httpx.Response(200, json=record(4, 0, musicMaterial=empty)))
    music = client.music(JOB)
    assert (music.seconds, music.bpm, music.key, music.seed) == (None, None, None, None)
    assert not music.is_final


def test_lists_are_pages(server: ScriptedServer, client: TonewrightClient) -> None:
    page = {"records": [record()], "hasNext": True, "cursor": "c2"}
    server.on("GET /music", httpx.Response(200, json=page))
    found = client.list_music("instrumental", cursor="c1")
    assert dict(server.requests[0].url.params) == {"type": "instrumental", "cursor": "c1"}
    assert (found.records[0].job_id, found.has_next, found.cursor) == (JOB, True, "c2")


def test_accounts_are_made_listed_and_deleted(server: ScriptedServer, client: TonewrightClient) -> None:
    account = {
        "user_id": "main",
        "updated": 1,
        "updatedUTC": "x",
        "maxJobs": 3,
        "requestParams": {"engine": "studio"},
    }
    server.on("POST /accounts", httpx.Response(200, json=account))
    server.on("GET /accounts", httpx.Response(200, json={"main": account}))
    server.on("GET /accounts/main", httpx.Response(200, json=account))
    server.on("DELETE /accounts/main", httpx.Response(204))
    assert client.create_account({"engine": "studio"}, 3).max_jobs == 3
    assert server.sent() == {"requestParams": {"engine": "studio"}, "maxJobs": 3}
    assert client.accounts()["main"] == client.account("main")
    client.delete_account("main")
    assert server.requests[-1].method == "DELETE"


def test_voices_jobs_and_capacities_are_read(server: ScriptedServer, client: TonewrightClient) -> None:
    voice = {"itemId": "ada", "name": "Ada", "labels": ["female", "clear"], "vocalUrl": "https://a/b.mp3"}
    job = {"job_id": JOB, "started": "2026-01-01T00:00:00.000Z", "elapsed": "01:23"}
    free = {"user_id": "main", "maxJobs": 10, "executing": 1, "available": 9}
    server.on(
        "GET /music/artist-voices",
        httpx.Response(200, json={"records": [voice], "hasNext": False, "cursor": ""}),
    )
    server.on("GET /scheduler", httpx.Response(200, json=[job]))
    server.on("GET /scheduler/available", httpx.Response(200, json={"executing": [job], "available": [free]}))
    assert client.artist_voices().records[0].labels == ("female", "clear")
    assert client.executing()[0].elapsed == "01:23"
    assert client.capacities()[0].available == 9


def test_cancel_and_delete_send_the_id_raw(server: ScriptedServer, client: TonewrightClient) -> None:
    server.on(f"DELETE /scheduler/{JOB}", httpx.Response(204))
    server.on(f"DELETE /music/{JOB}", httpx.Response(200, json={"result": True}))
    client.cancel(JOB)
    client.delete_music(JOB)
    assert [request.url.raw_path.decode() for request in server.requests] == [
        f"/v1/tempolor/scheduler/{JOB}",
        f"/v1/tempolor/music/{JOB}",
    ]


def test_an_id_cannot_reach_another_operation(server: ScriptedServer, client: TonewrightClient) -> None:
    server.on("GET /music/../accounts?x#y", error(400, "job_id has incorrect format"))
    with pytest.raises(RejectedRequest):
        client.music("../accounts?x#y")
    assert server.requests[0].url.raw_path == b"/v1/tempolor/music/..%2Faccounts%3Fx%23y"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, RejectedRequest),
        (413, RejectedRequest),
        (415, RejectedRequest),
        (422, RejectedRequest),
        (401, Unauthorized),
        (402, SubscriptionRequired),
        (404, NotFound),
        (409, Conflict),
        (500, ServerFailure),
        (503, ServerFailure),
    ],
)
def test_each_status_has_its_exception(
    server: ScriptedServer, client: TonewrightClient, status: int, kind: type[Exception]
) -> None:
    server.on(f"GET /music/{JOB}", error(status, "because"))
    with pytest.raises(kind, match="because") as caught:
        client.music(JOB)
    assert caught.value.status == status  # type: ignore[attr-defined]


def test_busy_says_for_how_long(server: ScriptedServer, client: TonewrightClient) -> None:
    message = "Account is busy executing 10 of 10 jobs"
    server.on("POST /music/song", error(429, message, **{"Retry-After": "7"}))
    with pytest.raises(Busy, match="10 of 10") as caught:
        client.song("x")
    assert caught.value.retry_after_s == 7.0


def test_no_answer_is_unreachable_and_names_the_server(server: ScriptedServer, client: TonewrightClient) -> None:
    server.on("GET /scheduler", httpx.ConnectError("refused"), httpx.ReadTimeout("slow"))
    with pytest.raises(ServerUnreachable, match="no server answers at http://host:8765"):
        client.executing()
    with pytest.raises(ServerUnreachable, match="did not answer in time"):
        client.executing()


@pytest.mark.parametrize("url", ["", "host:8765", "ftp://host", "http://", "http://[::1"])
def test_what_is_no_address_is_unreachable(url: str) -> None:
    with pytest.raises(ServerUnreachable, match="is not the address of a server"):
        TonewrightClient(url, TOKEN)


@pytest.mark.parametrize("token", ["user:1-…", "user:1-a\nb"])
def test_what_can_be_no_token_is_not_sent(token: str) -> None:
    with pytest.raises(Unauthorized, match="characters"):
        TonewrightClient("http://host", token)


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, text="<html>"),
        httpx.Response(200, json=[]),
        httpx.Response(200, json={"jobs": []}),
        httpx.Response(404, text="<html>nginx</html>"),
        httpx.Response(302, headers={"Location": "/login"}),
    ],
)
def test_an_answer_of_something_else_is_unexpected(
    server: ScriptedServer, client: TonewrightClient, answer: httpx.Response
) -> None:
    server.on("POST /music/song", answer)
    with pytest.raises(UnexpectedAnswer):
        client.song("x")


def test_a_failed_server_without_json_is_still_a_server_failure(
    server: ScriptedServer, client: TonewrightClient
) -> None:
    server.on("POST /music/song", httpx.Response(502, text="<html>Bad Gateway</html>"))
    with pytest.raises(ServerFailure, match="502"):
        client.song("x")


def test_lyrics_for_a_song_are_asked_for(server: ScriptedServer, client: TonewrightClient) -> None:
    server.on("POST /music/lyrics", httpx.Response(200, json={"title": "El mar", "lyrics": "[Verse]\nMar"}))
    written = client.write_lyrics("the sea", language="es", duration_s=60, idempotency_key="k2")
    assert (written.title, written.lyrics) == ("El mar", "[Verse]\nMar")
    assert server.sent() == {"prompt": "the sea", "language": "es", "duration": 60}
    assert server.requests[0].headers["Idempotency-Key"] == "k2"


MIDI = "user:12-tempolor:main-midi:0a1b2c3d4e5f6g7"
MIDI_RECORD = {"opType": "upload", "ucid": "main", "midiItemId": MIDI, "name": "Tune", "midiUrl": "https://host/midi"}


def test_midi_files_are_sent_as_they_are_listed_and_deleted(server: ScriptedServer, client: TonewrightClient) -> None:
    server.on("POST /music/midi", httpx.Response(200, json={"isFirst": True, "midiRenderVO": MIDI_RECORD}))
    server.on("GET /music/midi", httpx.Response(200, json={"records": [MIDI_RECORD], "hasNext": False, "cursor": ""}))
    server.on(f"DELETE /music/midi/{MIDI}", httpx.Response(200, json={"result": True}))
    sent = client.upload_midi(b"MThd", "Tune", user_id="main", idempotency_key="k1")
    assert (sent.midi_item_id, sent.user_id, sent.name, sent.url) == (MIDI, "main", "Tune", "https://host/midi")
    request = server.requests[0]
    assert (request.content, request.headers["Content-Type"]) == (b"MThd", "audio/midi")
    assert (dict(request.url.params), request.headers["Idempotency-Key"]) == ({"name": "Tune", "user_id": "main"}, "k1")
    assert client.list_midi(user_id="main").records == (sent,)
    client.delete_midi(MIDI)
    assert server.requests[-1].method == "DELETE"


def test_a_piece_is_carried_by_a_midi_file(server: ScriptedServer, client: TonewrightClient) -> None:
    server.on("POST /music/song", JOBS)
    server.on("POST /music/instrumental", JOBS)
    client.song("x", midi_item_id=MIDI)
    client.instrumental("x", midi_item_id=MIDI)
    assert [server.sent(index)["midiItemId"] for index in (0, 1)] == [MIDI, MIDI]


VOICE = "user:12-tempolor:main-voice:0a1b2c3d4e5f6g7"
VOICE_RECORD = {"clonedVoiceItemId": VOICE, "ucid": "main", "name": "Ada", "labels": ["female", "alto"], "status": 30}


def test_a_recording_is_sent_with_the_type_of_its_name_and_patience(
    server: ScriptedServer, client: TonewrightClient, tmp_path: Path
) -> None:
    answer = {"result": True, "itemId": "0a1b2c3d4e5f6g7", "clonedVoiceItemId": VOICE, "consent": "yes"}
    server.on("POST /music/cloned-voices", httpx.Response(200, json=answer))
    (tmp_path / "ada.FLAC").write_bytes(b"fLaC")
    assert client.clone_voice(tmp_path / "ada.FLAC", "Ada", user_id="main", idempotency_key="k1") == VOICE
    request = server.requests[0]
    assert (request.content, request.headers["Content-Type"]) == (b"fLaC", "audio/flac")
    assert (dict(request.url.params), request.headers["Idempotency-Key"]) == ({"name": "Ada", "user_id": "main"}, "k1")
    assert request.extensions["timeout"]["read"] > 120
    client.clone_voice(b"RIFF", "Ada", content_type="audio/wav")
    assert server.requests[1].headers["Content-Type"] == "audio/wav"


def test_cloned_voices_are_listed_sing_and_are_deleted(server: ScriptedServer, client: TonewrightClient) -> None:
    failed = VOICE_RECORD | {"status": 10, "error": "No voice was found", "labels": []}
    page = {"records": [VOICE_RECORD, failed, VOICE_RECORD | {"status": 0}], "hasNext": False, "cursor": ""}
    server.on("GET /music/cloned-voices", httpx.Response(200, json=page))
    server.on("POST /music/song", JOBS)
    server.on(f"DELETE /music/cloned-voices/{VOICE}", httpx.Response(200, json={"result": True}))
    voices = client.cloned_voices(user_id="main").records
    assert [(voice.ready, voice.error) for voice in voices] == [(True, ""), (False, "No voice was found"), (False, "")]
    assert (voices[0].cloned_voice_item_id, voices[0].labels) == (VOICE, ("female", "alto"))
    client.song("x", cloned_voice_item_id=VOICE)
    assert server.sent(1)["clonedVoiceItemId"] == VOICE
    client.delete_cloned_voice(VOICE)
    assert server.requests[-1].method == "DELETE"
