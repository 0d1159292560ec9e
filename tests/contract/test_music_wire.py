"""Music on the wire: acceptance, records, lists, deletion."""

import re
import time

import pytest
from served_api import FACTS, ORIGIN, assert_error, item_of

SIGNED = r"\?auth_key=[0-9]{10}-[0-9a-zA-Z]+-0-[0-9a-f]{64}"
UNKNOWN = "user:{number}-tempolor:{user_id}-job:0123456789abcdefghijklmno"


@pytest.mark.parametrize("kind", ["song", "instrumental"])
@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize("form", [False, True])
def test_music_is_accepted_as_json_and_as_a_form_with_and_without_a_slash(api, user_id, kind, slash, form):
    fields = {"prompt": "music", "bpm": "92", "duration": "30", "seed": "7"}
    body = {"files": {n: (None, v) for n, v in fields.items()}} if form else {"json": fields}
    answer = api.post(f"/music/{kind}{slash}", **body)
    assert answer.status_code == 200
    reply = answer.json()
    assert set(reply) == {"jobs", "unlimited"}
    assert reply["unlimited"] is True
    (job_id,) = reply["jobs"]
    assert re.fullmatch(rf"user:{api.number}-tempolor:{user_id}-job:[0-9a-z]{{15,}}", job_id)
    material = api.get(f"/music/{job_id}").json()["musicMaterial"]
    assert (material["bpm"], material["seed"]) == (92, 7)


def test_a_record_while_it_is_generated_says_only_what_is_known(api, user_id):
    before = int(time.time() * 1000)
    job_id = api.submit(prompt="Epic orchestral", tonality="F:minor", bpm=130, chords="Fm Db Ab Eb", seed=1234567890)
    record = api.get(f"/music/{job_id}").json()
    created = record.pop("createTime")
    assert before <= created <= int(time.time() * 1000)
    assert record.pop("updateTime") >= created
    assert record == {
        "bizType": "ai_material_music",
        "childType": "lyric_to_material",
        "matChildType": "lyric_to_material",
        "sourceType": "sm_user_gen",
        "itemId": item_of(job_id),
        "job_id": job_id,
        "genItemId": item_of(job_id),
        "userId": user_id,
        "titleEn": "",
        "cover": "",
        "mp3OssId": "",
        "wavOssId": "",
        "ossWatermarkMp3": "",
        "officialPlaylistSong": False,
        "status": 0,
        "status_name": "GENERATING",
        "status_final": False,
        "progress": 0,
        "downloadTotal": 0,
        "likeTotal": 0,
        "collectTotal": 0,
        "musicMaterial": {
            "style": "",
            "chord": "Fm Db Ab Eb",
            "mood": "",
            "inst": "",
            "instInfo": "",
            "scene": "",
            "otherInfo": "Epic orchestral",
            "otherInfoCn": "",
            "key": "F:minor",
            "bpm": 130,
            "dur": 0,
            "seed": 1234567890,
            "waveformUrl": "",
        },
        "readStatus": False,
        "downloadStatus": False,
        "materialQualityScore": 0,
        "ltmMaterialExtendDto": {"lyricsPrompt": "", "description": "Epic orchestral", "model": "v4.8"},
    }


