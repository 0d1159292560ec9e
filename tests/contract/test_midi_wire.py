"""MIDI files on the wire."""

import io

import mido
import pytest
from served_api import assert_error, item_of, query_of

from tonewright.uploads import repository as uploads

MIDI = {"Content-Type": "audio/midi"}


def melody(*pitches):
    """A MIDI file of quarter notes, as a user's program writes it."""
    file = mido.MidiFile(ticks_per_beat=96)
    track = mido.MidiTrack()
    for pitch in pitches:
        track += [mido.Message("note_on", note=pitch), mido.Message("note_off", note=pitch, time=96)]
    file.tracks.append(track)
    written = io.BytesIO()
    file.save(file=written)
    return written.getvalue()


SCALE = melody(60, 62, 64, 65, 67)


def send(api, data=SCALE, name="Scale", headers=None, **query):
    return api.post("/music/midi", params={"name": name} | query, content=data, headers=MIDI | (headers or {}))


def sent(api, data=SCALE, name="Scale", **query):
    answer = send(api, data, name, **query)
    assert answer.status_code == 200, answer.text
    return answer.json()["midiRenderVO"]


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize("media_type", ["audio/midi", "audio/x-midi", "Audio/MIDI; charset=binary"])
def test_a_midi_file_that_is_sent_is_described_as_the_contract_has_it(api, user_id, slash, media_type):
    answer = api.post(
        f"/music/midi{slash}", params={"name": "Scale"}, content=SCALE, headers={"Content-Type": media_type}
    )
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert set(body) == {"isFirst", "midiRenderVO"}
    file = body["midiRenderVO"]
    assert set(file) == {"opType", "ucid", "midiItemId", "name", "midiUrl"}
    assert (file["opType"], file["ucid"], file["name"]) == ("upload", user_id, "Scale")
    assert file["midiItemId"].startswith(f"user:{api.number}-tempolor:{user_id}-midi:")


def test_only_the_first_file_of_a_user_is_called_the_first(api, stranger):
    assert [send(who).json()["isFirst"] for who in (api, api, stranger)] == [True, False, True]


def test_the_link_gives_the_bytes_that_were_sent_to_anybody_who_has_it(api, nobody):
    url = sent(api, name="Größe 7")["midiUrl"]
    answer = nobody.get(url)
    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, SCALE, "audio/midi")
    assert "filename*=UTF-8''Gr%C3%B6%C3%9Fe%207.mid" in answer.headers["content-disposition"]
    assert nobody.get(url.replace(query_of(url)["auth_key"][-6:], "000000")).status_code == 403


def test_files_are_listed_newest_first_in_pages(api, stranger):
    names = [sent(api, melody(60, pitch), f"{pitch}")["name"] for pitch in range(40, 62)]
    first = api.get("/music/midi").json()
    second = api.get("/music/midi", params={"cursor": first["cursor"]}).json()
    assert [record["name"] for record in first["records"] + second["records"]] == names[::-1]
    assert (len(first["records"]), first["hasNext"], second["hasNext"], second["cursor"]) == (20, True, False, "")
    assert stranger.get("/music/midi").json() == {"records": [], "hasNext": False, "cursor": ""}


def test_a_deleted_file_is_gone_and_so_is_its_link(api, nobody):
    file = sent(api)
    assert api.delete(f"/music/midi/{file['midiItemId']}").json() == {"result": True}
    assert_error(nobody.get(file["midiUrl"]), 404)
    assert api.get("/music/midi").json()["records"] == []
    gone = f"No record found for {file['midiItemId']}"
    assert_error(api.delete(f"/music/midi/{file['midiItemId']}"), 404, gone)


def test_the_files_of_others_do_not_exist(api, stranger):
    file = sent(api)["midiItemId"]
    assert_error(stranger.delete(f"/music/midi/{file}"), 404, f"No record found for {file}")
    assert_error(api.delete("/music/midi/song"), 400, "midiItemId has incorrect format")
    assert len(api.get("/music/midi").json()["records"]) == 1


def test_bytes_that_two_users_sent_last_as_long_as_either_has_them(api, stranger):
    data = melody(41, 43, 44)
    mine, theirs = sent(api, data), sent(stranger, data)
    assert api.delete(f"/music/midi/{mine['midiItemId']}").status_code == 200
    assert stranger.get(theirs["midiUrl"]).content == data


