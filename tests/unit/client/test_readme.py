import functools
import re
from pathlib import Path

import httpx
import pytest
from scripted_server import JOB, ScriptedServer, record

import tonewright_client

README = Path(__file__).parents[3] / "client" / "README.md"


def test_the_example_runs_as_it_stands(
    server: ScriptedServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server.on("POST /music/song", httpx.Response(200, json={"jobs": [JOB], "unlimited": True}))
    server.on(f"GET /music/{JOB}", httpx.Response(200, json=record()))
    link = {"url": "http://files/file", "remainSeconds": 3600}
    server.on(f"GET /music/download/{JOB}", lambda _: httpx.Response(200, json=link))
    server.on("GET /file", lambda _: httpx.Response(200, content=b"music"))
    transport = httpx.MockTransport(server)
    scripted = functools.partial(tonewright_client.TonewrightClient, transport=transport)
    monkeypatch.setattr(tonewright_client, "TonewrightClient", scripted)
    monkeypatch.chdir(tmp_path)
    example = re.search(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert example is not None
    exec(example[1], {})
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "Epic Orchestral.mp3",
        "Epic Orchestral.zip",
    ]
    assert capsys.readouterr().out == "100%\n"
