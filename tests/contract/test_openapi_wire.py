"""The API's description: complete, true, and shown without the internet."""

import re

import pytest
from served_api import ORIGIN, assert_error

OPERATIONS = {
    ("post", "/v1/tempolor/accounts"): {200, 400, 401, 402, 409, 413, 415, 422, 500, 503},
    ("get", "/v1/tempolor/accounts"): {200, 401, 402, 404, 500, 503},
    ("get", "/v1/tempolor/accounts/{user_id}"): {200, 400, 401, 402, 404, 500, 503},
    ("delete", "/v1/tempolor/accounts/{user_id}"): {204, 400, 401, 402, 404, 500, 503},
    ("post", "/v1/tempolor/music/song"): {200, 400, 401, 402, 404, 409, 413, 415, 422, 429, 500, 503},
    ("post", "/v1/tempolor/music/instrumental"): {200, 400, 401, 402, 404, 409, 413, 415, 422, 429, 500, 503},
    ("post", "/v1/tempolor/music/lyrics"): {200, 400, 401, 402, 409, 413, 415, 422, 500, 503},
    ("get", "/v1/tempolor/music"): {200, 400, 401, 402, 404, 500, 503},
    ("get", "/v1/tempolor/music/{job_id}"): {200, 400, 401, 402, 404, 500, 503},
    ("delete", "/v1/tempolor/music/{job_id}"): {200, 400, 401, 402, 404, 500, 503},
    ("get", "/v1/tempolor/music/{job_id}/lyrics"): {200, 400, 401, 402, 404, 500, 503},
    ("get", "/v1/tempolor/music/download/{job_id}"): {200, 400, 401, 402, 404, 500, 503},
    ("get", "/v1/tempolor/music/artist-voices"): {200, 400, 401, 402, 404, 500, 503},
    ("post", "/v1/tempolor/music/stems-splitter"): {200, 400, 401, 402, 404, 409, 413, 422, 429, 500, 503, 507},
    ("post", "/v1/tempolor/music/cloned-voices"): {200, 202, 400, 401, 402, 404, 409, 413, 422, 429, 500, 503, 507},
    ("get", "/v1/tempolor/music/cloned-voices"): {200, 400, 401, 402, 404, 500, 503},
    ("delete", "/v1/tempolor/music/cloned-voices/{cloned_voice_item_id}"): {200, 400, 401, 402, 404, 500, 503},
    ("get", "/voice_cloned/{path}"): {200, 206, 304, 401, 402, 404, 416, 500, 503},
    ("head", "/voice_cloned/{path}"): {200, 206, 304, 401, 402, 404, 416, 500, 503},
    ("post", "/v1/tempolor/music/midi"): {200, 400, 401, 402, 404, 409, 413, 422, 500, 503, 507},
    ("get", "/v1/tempolor/music/midi"): {200, 400, 401, 402, 404, 500, 503},
    ("delete", "/v1/tempolor/music/midi/{midi_item_id}"): {200, 400, 401, 402, 404, 500, 503},
    ("get", "/v1/tempolor/scheduler"): {200, 401, 402, 500, 503},
    ("get", "/v1/tempolor/scheduler/available"): {200, 401, 402, 500, 503},
    ("delete", "/v1/tempolor/scheduler/{job_id}"): {204, 400, 401, 402, 404, 500, 503},
    ("get", "/ai_material/{path}"): {200, 206, 304, 403, 404, 410, 416, 500, 503},
    ("head", "/ai_material/{path}"): {200, 206, 304, 403, 404, 410, 416, 500, 503},
    ("get", "/healthz"): {200, 500, 503},
    ("get", "/readyz"): {200, 500, 503},
}