@pytest.mark.parametrize("media_type", ["application/json", "audio/mpeg", ""])
def test_another_content_type_is_refused_by_the_contracts_words(api, media_type):
    answer = api.post("/music/midi", params={"name": "a"}, content=SCALE, headers={"Content-Type": media_type})
    assert_error(answer, 400, "Content-Type must be audio/midi or audio/x-midi")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Empty file received"),
        (b"ID3 I am an MP3", "The file is no MIDI file: it does not begin with MThd"),
        (SCALE[:-9], "The MIDI file is damaged or cut"),
        (melody(), "The MIDI file holds no notes"),
    ],
)
def test_a_file_that_is_no_good_is_refused_with_the_reason(api, server, data, message):
    assert_error(send(api, data), 400, message)
    assert list((server.folder / "incoming").iterdir()) == []
    assert api.get("/music/midi").json()["records"] == []


def test_a_file_over_a_mebibyte_is_too_large_whether_it_says_so_or_not(api):
    message = "The request body is larger than 1048576 bytes"
    assert_error(send(api, bytes(1_048_577)), 413, message)

    async def chunks():
        for _ in range(17):
            yield bytes(65_536)

    assert_error(send(api, chunks()), 413, message)


def test_a_name_is_required_and_at_most_200_characters_long(api):
    assert_error(send(api, name=""), 400, "Parameter name is required")
    assert sent(api, name="n" * 200)["name"] == "n" * 200
    assert "text of 1 to 200 characters" in assert_error(send(api, name="n" * 201), 400)["error"]


def test_the_account_is_needed_where_there_are_several(api):
    api.post("/accounts", json={"requestParams": {"user_id": "second"}})
    assert_error(send(api), 400, "Parameter user_id is required")
    assert_error(api.get("/music/midi"), 400, "Parameter user_id is required")
    assert sent(api, user_id="second")["ucid"] == "second"
    assert_error(send(api, user_id="third"), 404, "No record found for third")
    assert len(api.get("/music/midi", params={"user_id": "second"}).json()["records"]) == 1


def test_the_same_key_gives_the_first_answer_again_and_keeps_one_file(api):
    key = {"Idempotency-Key": "a melody"}
    first, again = send(api, headers=key), send(api, headers=key)
    assert first.json()["midiRenderVO"]["midiItemId"] == again.json()["midiRenderVO"]["midiItemId"]
    assert len(api.get("/music/midi").json()["records"]) == 1
    assert_error(send(api, melody(50), headers=key), 422)


def test_nobody_sends_lists_or_deletes_without_a_token(nobody):
    assert_error(send(nobody), 401, "Unauthorized")
    assert_error(nobody.get("/music/midi"), 401, "Unauthorized")
    assert_error(nobody.delete("/music/midi/x"), 401, "Unauthorized")


@pytest.mark.parametrize("kind", ["song", "instrumental"])
def test_a_piece_can_be_carried_by_a_midi_file_which_may_be_deleted_then(api, kind):
    file = sent(api)
    item = item_of(api.submit(kind, midiItemId=file["midiItemId"]))
    assert api.delete(f"/music/midi/{file['midiItemId']}").json() == {"result": True}
    upload = api.server.run(uploads.get, api.number, item)
    assert (upload.kind, upload.name) == ("job_midi", "Scale")
    assert api.server.storage.local_path(upload.file.key).read_bytes() == SCALE
    assert api.get("/music/midi").json()["records"] == []


def test_an_id_may_be_percent_encoded(api):
    encoded = sent(api)["midiItemId"].replace(":", "%3A")
    assert api.submit(midiItemId=encoded)


def test_what_a_piece_was_carried_by_goes_with_it(api):
    file = sent(api)
    job_id = api.submit(midiItemId=file["midiItemId"])
    api.delete(f"/music/midi/{file['midiItemId']}")
    assert api.delete(f"/music/{job_id}").json() == {"result": True}
    assert api.server.run(uploads.get, api.number, item_of(job_id)) is None


@pytest.mark.parametrize("path", ["/music/song", "/music/instrumental"])
def test_only_ones_own_midi_files_carry_a_piece(api, stranger, path):
    mine = sent(api)["midiItemId"]
    for who, wanted in ((stranger, mine), (api, mine[:-1] + ("a" if mine[-1] != "a" else "b"))):
        answer = who.post(path, json={"prompt": "a piece", "midiItemId": wanted})
        assert_error(answer, 404, f"No record found for {wanted}")
    answer = api.post(path, json={"prompt": "a piece", "midiItemId": "a song"})
    assert_error(answer, 400, "midiItemId has incorrect format")
    assert api.get("/scheduler").json() == []


def test_what_another_job_works_on_is_no_midi_file(api):
    file = sent(api)["midiItemId"]
    job = api.submit(midiItemId=file)
    wanted = job.replace("-job:", "-midi:")
    assert_error(api.post("/music/song", json={"prompt": "a song", "midiItemId": wanted}), 404)
