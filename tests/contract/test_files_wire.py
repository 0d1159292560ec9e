"""Files behind signed links: ranges, validators, names, and links that must not work."""

import hashlib
import re
import time

import pytest
from served_api import CONTENT, LINK_KEY, ORIGIN, assert_error, item_of

from tonewright.delivery.signed_urls import LinkSigner

MP3 = CONTENT["mp3"][1]
ETAG = f'"{hashlib.sha256(MP3).hexdigest()}"'
HMAC_KEY = re.compile(r"auth_key=([0-9]+)-([^-]+)-0-([0-9a-f]+)")


@pytest.fixture
def link(api, finished):
    return api.get(f"/music/download/{finished}").json()["url"]


def link_to(path, now=None, key=LINK_KEY):
    signed = LinkSigner(key).sign(f"/{path}", time.time() if now is None else now)
    return f"{ORIGIN}/{path}?auth_key={signed.auth_key}"


def test_a_whole_file_comes_with_its_headers(nobody, link):
    answer = nobody.get(link)
    assert (answer.status_code, answer.content) == (200, MP3)
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["content-length"] == str(len(MP3))
    assert answer.headers["etag"] == ETAG
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["cache-control"].startswith("private")
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"Grue an Zoe.mp3\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20an%20Zo%C3%AB.mp3"
    )


def test_head_says_the_same_without_the_content(nobody, link):
    whole, head = nobody.get(link), nobody.request("HEAD", link)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, 2051),
        ("bytes=-51", 2000, 2051),
        ("bytes=2050-9999", 2050, 2051),
    ],
)
def test_a_part_of_a_file(nobody, link, method, asked, start, end):
    answer = nobody.request(method, link, headers={"Range": asked, "Origin": "https://studio.example"})
    assert answer.status_code == 206
    assert answer.content == (MP3[start:end] if method == "GET" else b"")
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{len(MP3)}"
    assert answer.headers["content-length"] == str(end - start)
    assert answer.headers["etag"] == ETAG
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Content-Range" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize("asked", [f"bytes={len(MP3)}-", "bytes=99999-100000", "bytes=-0"])
def test_a_range_outside_the_file_is_told_so(nobody, link, asked):
    answer = nobody.get(link, headers={"Range": asked})
    assert_error(answer, 416)
    assert answer.headers["content-range"] == f"bytes */{len(MP3)}"


@pytest.mark.parametrize("asked", ["bytes=5-4", "lines=1-2", "bytes=x", "bytes=0-1,5-6"])
def test_a_range_that_may_be_ignored_is(nobody, link, asked):
    assert nobody.get(link, headers={"Range": asked}).status_code == 200


def test_if_range_gives_the_part_only_of_the_same_file(nobody, link):
    part = {"Range": "bytes=0-9"}
    assert nobody.get(link, headers=part | {"If-Range": ETAG}).status_code == 206
    for other in ('"other"', f"W/{ETAG}", "Wed, 21 Oct 2015 07:28:00 GMT"):
        answer = nobody.get(link, headers=part | {"If-Range": other})
        assert (answer.status_code, answer.content) == (200, MP3)


@pytest.mark.parametrize("tag", [ETAG, f"W/{ETAG}", f'"x", {ETAG}', "*"])
def test_a_file_that_the_client_has_is_not_sent_again(nobody, link, tag):
    answer = nobody.get(link, headers={"If-None-Match": tag, "Range": "bytes=0-9"})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == ETAG
    assert answer.headers["access-control-allow-origin"] == "*"


