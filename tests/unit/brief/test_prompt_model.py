"""The model that reads prompts, against a real HTTP server on this machine."""

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler

import pytest
from model_server import Answer, raw, says, served

from tonewright.brief.brief import Blend
from tonewright.brief.model_reading import NOTHING_READ, ModelReading
from tonewright.brief.prompt_model import PromptModel


def test_an_answer_becomes_a_reading() -> None:
    content = {"style": "swing", "tempo_bpm": 92, "blend": {"style": "hip_hop", "roles": ["kit"]}, "moods": None}
    with served(says(json.dumps(content))) as (url, _):
        reading = PromptModel(url, "small").read("jazz with beats")
    assert reading == ModelReading(style="swing", tempo_bpm=92.0, blend=Blend("hip_hop", ("kit",)))


def test_the_server_is_asked_for_json_by_a_strict_schema_and_with_the_key() -> None:
    with served(says("{}")) as (url, asked):
        PromptModel(url + "/", "small", "s3cret").read("a waltz")
    (request,) = asked
    assert request["path"] == "/v1/chat/completions"
    assert request["headers"]["Authorization"] == "Bearer s3cret"
    assert (request["body"]["model"], request["body"]["temperature"]) == ("small", 0)
    wanted = request["body"]["response_format"]
    assert (wanted["type"], wanted["json_schema"]["strict"]) == ("json_schema", True)
    assert json.loads(request["body"]["messages"][-1]["content"]) == {"prompt": "a waltz"}


def test_without_a_key_none_is_sent() -> None:
    with served(says("{}")) as (url, asked):
        PromptModel(url, "small").read("a waltz")
    assert "Authorization" not in asked[0]["headers"]


def test_the_key_is_not_shown() -> None:
    assert "s3cret" not in repr(PromptModel("http://here", "small", "s3cret"))


@pytest.mark.parametrize(
    "answer",
    [
        says("I would love to help you!"),
        says("[]"),
        says('"style"'),
        raw(b"not json"),
        raw(b"{}"),
        raw(b'{"choices": []}'),
        raw(b'{"choices": [{"message": {"content": null}}]}'),
        raw(b'{"choices": [{"message": {"content": {"style": "pop"}}}]}'),
        raw(b"[]"),
        raw(b"null"),
        raw(b" " * 300_000),
        says("{}", status=401),
        says("{}", status=404),
        says("{}", status=500),
    ],
)
def test_an_answer_that_is_none_leaves_everything_to_our_own_reading(answer: Answer) -> None:
    with served(answer) as (url, _):
        assert PromptModel(url, "small").read("a waltz") == NOTHING_READ


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_that_is_busy_is_asked_once_more(status: int) -> None:
    with served(says("{}", status), says('{"style": "waltz"}')) as (url, asked):
        assert PromptModel(url, "small").read("a waltz").style == "waltz"
    assert len(asked) == 2


def test_a_server_that_fails_is_asked_twice_at_most_and_one_that_refuses_once() -> None:
    with served(says("{}", 503)) as (url, asked):
        PromptModel(url, "small").read("a waltz")
    assert len(asked) == 2
    with served(says("{}", 401)) as (url, asked):
        PromptModel(url, "small").read("a waltz")
    assert len(asked) == 1


def test_a_server_that_drips_is_left_when_the_time_is_over() -> None:
    ended = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while not ended.wait(0.02):
                handler.wfile.write(b" ")
                handler.wfile.flush()
        except OSError:
            pass

    with served(drip) as (url, _):
        start = time.monotonic()
        reading = PromptModel(url, "small", limit_s=0.3).read("a waltz")
        waited = time.monotonic() - start
        ended.set()
    assert reading == NOTHING_READ
    assert waited >= 0.3


def test_nobody_at_home_is_no_reading() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
        assert PromptModel(url, "small").read("a waltz") == NOTHING_READ


@pytest.mark.parametrize("url", ["http://", "http://[::1", "ftp://here/v1"])
def test_an_address_that_is_none_is_no_reading(url: str) -> None:
    assert PromptModel(url, "small").read("a waltz") == NOTHING_READ