AUDIO = {"audio/mp4", "audio/x-m4a", "audio/mpeg", "audio/wav", "audio/wave", "audio/flac", "audio/x-flac"}
FILES = ("/ai_material", "/voice_cloned")
UPLOADS = {
    "/v1/tempolor/music/midi": {"audio/midi", "audio/x-midi"},
    "/v1/tempolor/music/stems-splitter": AUDIO,
    "/v1/tempolor/music/cloned-voices": AUDIO,
}


@pytest.fixture
def document(nobody):
    answer = nobody.get("//openapi.json")
    assert answer.status_code == 200
    return answer.json()


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield (method, path), operation


def test_every_operation_is_described_with_all_its_statuses(document):
    described = {key: {int(status) for status in op["responses"]} for key, op in operations(document)}
    assert described == OPERATIONS


def test_every_answer_has_a_schema_and_an_example(document):
    for key, operation in operations(document):
        for status, answer in operation["responses"].items():
            content = answer.get("content", {})
            if status in ("204", "304") or (key[1].startswith(FILES) and status in ("200", "206")):
                continue
            schema = content["application/json"]["schema"]
            name = schema.get("$ref", schema.get("items", {}).get("$ref", "")).rpartition("/")[2]
            shown = content["application/json"].get("example") or document["components"]["schemas"][name]["example"]
            assert shown, (key, status)
            if int(status) >= 400 and not (key[1] == "/readyz" and status == "503"):
                assert shown["code"] == int(status)


def test_every_operation_of_the_api_needs_the_token_and_no_other_does(document):
    for (_, path), operation in operations(document):
        assert operation["security"] == ([{"token": []}] if path.startswith(("/v1/", "/voice_cloned/")) else [])
    scheme = document["components"]["securitySchemes"]["token"]
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")


def test_every_post_describes_its_body_and_the_idempotency_key(document):
    for (method, path), operation in operations(document):
        names = {parameter["name"] for parameter in operation.get("parameters", [])}
        assert ("Idempotency-Key" in names) == (method == "post")
        assert ("requestBody" in operation) == (method == "post")
        if method == "post":
            types = set(operation["requestBody"]["content"])
            assert types == UPLOADS.get(
                path, {"application/json"} | ({"multipart/form-data"} if "music" in path else set())
            )


def test_every_reference_leads_somewhere(document):
    import json

    text = json.dumps(document)
    for name in re.findall(r'"#/components/schemas/([^"]+)"', text):
        assert name in document["components"]["schemas"]
    assert "HTTPValidationError" not in text


def test_the_examples_of_bodies_are_accepted(api, document):
    for (method, path), operation in operations(document):
        if method == "post" and path not in UPLOADS:
            for content in operation["requestBody"]["content"].values():
                assert api.post(ORIGIN + path, json=content["example"]).status_code == 200


def test_the_song_body_lists_every_field_of_the_contract(document):
    song = document["components"]["schemas"]["SongRequest"]
    assert set(song["properties"]) == {
        *(
            "prompt",
            "lyrics",
            "model_song",
            "artistVoiceItemId",
            "clonedVoiceItemId",
            "midiItemId",
            "tonality",
        ),
        *("bpm", "chords", "user_id", "replyUrl", "replyRef", "maxJobs", "duration", "seed", "title"),
        *("time_signature", "language"),
    }
    assert song["required"] == ["prompt"]


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_page_works_without_the_internet(nobody, slash):
    page = nobody.get(f"//docs{slash}")
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert not re.search(r"(?:https?:)?//[a-z0-9]", page.text, re.IGNORECASE)
    parts = re.findall(r'(?:src|href)="(/[^"]+)"', page.text)
    assert len(parts) == 2
    for part in parts:
        answer = nobody.get(f"/{part}")
        assert answer.status_code == 200
        assert len(answer.content) > 10_000
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_assets_lead_out_of_their_folder_nowhere(nobody):
    for path in ("../app.py", "%2e%2e/%2e%2e/core.py", "..%2fcore.py", "%00", "nothing.js"):
        assert_error(nobody.get(f"//docs/assets/{path}"), 404)
