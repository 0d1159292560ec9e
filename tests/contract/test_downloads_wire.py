"""Download links on the wire."""

import re
import time

import pytest
from served_api import CONTENT, ORIGIN, assert_error, item_of, query_of

PATHS = {"mp3": "mp3/{}.mp3", "wav": "wav/{}.wav", "stems": "stems/{}.zip"}


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize("file_format", ["mp3", "wav", "stems"])
def test_a_link_leads_to_the_file_without_authorization(api, nobody, finished, file_format, slash):
    answer = api.get(f"/music/download/{finished}{slash}", params={"file_format": file_format})
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"url", "remainSeconds"}
    path = f"/ai_material/ai_material/{PATHS[file_format].format(item_of(finished))}"
    assert re.fullmatch(rf"{re.escape(ORIGIN + path)}\?auth_key=([0-9]{{10}})-([^-]+)-0-([0-9a-f]{{64}})", body["url"])
    expiry = int(query_of(body["url"])["auth_key"].split("-")[0])
    assert 3598 <= body["remainSeconds"] <= 3600
    assert abs(expiry - time.time() - body["remainSeconds"]) < 3
    media_type, content = CONTENT[file_format]
    file = nobody.get(body["url"])
    assert (file.status_code, file.content, file.headers["content-type"]) == (200, content, media_type)


@pytest.mark.parametrize("params", [{}, {"file_format": ""}, {"file_format": "mp3"}])
def test_mp3_is_the_default(api, finished, params):
    assert ".mp3?" in api.get(f"/music/download/{finished}", params=params).json()["url"]


@pytest.mark.parametrize("file_format", ["flac", "MP3", "zip", "../mp3", "\x00"])
def test_another_format_is_refused(api, finished, file_format):
    answer = api.get(f"/music/download/{finished}", params={"file_format": file_format})
    message = assert_error(answer, 400)["error"]
    assert message == f"Parameter file_format has value {file_format!r}, allowed: one of mp3, wav, stems"


def test_there_is_no_link_before_the_end(api):
    job_id = api.submit()
    assert_error(api.get(f"/music/download/{job_id}"), 400, "Generation is not completed yet (0)")
    api.fail(job_id, "no")
    assert_error(api.get(f"/music/download/{job_id}"), 400, "Generation is not completed yet (10)")


def test_every_link_of_a_completed_job_works_at_once(api, nobody):
    job_id = api.submit()
    api.complete(job_id)
    record = api.get(f"/music/{job_id}").json()
    links = [record["cover"], record["musicMaterial"]["waveformUrl"]]
    links += [
        api.get(f"/music/download/{job_id}", params={"file_format": f}).json()["url"] for f in ("mp3", "wav", "stems")
    ]
    assert [nobody.get(link).status_code for link in links] == [200] * 5


def test_links_are_built_on_the_public_url(api, server, finished):
    api.app = server.make_app(public_url="https://music.example.com/")
    url = api.get(f"/music/download/{finished}", headers={"Host": "evil.example"}).json()["url"]
    assert url.startswith("https://music.example.com/ai_material/ai_material/mp3/")


def test_without_a_public_url_they_are_built_on_the_requests_own_origin(api, finished):
    headers = {"Host": "studio.local:8765", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    url = api.get(f"/music/download/{finished}", headers=headers).json()["url"]
    assert url.startswith("http://studio.local:8765/ai_material/")


def test_a_trusted_proxy_names_the_origin(api, server, finished):
    api.app = server.make_app(trust_forwarded=True)
    headers = {"X-Forwarded-Host": "music.example.com", "X-Forwarded-Proto": "https"}
    url = api.get(f"/music/download/{finished}", headers=headers).json()["url"]
    assert url.startswith("https://music.example.com/ai_material/")


@pytest.mark.parametrize("host", ["evil.example/x", 'a"b', "a b", "user@host", "a,b", "", "<script>"])
def test_a_forged_host_is_refused(api, finished, host):
    assert_error(api.get(f"/music/download/{finished}", headers={"Host": host}), 400, "The Host header is not a host")
