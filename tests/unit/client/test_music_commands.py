import json
from pathlib import Path

import httpx
import pytest
import typer
from click.testing import Result
from scripted_server import JOB, ScriptedServer, error, record
from typer.testing import CliRunner

from tonewright.cli.music_commands import MusicCommands


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TONEWRIGHT_URL", "TONEWRIGHT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("tonewright.cli.music_commands._POLL_S", 0.0)


@pytest.fixture
def made(server: ScriptedServer) -> ScriptedServer:
    """A server that makes the piece in three polls."""
    jobs = httpx.Response(200, json={"jobs": [JOB], "unlimited": True})
    server.on("POST /music/song", jobs)
    server.on("POST /music/instrumental", jobs)
    answers = [
        lambda _, value=value: httpx.Response(200, json=value) for value in (record(0, 0), record(55, 0), record())
    ]
    server.on(f"GET /music/{JOB}", *answers)
    link = {"url": "http://files/file", "remainSeconds": 3600}
    server.on(f"GET /music/download/{JOB}", lambda _: httpx.Response(200, json=link))
    server.on("GET /file", lambda _: httpx.Response(200, content=b"music"))
    return server


def run(server: ScriptedServer, *arguments: str, default: str | None = "user:1-default", text: str = "") -> Result:
    app = typer.Typer()
    MusicCommands(lambda: default, httpx.MockTransport(server)).register(app)
    return CliRunner().invoke(app, list(arguments), input=text)


def test_a_song_is_made_and_lies_in_the_folder(made: ScriptedServer, tmp_path: Path) -> None:
    result = run(made, "song", "rain", "--out", str(tmp_path / "out"), "--formats", "stems,mp3")
    assert result.exit_code == 0
    mp3, stems = tmp_path / "out/Epic Orchestral.mp3", tmp_path / "out/Epic Orchestral.zip"
    assert result.stdout.split("\n") == [str(mp3), str(stems), ""]
    assert mp3.read_bytes() == stems.read_bytes() == b"music"
    assert "song: 0%" in result.stderr
    assert "song: 55%" in result.stderr
    assert "Epic Orchestral, 3:00, 130 BPM, F minor, seed 0" in result.stderr


def test_timed_lyrics_lie_beside_a_song_where_they_are_wanted(made: ScriptedServer, tmp_path: Path) -> None:
    made.on(
        f"GET /music/{JOB}/lyrics",
        lambda request: httpx.Response(200, content=f"{request.url.params['format']} Größe\n".encode()),
    )
    out = tmp_path / "new"
    result = run(made, "song", "rain", "--out", str(out), "--formats", "vtt,lrc")
    assert result.exit_code == 0
    assert (out / "Epic Orchestral.lrc").read_bytes() == "lrc Größe\n".encode()
    assert (out / "Epic Orchestral.vtt").read_bytes() == "vtt Größe\n".encode()


def test_an_instrumental_is_not_asked_for_lyrics(made: ScriptedServer, tmp_path: Path) -> None:
    result = run(made, "instrumental", "rain", "--out", str(tmp_path), "--formats", "mp3,lrc")
    assert result.exit_code == 2
    assert not made.requests


def test_every_option_reaches_the_server(made: ScriptedServer, tmp_path: Path) -> None:
    lyrics = tmp_path / "words.txt"
    lyrics.write_text("la la\n", "utf-8")
    options = {
        "--lyrics": str(lyrics), "--bpm": "92.5", "--tonality": "A:minor", "--chords": "Am F",
        "--duration": "60", "--seed": "7", "--title": "T", "--model": "v3", "--voice": "ada",
        "--time-signature": "3/4", "--language": "en", "--out": str(tmp_path),
    }  # fmt: skip
    result = run(made, "song", "rain", *(word for pair in options.items() for word in pair))
    assert result.exit_code == 0
    assert made.sent(0) == {
        "prompt": "rain", "lyrics": "la la\n", "bpm": 92.5, "tonality": "A:minor", "chords": "Am F",
        "duration": 60.0, "seed": 7, "title": "T", "model_song": "v3", "artistVoiceItemId": "ada",
        "time_signature": "3/4", "language": "en",
    }  # fmt: skip


MIDI_ID = "user:12-tempolor:main-midi:0a1b2c3d4e5f6g7"


@pytest.mark.parametrize("kind", ["song", "instrumental"])
def test_a_midi_file_is_sent_before_the_job_and_deleted_after_it(
    made: ScriptedServer, tmp_path: Path, kind: str
) -> None:
    sent = {"midiItemId": MIDI_ID, "ucid": "main", "name": "tune.mid", "midiUrl": "http://files/midi"}
    made.on("POST /music/midi", httpx.Response(200, json={"isFirst": True, "midiRenderVO": sent}))
    made.on(f"DELETE /music/midi/{MIDI_ID}", httpx.Response(200, json={"result": True}))
    tune = tmp_path / "tune.mid"
    tune.write_bytes(b"MThd of a tune")
    assert run(made, kind, "rain", "--midi", str(tune), "--out", str(tmp_path)).exit_code == 0
    asked = [(request.method, request.url.path.removeprefix("/v1/tempolor/music")) for request in made.requests[:3]]
    assert asked == [("POST", "/midi"), ("POST", f"/{kind}"), ("DELETE", f"/midi/{MIDI_ID}")]
    assert made.requests[0].content == b"MThd of a tune"
    assert made.requests[0].headers["Content-Type"] == "audio/midi"
    assert made.requests[0].url.params["name"] == "tune.mid"
    assert made.sent(1) == {"prompt": "rain", "midiItemId": MIDI_ID}