def test_a_completed_song_has_the_whole_record(api, finished, user_id):
    record = api.get(f"/music/{finished}").json()
    item = item_of(finished)
    files = f"{re.escape(ORIGIN)}/ai_material/ai_material"
    assert re.fullmatch(rf"{files}/cover/{item}\.png{SIGNED}", record.pop("cover"))
    material = record.pop("musicMaterial")
    assert re.fullmatch(rf"{files}/waveform/{item}\.json{SIGNED}", material.pop("waveformUrl"))
    assert record.pop("createTime") < record.pop("updateTime")
    assert material == {
        "style": "pop",
        "chord": "D A Bm G",
        "mood": "hopeful",
        "inst": "piano, bass, drums, Ada",
        "instInfo": "piano: chords in rhythm",
        "scene": "spring",
        "otherInfo": "a song",
        "otherInfoCn": "",
        "key": "D:major",
        "bpm": 104,
        "dur": 180.25,
        "seed": material["seed"],
    }
    assert record == {
        "bizType": "ai_material_music",
        "childType": "lyric_to_material",
        "matChildType": "lyric_to_material",
        "sourceType": "sm_user_gen",
        "itemId": item,
        "job_id": finished,
        "genItemId": item,
        "userId": user_id,
        "titleEn": "Grüße an Zoë",
        "mp3OssId": f"ai_material/ai_material/mp3/{item}.mp3",
        "wavOssId": f"ai_material/ai_material/wav/{item}.wav",
        "ossWatermarkMp3": "",
        "officialPlaylistSong": False,
        "status": 30,
        "status_name": "COMPLETED",
        "status_final": True,
        "progress": 100,
        "downloadTotal": 0,
        "likeTotal": 0,
        "collectTotal": 0,
        "readStatus": False,
        "downloadStatus": False,
        "materialQualityScore": 0,
        "ltmMaterialExtendDto": {
            "lyricsPrompt": "[Verse]\nThe snow is gone",
            "description": "a song",
            "lyrics_sections": FACTS["lyrics_sections"],
            "words": FACTS["words"],
            "sections": FACTS["sections"],
            "chords": FACTS["chords"],
            "notes": FACTS["notes"],
            "model": "v4.8",
            "engine": "studio",
            "language": "en",
        },
    }


def test_an_instrumental_is_made_from_a_prompt(api):
    job_id = api.submit("instrumental")
    record = api.get(f"/music/{job_id}").json()
    assert record["childType"] == record["matChildType"] == "prompt_to_material"
    assert record["ltmMaterialExtendDto"]["model"] == "i4"


def test_a_failed_job_says_why(api):
    job_id = api.submit()
    api.progress(job_id, 40)
    api.fail(job_id, "The lyrics have no words to sing")
    record = api.get(f"/music/{job_id}").json()
    assert (record["status"], record["status_name"], record["status_final"]) == (10, "FAILED", True)
    assert record["error"] == "The lyrics have no words to sing"
    assert record["cover"] == record["mp3OssId"] == ""


def test_progress_is_shown_and_never_goes_back(api):
    job_id = api.submit()
    api.progress(job_id, 42)
    assert api.get(f"/music/{job_id}").json()["progress"] == 42
    api.progress(job_id, 10)
    assert api.get(f"/music/{job_id}").json()["progress"] == 42


def test_a_seed_is_chosen_when_the_job_is_accepted_and_stays(api):
    seeds = {api.get(f"/music/{api.submit()}").json()["musicMaterial"]["seed"] for _ in range(5)}
    assert len(seeds) == 5
    assert all(0 <= seed <= 2**53 - 1 for seed in seeds)


@pytest.mark.parametrize(
    "spell",
    [lambda i: i, lambda i: i.replace(":", "%3A"), lambda i: i.replace(":", "%3a") + "/", lambda i: i + "/"],
)
def test_an_id_is_understood_raw_and_encoded_with_and_without_a_slash(api, finished, spell):
    for path in (f"/music/{spell(finished)}", f"/music/download/{spell(finished)}"):
        assert api.get(path).status_code == 200


