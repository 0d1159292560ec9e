"""The engines by name. A new engine is a new module and a line here."""

from collections.abc import Callable
from pathlib import Path

from tonewright.engines.engine import Engine
from tonewright.errors import InvalidParameter

ENGINE_NAMES = ("studio",)


def _studio(soundfont: Path) -> Engine:
    from tonewright.engines.studio import Studio  # noqa: PLC0415  (heavy: only job processes need it)

    return Studio(soundfont)


_MAKERS: dict[str, Callable[[Path], Engine]] = {"studio": _studio}


def engine_named(name: str, soundfont: str | Path) -> Engine:
    """The engine of that name. Raises InvalidParameter for another."""
    if name not in _MAKERS:
        raise InvalidParameter("engine", name, f"one of {', '.join(ENGINE_NAMES)}")
    return _MAKERS[name](Path(soundfont))
