"""Every wrong parameter of the music requests is refused by name, in JSON and in forms."""

import pytest
from served_api import assert_error

VOICE = "user:1-tempolor:band-voice:0123456789abcde"
WRONG = [
    ("prompt", "a" * 2001, "1 to 2000 characters"),
    ("lyrics", "a" * 3001, "at most 3000 characters"),
    ("model_song", "v5", "one of v3, v3.5, v4.5+, v4.8"),
    ("tonality", "H:major", "one of A:major, A:minor, Ab:major"),
    ("bpm", "49", "a number from 50 to 190"),
    ("bpm", "191", "a number from 50 to 190"),
    ("bpm", "fast", "a number from 50 to 190"),
    ("bpm", "1e999", "a number from 50 to 190"),
    ("bpm", "NaN", "a number from 50 to 190"),
    ("chords", "a" * 201, "at most 200 characters"),
    ("chords", "C F Hmaj7", "'Hmaj7'"),
    ("chords", "% C", "'%'"),
    ("user_id", "a/b", "letters, digits"),
    ("replyUrl", "https://example.com/" + "a" * 1024, "at most 1024 characters"),
    ("replyUrl", "http://127.0.0.1/", "public"),
    ("replyRef", "a" * 1025, "at most 1024 characters"),
    ("maxJobs", "0", "a whole number from 1 to 100"),
    ("maxJobs", "101", "a whole number from 1 to 100"),
    ("duration", "9", "a number from 10 to the model's maximum"),
    ("duration", "301", "a number from 10 to 300 (model v4.8)"),
    ("seed", "-1", "a whole number from 0 to 9007199254740991"),
    ("seed", "9007199254740992", "a whole number from 0 to 9007199254740991"),
    ("title", "a" * 201, "at most 200 characters"),
    ("time_signature", "7/8", "one of 4/4, 3/4, 6/8"),
    ("language", "not a tag", "BCP 47"),
]


@pytest.mark.parametrize("form", [False, True])
@pytest.mark.parametrize(("name", "value", "allowed"), WRONG)
def test_a_wrong_value_is_refused_with_name_value_and_what_is_allowed(api, name, value, allowed, form):
    fields = {"prompt": "a song"} | {name: value}
    body = {"files": {n: (None, v) for n, v in fields.items()}} if form else {"json": fields}
    message = assert_error(api.post("/music/song", **body), 400)["error"]
    assert message.startswith(f"Parameter {name} has value '{value[:40]}")
    assert allowed in message
    assert api.get("/scheduler").json() == []


@pytest.mark.parametrize("path", ["/music/song", "/music/instrumental"])
@pytest.mark.parametrize("fields", [{}, {"prompt": ""}, {"prompt": None}, {"prompt": "\x00\x07"}])
def test_a_prompt_is_required(api, path, fields):
    assert_error(api.post(path, json=fields), 400, "Parameter prompt is required")


def test_malformed_ids_of_voices_and_midi_are_told_so(api):
    for name in ("clonedVoiceItemId", "midiItemId"):
        answer = api.post("/music/song", json={"prompt": "a song", name: "user:1-nonsense"})
        assert_error(answer, 400, f"{name} has incorrect format")


def test_both_kinds_of_voices_are_refused(api):
    fields = {"prompt": "a song", "artistVoiceItemId": "ada", "clonedVoiceItemId": VOICE}
    message = assert_error(api.post("/music/song", json=fields), 400)["error"]
    assert "clonedVoiceItemId" in message
    assert "artistVoiceItemId" in message


@pytest.mark.parametrize(
    "raw",
    [
        b'{"prompt":"x","bpm":1e999}',
        b'{"prompt":"x","bpm":true}',
        b'{"prompt":"x","seed":1.5}',
        b'{"prompt":"x","bpm":[90]}',
        b'{"prompt":"x","duration":1e308}',
    ],
)
def test_numbers_that_are_none_are_refused(api, raw):
    answer = api.post("/music/song", content=raw, headers={"Content-Type": "application/json"})
    assert_error(answer, 400)


def test_an_unknown_account_or_voice_is_not_found(api):
    assert_error(api.post("/music/song", json={"prompt": "x", "user_id": "nope"}), 404, "No record found for nope")
    answer = api.post("/music/song", json={"prompt": "x", "artistVoiceItemId": "nobody"})
    assert_error(answer, 404, "No record found for nobody")


