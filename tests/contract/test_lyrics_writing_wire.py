"""Lyrics for a song on the wire: `POST music/lyrics`."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from served_api import assert_error

from tonewright.errors import InvalidParameter, SpeechEngineMissing, SpeechError

WISH = {"prompt": "a song about the sea", "duration": 60, "seed": 3}


@pytest.mark.parametrize("slash", ["", "/"])
def test_title_and_lyrics_are_written(api, slash):
    answer = api.post(f"/music/lyrics{slash}", json=WISH)
    assert answer.status_code == 200
    assert set(answer.json()) == {"title", "lyrics"}
    assert answer.json()["lyrics"].startswith("[Verse]\n")
    assert answer.json()["title"]


def test_the_same_seed_gives_the_same_lyrics_and_another_others(api):
    first = api.post("/music/lyrics", json=WISH).json()
    assert api.post("/music/lyrics", json=WISH).json() == first
    others = {api.post("/music/lyrics", json=WISH | {"seed": seed}).json()["lyrics"] for seed in range(6)}
    assert len(others) > 1


def test_what_is_written_can_be_sent_as_a_songs_lyrics(api):
    written = api.post("/music/lyrics", json=WISH | {"language": "es"}).json()
    api.submit(lyrics=written["lyrics"], title=written["title"], language="es")


@pytest.mark.parametrize(("language", "opens"), [("fr", "é"), ("es", "ñ"), ("de", "ü")])
def test_lyrics_are_written_in_the_language_that_is_asked_for(api, language, opens):
    answers = [api.post("/music/lyrics", json=WISH | {"language": language, "seed": seed}) for seed in range(6)]
    assert any(opens in answer.json()["lyrics"] for answer in answers)


def test_a_form_may_ask_too(api):
    assert api.post("/music/lyrics", files={"prompt": (None, "the sea"), "duration": (None, "40")}).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("language", "pl"), ("language", "tlh"), ("language", "not a tag"), ("duration", 9), ("duration", 100_000),
        ("duration", "long"), ("seed", -1), ("seed", "x"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named(api, field, value):
    message = assert_error(api.post("/music/lyrics", json=WISH | {field: value}), 400)["error"]
    assert message.startswith(f"Parameter {field} has value")


def test_a_language_that_nobody_writes_says_what_is_allowed(api):
    message = assert_error(api.post("/music/lyrics", json=WISH | {"language": "pl"}), 400)["error"]
    assert "es" in message
    assert "or give lyrics" in message


def test_a_song_in_such_a_language_is_refused_at_once_without_lyrics_alone(api):
    wish = {"prompt": "a song about the sea", "language": "pl"}
    message = assert_error(api.post("/music/song", json=wish), 400)["error"]
    assert message.startswith("Parameter language has value 'pl'")
    assert "or give lyrics" in message
    assert api.post("/music/song", json=wish | {"lyrics": "Nad ranem gasną lampy w porcie"}).status_code == 200


def test_a_prompt_is_required(api):
    assert_error(api.post("/music/lyrics", json={"language": "es"}), 400, "Parameter prompt is required")


def test_without_a_token_nothing_is_written(nobody):
    assert_error(nobody.post("/music/lyrics", json=WISH), 401)


def test_the_same_key_gives_the_first_answer_again(api):
    wish = {"prompt": "a song about the sea"}
    headers = {"Idempotency-Key": "lyrics-1"}
    first = api.post("/music/lyrics", json=wish, headers=headers).json()
    assert api.post("/music/lyrics", json=wish, headers=headers).json() == first


def test_a_writer_may_refuse(api, server):
    def refuse(prompt, language, duration_s, seed):
        raise InvalidParameter("language", language, "another")

    api.app = server.make_app(write_lyrics=refuse)
    assert_error(api.post("/music/lyrics", json=WISH | {"language": "en"}), 400)


def test_where_a_speech_engine_is_missing_the_answer_names_it(api, server):
    def unspoken(*_):
        raise SpeechEngineMissing("eSpeak NG is not installed (Debian package espeak-ng)")

    api.app = server.make_app(write_lyrics=unspoken, check_request=unspoken)
    for path in ("lyrics", "song"):
        answer = api.post(f"/music/{path}", json=WISH)
        assert_error(answer, 503, "eSpeak NG is not installed (Debian package espeak-ng)")


def test_where_a_speech_engine_fails_the_answer_tells_nothing_of_this_machine(api, server):
    def fail(*_):
        raise SpeechError("eSpeak NG failed on 'mar': /usr/lib/somewhere")

    api.app = server.make_app(write_lyrics=fail)
    answer = api.post("/music/lyrics", json=WISH)
    assert "/usr" not in assert_error(answer, 503)["error"]
    assert int(answer.headers["Retry-After"]) > 0


def test_who_waits_too_long_for_a_turn_is_told_to_try_again(api, server):
    writing, gate = threading.Semaphore(0), threading.Event()

    def write(prompt, language, duration_s, seed):
        writing.release()
        assert gate.wait(20)
        return "Sea", "[Verse]\nThe sea"

    api.app = server.make_app(write_lyrics=write, writing_wait_s=0.05)
    with ThreadPoolExecutor(4) as callers:
        answers = [callers.submit(api.post, "/music/lyrics", json=WISH) for _ in range(4)]
        try:
            assert all(writing.acquire(timeout=20) for _ in answers)
            late = api.post("/music/lyrics", json=WISH)
        finally:
            gate.set()
    assert_error(late, 503, "Too many lyrics are being written, try again")
    assert int(late.headers["Retry-After"]) > 0
    assert {answer.result().status_code for answer in answers} == {200}
    assert api.post("/music/lyrics", json=WISH).status_code == 200


@pytest.mark.parametrize("keyed", [False, True])
def test_no_more_than_four_are_written_at_once_while_others_are_answered(api, server, keyed):
    running, most = 0, 0
    lock, full, gate = threading.Lock(), threading.Event(), threading.Event()

    def write(prompt, language, duration_s, seed):
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
            if running == 4:
                full.set()
        assert gate.wait(20)
        with lock:
            running -= 1
        return "Sea", "[Verse]\nThe sea"

    def ask(number):
        return api.post("/music/lyrics", json=WISH, headers={"Idempotency-Key": f"many-{number}"} if keyed else {})

    api.app = server.make_app(write_lyrics=write)
    with ThreadPoolExecutor(16) as callers:
        answers = [callers.submit(ask, number) for number in range(16)]
        try:
            assert full.wait(20)
            api.submit(lyrics="The sea is wide")
        finally:
            gate.set()
    assert {answer.result().status_code for answer in answers} == {200}
    assert most == 4
