"""A scripted server and a client of it."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from scripted_server import TOKEN, ScriptedServer

from tonewright_client import TonewrightClient


@pytest.fixture
def server() -> ScriptedServer:
    return ScriptedServer()


@pytest.fixture
def client(server: ScriptedServer) -> Iterator[TonewrightClient]:
    with TonewrightClient("http://host:8765", TOKEN, transport=httpx.MockTransport(server)) as opened:
        yield opened


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out" / "song.mp3"
