"""The process of one job: it is told what to make, tells its progress, and tells what it made.

One line of JSON comes in: `{"engine", "request", "workspace"}`. Lines go out: `{"progress": n}` any number of
times, then one of `{"product": {"facts", "files"}}`, `{"refused": message}` and `{"crashed": traceback}`.
"""

import json
import os
import socket
import traceback
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from tonewright.engines.engine import Engine, EngineRequest, Product
from tonewright.errors import EngineError

EngineNamed = Callable[[str], Engine]

_NICENESS = 5
"""The API and the database go first: an answer takes milliseconds, a song many seconds."""

_FIELDS = frozenset(field.name for field in fields(EngineRequest))


def run(channel: socket.socket, engine_named: EngineNamed, prepared: Mapping[str, Engine]) -> None:
    """Make what the channel asks for.

    Parameters
    ----------
    channel: a connected stream socket to the worker.
    prepared: engines by name that are loaded already; others are made and prepared here.
    """
    os.nice(_NICENESS)
    with channel, channel.makefile("rw", encoding="utf-8", newline="\n") as lines:

        def tell(**message: Any) -> None:
            lines.write(json.dumps(message) + "\n")
            lines.flush()

        told = -1

        def report(progress: int) -> None:
            nonlocal told
            progress = min(max(int(progress), 0), 99)
            if progress > told:
                told = progress
                tell(progress=progress)

        try:
            order = json.loads(lines.readline())
            engine = prepared.get(order["engine"]) or _prepare(engine_named(order["engine"]))
            request = EngineRequest(**{name: value for name, value in order["request"].items() if name in _FIELDS})
            product = engine.make(request, Path(order["workspace"]), report)
            tell(product=_as_json(product))
        except EngineError as error:
            tell(refused=str(error))
        except Exception:
            tell(crashed=traceback.format_exc())


def _prepare(engine: Engine) -> Engine:
    engine.prepare()
    return engine


def _as_json(product: Product) -> dict[str, Any]:
    files = {
        kind: {"path": str(f.path), "media_type": f.media_type, "size": f.size, "sha256": f.sha256}
        for kind, f in product.files.items()
    }
    return {"facts": dict(product.facts), "files": files}