def test_a_midi_file_that_is_not_there_asks_the_server_nothing(made: ScriptedServer, tmp_path: Path) -> None:
    assert run(made, "song", "rain", "--midi", str(tmp_path / "none.mid")).exit_code == 2
    assert not made.requests


def test_lyrics_come_from_standard_input(made: ScriptedServer, tmp_path: Path) -> None:
    assert run(made, "song", "rain", "--lyrics", "-", "--out", str(tmp_path), text="oh oh").exit_code == 0
    assert made.sent(0)["lyrics"] == "oh oh"


def test_the_result_as_json_is_alone_on_standard_output(made: ScriptedServer, tmp_path: Path) -> None:
    result = run(made, "instrumental", "rain", "--json", "--out", str(tmp_path), "--formats", "wav")
    told = json.loads(result.stdout)
    assert told["job_id"] == JOB
    assert told["files"] == {"wav": str(tmp_path / "Epic Orchestral.wav")}
    assert told["record"]["musicMaterial"]["bpm"] == 130
    assert result.stderr == ""


def test_a_file_of_the_same_name_is_kept(made: ScriptedServer, tmp_path: Path) -> None:
    (tmp_path / "Epic Orchestral.mp3").write_bytes(b"mine")
    result = run(made, "song", "rain", "--out", str(tmp_path))
    assert result.stdout.strip() == str(tmp_path / "Epic Orchestral 2.mp3")
    assert (tmp_path / "Epic Orchestral.mp3").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("environment", "option", "expected"),
    [
        (None, None, "user:1-default"),
        ("user:2-env", None, "user:2-env"),
        ("user:2-env", "user:3-opt", "user:3-opt"),
    ],
)
def test_the_token_is_the_option_the_environments_or_the_default(
    made: ScriptedServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    environment: str | None,
    option: str | None,
    expected: str,
) -> None:
    if environment:
        monkeypatch.setenv("TONEWRIGHT_TOKEN", environment)
    run(made, "song", "rain", "--out", str(tmp_path), *(("--token", option) if option else ()))
    assert made.requests[0].headers["Authorization"] == f"Bearer {expected}"


def test_the_server_is_the_environments(made: ScriptedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TONEWRIGHT_URL", "http://elsewhere:1")
    run(made, "song", "rain", "--out", str(tmp_path))
    assert made.requests[0].url.host == "elsewhere"


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        (error(401, "Unauthorized"), 3, "does not accept the token"),
        (error(402, "Subscription required"), 3, "Subscription required"),
        (error(400, "Parameter bpm has value 7"), 4, "Parameter bpm has value 7"),
        (error(404, "No record found for x"), 4, "No record found for x"),
        (error(500, "oops"), 6, "oops"),
        (httpx.ConnectError("refused"), 6, "no server answers at http://127.0.0.1:8765"),
        (error(429, "Account is busy executing 10 of 10 jobs"), 7, "10 of 10"),
    ],
)
def test_an_error_is_one_line_and_an_exit_code(
    server: ScriptedServer, tmp_path: Path, answer: httpx.Response | Exception, code: int, words: str
) -> None:
    server.on("POST /music/song", answer)
    result = run(server, "song", "rain", "--out", str(tmp_path))
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.startswith("tonewright: ")
    assert result.stderr.count("\n") == 1
    assert words in result.stderr


def test_a_failed_job_is_exit_code_5_with_its_reason(made: ScriptedServer, tmp_path: Path) -> None:
    made.on(f"GET /music/{JOB}", httpx.Response(200, json=record(20, 10, error="Cancelled")))
    result = run(made, "song", "rain", "--out", str(tmp_path))
    assert result.exit_code == 5
    assert "the job failed: Cancelled" in result.stderr


def test_no_token_is_exit_code_3_and_says_how_to_give_one(server: ScriptedServer) -> None:
    result = run(server, "song", "rain", default=None)
    assert result.exit_code == 3
    assert "TONEWRIGHT_TOKEN" in result.stderr


@pytest.mark.parametrize(
    "arguments", [("--formats", "flac"), ("--formats", ","), ("--lyrics", "/no/such/file"), ("--bpm", "fast")]
)
def test_wrong_usage_is_exit_code_2_and_asks_the_server_nothing(
    server: ScriptedServer, arguments: tuple[str, str]
) -> None:
    assert run(server, "song", "rain", *arguments).exit_code == 2
    assert server.requests == []


def test_an_interrupt_cancels_the_job_on_the_server(made: ScriptedServer, tmp_path: Path) -> None:
    def interrupt(_: httpx.Request) -> httpx.Response:
        raise KeyboardInterrupt

    made.on(f"GET /music/{JOB}", interrupt)
    made.on(f"DELETE /scheduler/{JOB}", httpx.Response(204))
    result = run(made, "song", "rain", "--out", str(tmp_path))
    assert result.exit_code == 130
    assert made.requests[-1].method == "DELETE"
    assert "is cancelled" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_voices_are_listed_with_their_ids(server: ScriptedServer) -> None:
    voice = {"itemId": "ada", "name": "Ada", "labels": ["female", "clear"], "vocalUrl": ""}
    server.on(
        "GET /music/artist-voices",
        httpx.Response(200, json={"records": [voice], "hasNext": False, "cursor": ""}),
    )
    result = run(server, "voices")
    assert result.exit_code == 0
    assert all(word in result.stdout for word in ("ada", "Ada", "female, clear"))