@pytest.mark.parametrize(
    "job_id",
    [
        "job",
        "user:1-job:0123456789abcde",
        "%2e%2e",
        "..%00",
        "user:1-tempolor:a-voice:0123456789abcde",
        "%00",
        "C:%5Cx",
        "user:1-tempolor:a-job:0123456789abcde%00",
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/music/"), ("DELETE", "/music/"), ("GET", "/music/download/"), ("DELETE", "/scheduler/")],
)
def test_a_malformed_id_is_told_so(api, method, path, job_id):
    assert_error(api.request(method, path + job_id), 400, "job_id has incorrect format")


@pytest.mark.parametrize("path", ["..%2f..%2fetc%2fpasswd", "%2fetc%2fpasswd", "a/../../x"])
def test_paths_out_of_the_tree_lead_nowhere(api, path):
    assert_error(api.get(f"/music/{path}"), 404)


@pytest.mark.parametrize(("method", "path"), [("GET", "/music/"), ("DELETE", "/music/"), ("GET", "/music/download/")])
def test_unknown_ids_and_those_of_others_are_not_found_alike(api, stranger, user_id, finished, method, path):
    unknown = UNKNOWN.format(number=api.number, user_id=user_id)
    assert_error(api.request(method, path + unknown), 404, f"No record found for {unknown}")
    assert_error(stranger.request(method, path + finished), 404, f"No record found for {finished}")
    number = finished.replace(f"user:{api.number}-", f"user:{stranger.number}-")
    assert_error(stranger.request(method, path + number), 404, f"No record found for {number}")
    account = finished.replace(f"tempolor:{user_id}-", "tempolor:other-")
    assert_error(api.request(method, path + account), 404, f"No record found for {account}")
    assert api.get(f"/music/{finished}").status_code == 200


@pytest.mark.parametrize("slash", ["", "/"])
def test_a_deleted_record_is_gone(api, finished, slash):
    answer = api.delete(f"/music/{finished}{slash}")
    assert (answer.status_code, answer.json()) == (200, {"result": True})
    assert_error(api.get(f"/music/{finished}"), 404, f"No record found for {finished}")
    assert_error(api.delete(f"/music/{finished}"), 404, f"No record found for {finished}")


def test_deleting_an_executing_job_cancels_it_first(api):
    job_id = api.submit()
    assert api.delete(f"/music/{job_id}").json() == {"result": True}
    assert api.get("/scheduler").json() == []


def test_lists_are_newest_first_in_pages_of_twenty(api, user_id):
    api.post("/accounts", json={"requestParams": {"user_id": user_id}, "maxJobs": 100})
    songs = [api.submit() for _ in range(23)]
    pieces = [api.submit("instrumental") for _ in range(2)]
    first = api.get("/music").json()
    assert set(first) == {"records", "hasNext", "cursor"}
    assert [r["job_id"] for r in first["records"]] == songs[::-1][:20]
    assert first["hasNext"] is True
    last = api.get("/music/", params={"cursor": first["cursor"], "user_id": user_id, "type": "song"}).json()
    assert [r["job_id"] for r in last["records"]] == songs[::-1][20:]
    assert (last["hasNext"], last["cursor"]) == (False, "")
    listed = api.get("/music", params={"type": "instrumental", "cursor": "", "user_id": ""}).json()
    assert [r["job_id"] for r in listed["records"]] == pieces[::-1]


def test_an_empty_list_is_empty(api):
    assert api.get("/music").json() == {"records": [], "hasNext": False, "cursor": ""}


def test_the_list_shows_nothing_of_others(stranger, finished):
    assert stranger.get("/music").json()["records"] == []


@pytest.mark.parametrize(
    ("params", "names"),
    [
        ({"type": "album"}, ["type", "'album'", "song, instrumental"]),
        ({"cursor": "nonsense"}, ["cursor", "'nonsense'"]),
        ({"cursor": "é\x00"}, ["cursor"]),
        ({"user_id": "a:b"}, ["user_id", "'a:b'"]),
        ({"user_id": "\x00"}, ["user_id"]),
    ],
)
def test_wrong_parameters_of_a_list_are_named(api, params, names):
    message = assert_error(api.get("/music", params=params), 400)["error"]
    assert all(name in message for name in names)


def test_a_list_needs_the_account_only_where_there_are_several(api, user_id):
    api.post("/accounts", json={"requestParams": {"user_id": "second"}})
    assert_error(api.get("/music"), 400, "Parameter user_id is required")
    assert api.get("/music", params={"user_id": user_id}).json()["records"] == []
    assert_error(api.get("/music", params={"user_id": "third"}), 404, "No record found for third")


def test_a_list_by_account_shows_that_account_alone(api, user_id):
    api.post("/accounts", json={"requestParams": {"user_id": "second"}})
    mine, other = api.submit(user_id=user_id), api.submit(user_id="second")
    assert [r["job_id"] for r in api.get("/music", params={"user_id": user_id}).json()["records"]] == [mine]
    assert [r["job_id"] for r in api.get("/music", params={"user_id": "second"}).json()["records"]] == [other]


def test_links_in_records_are_made_afresh(api, finished):
    covers = {api.get(f"/music/{finished}").json()["cover"] for _ in range(3)}
    assert len(covers) == 3