def test_the_account_of_another_user_is_not_found(api, stranger):
    api.post("/accounts", json={"requestParams": {"user_id": "mine"}})
    assert_error(stranger.post("/music/song", json={"prompt": "x", "user_id": "mine"}), 404, "No record found for mine")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("tab\tand\nline \x00\x1b[31mred\x7f", "tab\tand\nline [31mred"),
        ("\U0001f3b8 \u05e9\u05d9\u05e8 \u202eRTL\u202c", "\U0001f3b8 \u05e9\u05d9\u05e8 \u202eRTL\u202c"),
        ("a" * 2000, "a" * 2000),
        ("'; DROP TABLE jobs; --", "'; DROP TABLE jobs; --"),
    ],
)
def test_strange_prompts_are_taken_and_cleaned(api, given, kept):
    record = api.get(f"/music/{api.submit(prompt=given)}").json()
    assert record["musicMaterial"]["otherInfo"] == record["ltmMaterialExtendDto"]["description"] == kept


@pytest.mark.parametrize(
    "lyrics", ["a" * 3000, "word " * 599 + "end", "\u0000la la", "Hello مرحبا", "It's 1999, y'all!"]
)
def test_strange_lyrics_with_a_word_in_them_are_taken(api, lyrics):
    record = api.get(f"/music/{api.submit(lyrics=lyrics)}").json()
    assert record["ltmMaterialExtendDto"]["lyricsPrompt"] == lyrics.replace("\x00", "")


@pytest.mark.parametrize(
    "lyrics", ["[Verse]\n[Chorus]", "*** !!! ###", "🎵🎶🎵", "[Intro: soft piano]\n---\n[Outro]", "\u200b"]
)
def test_lyrics_without_a_word_to_sing_are_refused(api, lyrics):
    answer = api.post("/music/song", json={"prompt": "pop", "lyrics": lyrics})
    assert_error(answer, 400)
    assert "lyrics" in answer.json()["error"]
    assert "at least one word" in answer.json()["error"]


@pytest.mark.parametrize(("lyrics", "script"), [("Hello สวัสดี", "Thai"), ("שלום", "Hebrew")])
def test_lyrics_in_a_script_that_cannot_be_sung_are_refused_by_its_name(api, lyrics, script):
    answer = api.post("/music/song", json={"prompt": "pop", "lyrics": lyrics})
    assert_error(answer, 400)
    assert f"{script} cannot" in answer.json()["error"]


def test_a_language_that_cannot_be_sung_is_refused_for_a_song_alone(api):
    answer = api.post("/music/song", json={"prompt": "pop", "language": "tlh"})
    assert_error(answer, 400)
    assert "language" in answer.json()["error"]
    assert api.post("/music/instrumental", json={"prompt": "pop", "language": "tlh"}).status_code == 200


def test_absent_fields_may_be_empty_or_null_and_unknown_ones_are_ignored(api):
    api.submit(lyrics="", bpm=None, tonality="", user_id="", replyUrl=None, seed="", title="", anything={"x": [1]})


def test_chords_may_be_called_chord(api):
    record = api.get(f"/music/{api.submit(chord='Cm7 | F7 | Bbmaj7 Eb | %')}").json()
    assert record["musicMaterial"]["chord"] == "Cm7 | F7 | Bbmaj7 Eb | %"


def test_what_the_engine_is_asked_for_is_what_the_wire_said(api, server):
    from tonewright.engines.engine import EngineRequest
    from tonewright.jobs import attempts

    job_id = api.submit(
        prompt="p",
        lyrics="l",
        model_song="v3.5",
        artistVoiceItemId="ben",
        tonality="A:minor",
        bpm=100,
        chords="Am",
        duration=60,
        seed=5,
        title="t",
        time_signature="3/4",
        language="en",
    )
    job = server.run(attempts.load, job_id.rpartition(":")[2])
    assert EngineRequest(**job.request) == EngineRequest(
        kind="song",
        prompt="p",
        model="v3.5",
        maximum_s=270,
        seed=5,
        lyrics="l",
        title="t",
        tonality="A:minor",
        bpm=100,
        chords="Am",
        duration_s=60,
        time_signature="3/4",
        language="en",
        voice="ben",
    )


@pytest.mark.parametrize(
    ("path", "field"), [("/music/song", "model_song"), ("/music/instrumental", "model_instrumental")]
)
def test_every_model_has_its_own_maximum(api, path, field):
    maxima = (
        {"v3": 120, "v3.5": 270, "v4.5+": 300, "v4.8": 300}
        if "song" in path
        else {"i3": 120, "i3.5": 270, "i3.5 beta": 270, "i4": 300}
    )
    for model, maximum in maxima.items():
        over = {"prompt": "x", field: model, "duration": maximum + 1}
        message = assert_error(api.post(path, json=over), 400)["error"]
        assert f"from 10 to {maximum} (model {model})" in message
        assert api.post(path, json=over | {"duration": maximum}).status_code == 200
