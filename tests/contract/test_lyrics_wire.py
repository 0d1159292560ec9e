"""Timed lyrics on the wire."""

import json
from urllib.parse import quote

import pytest
import webvtt
from served_api import TIMED_LYRICS, assert_error, item_of

TYPES = {
    "lrc": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
}


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize("form", TYPES)
def test_lyrics_come_in_every_format_as_a_file_of_the_songs_name(api, finished, form, slash):
    answer = api.get(
        f"/music/{finished}/lyrics{slash}", params={"format": form}, headers={"Origin": "https://a.example"}
    )
    assert answer.status_code == 200
    assert answer.headers["content-type"] == TYPES[form]
    name = quote(f"Grüße an Zoë.{form}")
    assert answer.headers["content-disposition"] == (
        f"attachment; filename=\"Grue an Zoe.{form}\"; filename*=UTF-8''{name}"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Content-Disposition" in answer.headers["access-control-expose-headers"]
    assert "The" in answer.content.decode("utf-8")


def test_the_json_is_the_record_of_every_word(api, finished):
    answer = api.get(f"/music/{finished}/lyrics", params={"format": "json"})
    assert json.loads(answer.content) == TIMED_LYRICS


def test_the_vtt_is_one_that_a_browser_reads(api, finished):
    text = api.get(f"/music/{finished}/lyrics", params={"format": "vtt"}).content.decode("utf-8")
    cues = webvtt.from_string(text, strict=True).captions
    assert [(cue.start, cue.end, cue.text, cue.voice) for cue in cues] == [
        ("00:00:07.400", "00:00:08.900", "The snow is gone", "Elin Marlowe"),
        ("00:00:09.100", "00:00:09.800", "(is gone)", "Jonas Reed"),
    ]


@pytest.mark.parametrize("params", [{}, {"format": ""}, {"format": "lrc"}])
def test_lrc_is_the_default(api, finished, params):
    text = api.get(f"/music/{finished}/lyrics", params=params).text
    assert "[00:07.40]<00:07.40>The <00:07.70>snow <00:08.20>is <00:08.40>gone<00:08.90>\n" in text


def test_plain_text_has_tags_and_lines(api, finished):
    text = api.get(f"/music/{finished}/lyrics", params={"format": "txt"}).text
    assert text == "[Verse]\nThe snow is gone\n(is gone)\n"


@pytest.mark.parametrize("form", ["srt", "LRC", "../lrc", "\x00"])
def test_another_format_is_refused(api, finished, form):
    answer = api.get(f"/music/{finished}/lyrics", params={"format": form})
    message = assert_error(answer, 400)["error"]
    assert message == f"Parameter format has value {form!r}, allowed: one of lrc, vtt, json, txt"


def test_there_are_none_before_the_end(api):
    job_id = api.submit()
    assert_error(api.get(f"/music/{job_id}/lyrics"), 400, "Generation is not completed yet (0)")
    api.fail(job_id, "no")
    assert_error(api.get(f"/music/{job_id}/lyrics"), 400, "Generation is not completed yet (10)")


def test_an_instrumental_has_none(api):
    job_id = api.submit("instrumental")
    api.complete(job_id, timed_lyrics=None, words=[], lyrics_sections=[])
    assert_error(api.get(f"/music/{job_id}/lyrics"), 404, f"No lyrics found for {job_id}")


def test_unknown_ids_and_those_of_others_are_not_found_alike(api, stranger, user_id, finished):
    unknown = finished.replace(item_of(finished), "0123456789abcdefghijklmno")
    assert_error(api.get(f"/music/{unknown}/lyrics"), 404, f"No record found for {unknown}")
    assert_error(stranger.get(f"/music/{finished}/lyrics"), 404, f"No record found for {finished}")
    account = finished.replace(f"tempolor:{user_id}-", "tempolor:other-")
    assert_error(api.get(f"/music/{account}/lyrics"), 404, f"No record found for {account}")


def test_a_malformed_id_is_told_so(api):
    assert_error(api.get("/music/x/lyrics"), 400, "job_id has incorrect format")


def test_an_encoded_id_is_understood(api, finished):
    assert api.get(f"/music/{finished.replace(':', '%3A')}/lyrics").status_code == 200


def test_they_die_with_their_record(api, finished):
    assert api.delete(f"/music/{finished}").status_code == 200
    assert_error(api.get(f"/music/{finished}/lyrics"), 404, f"No record found for {finished}")


def test_the_record_shows_them_only_as_the_contract_has_it(api, finished):
    extension = api.get(f"/music/{finished}").json()["ltmMaterialExtendDto"]
    assert "timed_lyrics" not in extension