def test_another_tag_gets_the_file(nobody, link):
    assert nobody.get(link, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_cover_is_shown_and_not_saved(api, nobody, finished):
    answer = nobody.get(api.get(f"/music/{finished}").json()["cover"])
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"].startswith("inline;")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda link: link[:-1] + ("0" if link[-1] != "0" else "1"),
        lambda link: link[:-10],
        lambda link: link.partition("?")[0],
        lambda link: link.partition("=")[0] + "=",
        lambda link: link.replace("mp3/", "wav/").replace(".mp3", ".wav"),
        lambda link: HMAC_KEY.sub(lambda m: f"auth_key={int(m[1]) + 3600}-{m[2]}-0-{m[3]}", link),
        lambda link: HMAC_KEY.sub(lambda m: f"auth_key={m[1]}-{m[2]}-1-{m[3]}", link),
        lambda link: HMAC_KEY.sub(lambda m: f"auth_key={m[1]}-x{m[2]}-0-{m[3]}", link),
        lambda link: HMAC_KEY.sub(lambda m: f"auth_key={m[1]}-{m[2]}-0-{m[3].upper()}", link),
        lambda link: HMAC_KEY.sub("auth_key=%00", link),
        lambda link: HMAC_KEY.sub("auth_key=%ff", link),
        lambda link: re.sub(r"job|[0-9a-z]{25}\.mp3", "0123456789abcdefghijklmno.mp3", link),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_tampered_or_truncated_link_is_forbidden(nobody, link, method, spoil):
    answer = nobody.request(method, spoil(link))
    assert answer.status_code == 403
    if method == "GET":
        assert_error(answer, 403)


def test_a_link_signed_with_another_key_is_forbidden(nobody, finished):
    path = f"ai_material/ai_material/mp3/{item_of(finished)}.mp3"
    assert nobody.get(link_to(path)).status_code == 200
    assert_error(nobody.get(link_to(path, key=b"some other key, also long")), 403)


def test_an_expired_link_is_gone_and_a_forged_one_is_not_told_so(nobody, finished):
    path = f"ai_material/ai_material/mp3/{item_of(finished)}.mp3"
    assert_error(nobody.get(link_to(path, now=time.time() - 3601)), 410)
    assert nobody.get(link_to(path, now=time.time() - 3590)).status_code == 200
    assert_error(nobody.get(link_to(path, now=time.time() - 3601, key=b"some other key, also long")), 403)


def test_links_to_a_deleted_record_die(api, nobody, finished):
    record = api.get(f"/music/{finished}").json()
    links = [
        record["cover"],
        record["musicMaterial"]["waveformUrl"],
        api.get(f"/music/download/{finished}").json()["url"],
    ]
    api.delete(f"/music/{finished}")
    for link in links:
        assert_error(nobody.get(link), 404)


def test_a_file_missing_from_storage_is_not_found(api, nobody, server, link):
    for path in (server.folder / "storage").rglob("mp3.mp3"):
        path.unlink()
    assert_error(nobody.get(link), 404)


@pytest.mark.parametrize(
    "path",
    [
        "ai_material/ai_material/mp3/../../../etc/passwd",
        "ai_material/ai_material/mp3/%2e%2e/%2e%2e/etc/passwd",
        "ai_material//etc/passwd",
        "ai_material/ai_material/mp3/0123456789abcdefghijklmno.mp3%00",
        "ai_material/ai_material/mp3/0123456789abcdefghijklmno.mp3",
        "ai_material/ai_material/midi/0123456789abcdefghijklmno.mid",
        "ai_material/ai_material/voice/nobody.mp3",
        "ai_material/ai_material/voice/%2e%2e%2fada.mp3",
    ],
)
def test_paths_that_name_nothing_are_refused_unsigned_and_not_found_signed(nobody, path):
    from urllib.parse import unquote

    unsigned = nobody.get(f"{ORIGIN}/{path}?auth_key=1-x-0-{'0' * 64}")
    assert unsigned.status_code in (403, 404)
    key = LinkSigner(LINK_KEY).sign(f"/{unquote(path)}", time.time()).auth_key
    assert_error(nobody.get(f"{ORIGIN}/{path}?auth_key={key}"), 404 if "../" not in path else unsigned.status_code)


def test_a_link_works_again_and_again_until_it_ends(nobody, link):
    assert [nobody.get(link).status_code for _ in range(3)] == [200, 200, 200]


def test_a_files_path_takes_no_other_method(nobody, link):
    answer = nobody.post(link)
    assert_error(answer, 405)
    assert answer.headers["allow"] == "GET, HEAD"
