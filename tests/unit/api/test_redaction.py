"""Keys of links never reach a log."""

import logging

import pytest

from tonewright.api.redaction import RedactLinkKeys, keep_keys_out_of_logs

SECRET = "1716569300-abc-0-deadbeef"


@pytest.mark.parametrize(
    "target",
    [
        f"/ai_material/ai_material/mp3/x.mp3?auth_key={SECRET}",
        f"/ai_material/ai_material/mp3/x.mp3?a=1&auth_key={SECRET}&b=2",
        f"/ai_material/ai_material/mp3/x.mp3?auth%5Fkey={SECRET}",
        f"/ai_material/ai_material/mp3/x.mp3?%61uth_key={SECRET}",
        f"/elsewhere?auth_key={SECRET}",
        f"https://host/ai_material/ai_material/mp3/x.mp3?AUTH_KEY={SECRET}",
    ],
)
def test_a_key_is_blotted_out_of_an_access_log_line(target):
    record = logging.LogRecord(
        "uvicorn.access",
        logging.INFO,
        "",
        0,
        '%s - "%s %s HTTP/%s" %d',
        ("127.0.0.1:5", "GET", target, "1.1", 200),
        None,
    )
    assert RedactLinkKeys().filter(record) is True
    assert SECRET not in record.getMessage()
    assert "deadbeef" not in record.getMessage()
    assert record.getMessage().endswith('HTTP/1.1" 200')


def test_other_messages_stay_as_they_are():
    record = logging.LogRecord("x", logging.INFO, "", 0, "GET /v1/tempolor/music?cursor=abc %d", (200,), None)
    RedactLinkKeys().filter(record)
    assert record.getMessage() == "GET /v1/tempolor/music?cursor=abc 200"


def test_the_filter_is_put_on_the_access_log_once():
    keep_keys_out_of_logs()
    keep_keys_out_of_logs()
    filters = [f for f in logging.getLogger("uvicorn.access").filters if isinstance(f, RedactLinkKeys)]
    assert len(filters) == 1
