"""The engines by name. A new engine is a new module and a line here."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tonewright.engines.engine import Engine
from tonewright.errors import InvalidParameter

ENGINE_NAMES = ("studio",)


def _studio(soundfont: Path, brief_model: Mapping[str, str] | None) -> Engine:
    # Heavy: only job processes need them.
    from tonewright.brief.prompt_model import PromptModel  # noqa: PLC0415
    from tonewright.brief.writing.lyrics_model import LyricsModel  # noqa: PLC0415
    from tonewright.engines.studio import Studio  # noqa: PLC0415

    if brief_model is None:
        return Studio(soundfont)
    url, name, key = (brief_model[part] for part in ("url", "name", "key"))
    return Studio(soundfont, PromptModel(url, name, key), LyricsModel(url, name, key))


def _splitter(soundfont: Path, brief_model: Mapping[str, str] | None) -> Engine:
    from tonewright.engines.splitter import Splitter  # noqa: PLC0415
    from tonewright.separation.classical import Classical  # noqa: PLC0415

    return Splitter(Classical())


def _cloner(soundfont: Path, brief_model: Mapping[str, str] | None) -> Engine:
    from tonewright.engines.cloner import Cloner  # noqa: PLC0415

    return Cloner()


_MAKERS: dict[str, Callable[[Path, Mapping[str, str] | None], Engine]] = {
    "studio": _studio,
    "splitter": _splitter,
    "cloner": _cloner,
}


def engine_named(name: str, soundfont: str | Path, brief_model: Mapping[str, str] | None = None) -> Engine:
    """The engine of that name. Raises InvalidParameter for another.

    Parameters
    ----------
    brief_model: `url`, `name` and `key` of the model that reads prompts and writes lyrics, None for none.
    """
    if name not in _MAKERS:
        raise InvalidParameter("engine", name, f"one of {', '.join(ENGINE_NAMES)}")
    return _MAKERS[name](Path(soundfont), brief_model)
