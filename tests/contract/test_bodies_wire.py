"""Bodies that are not what they should be."""

import pytest
from served_api import BODY_LIMIT, assert_error

JSON = {"Content-Type": "application/json"}
POSTS = ["/music/song", "/music/instrumental", "/accounts"]


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"nonsense",
        b'{"prompt": "x"} x',
        b"\xff\xfe",
        b'{"prompt": NaN}',
        b'{"a": Infinity}',
        b"{'prompt': 'x'}",
        b'{"a":"\\ud83d"}',
        b'{"a":"\xff"}',
        b'{"a":' + b"9" * 5000 + b"}",
    ],
)
def test_a_body_that_is_not_json_is_refused(api, path, body):
    message = assert_error(api.post(path, content=body, headers=JSON), 400)["error"]
    assert message.startswith("The request body is not JSON")


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("body", [b"[]", b'"x"', b"1", b"null", b"true", b'[{"prompt": "x"}]'])
def test_a_body_that_is_no_object_is_refused(api, path, body):
    assert_error(api.post(path, content=body, headers=JSON), 400, "The request body must be a JSON object")


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("nested", [b"[" * 10_000 + b"]" * 10_000, b'{"a":' * 3_000 + b"1" + b"}" * 3_000])
def test_deep_nesting_is_refused(api, path, nested):
    assert_error(
        api.post(path, content=b'{"prompt":"x","z":' + nested[:20_001] + b"}", headers=JSON),
        413 if len(nested) > BODY_LIMIT - 20 else 400,
    )


def test_nesting_ten_thousand_deep_is_refused_within_the_limit(server, api):
    api.app = server.make_app(body_limit_bytes=1_000_000)
    for nested in (b"[" * 10_000 + b"]" * 10_000, b'{"a":' * 10_000 + b"1" + b"}" * 10_000):
        body = b'{"requestParams":{"z":' + nested + b'},"prompt":"x"}'
        for path in POSTS:
            assert_error(api.post(path, content=body, headers=JSON), 400)


def chunks(size):
    async def stream():
        for _ in range(0, size, 1000):
            yield b" " * 1000

    return stream()


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Length": "5"},
        {"Content-Length": str(10**30)},
        {"Content-Length": "-1"},
        {"Content-Length": "x"},
    ],
)
@pytest.mark.parametrize("media_type", ["application/json", "multipart/form-data; boundary=x"])
def test_a_body_over_the_limit_is_refused_whatever_its_length_says(api, path, headers, media_type):
    if path == "/accounts" and media_type != "application/json":
        media_type = "application/json"
    answer = api.post(path, content=chunks(BODY_LIMIT + 1000), headers={"Content-Type": media_type} | headers)
    assert_error(answer, 413, f"The request body is larger than {BODY_LIMIT} bytes")


def test_a_body_at_the_limit_is_read(api):
    body = b'{"prompt":"x","z":"'
    body += b"a" * (BODY_LIMIT - len(body) - 2) + b'"}'
    assert len(body) == BODY_LIMIT
    assert api.post("/music/song", content=body, headers=JSON).status_code == 200


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "media_type",
    [None, "", "text/plain", "application/x-www-form-urlencoded", "application/jsonx", "audio/midi"],
)
def test_another_content_type_is_refused(api, path, media_type):
    headers = {} if media_type is None else {"Content-Type": media_type}
    message = assert_error(api.post(path, content=b'{"prompt":"x"}', headers=headers), 415)["error"]
    assert message.startswith("Content-Type must be application/json")


@pytest.mark.parametrize(
    "media_type", ["application/json; charset=utf-8", "Application/JSON", "application/json;charset=x"]
)
def test_json_may_carry_parameters_and_any_case(api, media_type):
    answer = api.post("/music/song", content='{"prompt":"é"}'.encode(), headers={"Content-Type": media_type})
    assert answer.status_code == 200


def test_a_byte_order_mark_is_no_harm(api):
    assert api.post("/music/song", content=b'\xef\xbb\xbf{"prompt":"x"}', headers=JSON).status_code == 200


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"--\r\n"),
        ("multipart/form-data; boundary=x", b"nonsense"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="prompt"\r\n\r\nunfinished',
        ),
        ("multipart/form-data; boundary=\xff".encode("latin-1"), b"--\xff\r\n"),
    ],
)
def test_a_form_that_is_none_is_refused(api, media_type, body):
    assert_error(api.post("/music/song", content=body, headers={"Content-Type": media_type}), 400)


def test_a_file_is_no_field(api):
    message = assert_error(api.post("/music/song", files={"prompt": ("prompt.txt", b"x")}), 400)["error"]
    assert message == "Parameter prompt has value a file, allowed: text of 1 to 2000 characters"
    answer = api.post("/music/song", files={"prompt": (None, "x"), "unknown": ("a.bin", b"\x00")})
    assert answer.status_code == 200


def test_forms_carry_text_of_every_language(api):
    answer = api.post("/music/song", files={"prompt": (None, "Grüße 🎸 שלום"), "title": (None, "Zoë")})
    record = api.get(f"/music/{answer.json()['jobs'][0]}").json()
    assert record["musicMaterial"]["otherInfo"] == "Grüße 🎸 שלום"
    assert record["titleEn"] == "Zoë"


def test_accounts_take_json_alone(api):
    assert_error(
        api.post("/accounts", files={"requestParams": (None, "{}")}),
        415,
        "Content-Type must be application/json",
    )
