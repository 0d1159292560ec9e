"""Engines are found by name."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tonewright.engines import studio
from tonewright.engines.engine import EngineRequest
from tonewright.engines.registry import ENGINE_NAMES, engine_named
from tonewright.errors import EngineError, InvalidParameter, SpeechEngineMissing
from tonewright.speech import espeak, espeak_process


def test_every_listed_engine_can_be_had_and_knows_its_name():
    assert [engine_named(name, "/usr/share/sounds/sf2/FluidR3_GM.sf2").name for name in ENGINE_NAMES] == list(
        ENGINE_NAMES
    )


def test_an_unknown_engine_is_refused_with_those_that_there_are():
    with pytest.raises(InvalidParameter, match=r"engine.*'orchestra'.*studio"):
        engine_named("orchestra", "x.sf2")


def test_a_song_that_nobody_can_speak_is_refused_with_what_to_install(tmp_path, monkeypatch):
    program = tmp_path / "program.py"
    program.write_text(espeak_process._PROGRAM.read_text("utf-8").replace("espeak-ng.so", "missing.so"), "utf-8")
    program.write_text(
        program.read_text("utf-8").replace('find_library("espeak-ng") or "libespeak-ng"', "'none'"), "utf-8"
    )
    monkeypatch.setattr(espeak_process, "_PROGRAM", program)
    process = espeak_process.EspeakProcess()
    monkeypatch.setattr(espeak, "_process", lambda: process)
    request = EngineRequest("song", "pop", "v4.8", 60.0, 1, lyrics="un ratón sin queso ni jamón", language="es")
    with pytest.raises(EngineError, match="Debian package espeak-ng"):
        engine_named("studio", "x.sf2").make(request, tmp_path, print)
    process.end()


def test_a_singer_whose_voice_fails_ends_the_job_with_the_reason(tmp_path, monkeypatch):
    def unsung(*_):
        raise SpeechEngineMissing("flite is not installed (Debian package libflite1)")

    monkeypatch.setattr(studio, "render_vocals", unsung)
    monkeypatch.setattr(studio, "render_band", lambda *_, **__: ())
    request = EngineRequest("song", "pop", "v4.8", 60.0, 1, lyrics="Sing me one short line", duration_s=10.0)
    with pytest.raises(EngineError, match=r"Debian package libflite1"):
        engine_named("studio", "x.sf2").make(request, tmp_path, lambda percent: None)


def test_a_configured_model_reads_the_prompt_in_the_engine(tmp_path):
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(404)
            self.end_headers()

        def log_message(self, *args):
            """Keep the test's output clean."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        model = {"url": f"http://127.0.0.1:{server.server_port}/v1", "name": "small", "key": ""}
        engine = engine_named("studio", "x.sf2", model)
        # Refused after the prompt was read, so that nothing is played.
        with pytest.raises(EngineError, match="tonality"):
            engine.make(EngineRequest("instrumental", "a waltz", "i4", 60.0, 1, tonality="H:major"), tmp_path, print)
        thread.join()
    assert "a waltz" in asked[0]["messages"][-1]["content"]
