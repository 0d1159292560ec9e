"""The reference pages that are made from the code: `make docs`; a test fails where they drift."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.testing import CliRunner

from tonewright.cli.app import app
from tonewright.settings import Settings

DOCS = Path(__file__).resolve().parent.parent / "docs"
_MADE = "<!-- Made by `make docs`; edit the code instead. -->\n"


def settings_page() -> str:
    """Every setting with its variable, its default and what it is."""
    lines = [_MADE, "# Settings", "", (Settings.__doc__ or "").strip(), ""]
    lines += ["Each comes from the command line, else from the environment, else from the TOML file that"]
    lines += ["`TONEWRIGHT_CONFIG` names (`tonewright.toml` in the working folder without it), else its default.", ""]
    lines += ["| setting | environment | default | what it is |", "|---|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "one for every two cores" if field.default_factory else _shown(field.default)
        lines.append(f"| `{name}` | `TONEWRIGHT_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"


def cli_page() -> str:
    """What `--help` says of every command."""
    return "\n".join([_MADE, "# The `tonewright` command", "", *_help(typer.main.get_command(app), [])]).rstrip() + "\n"


def _help(command: Any, path: list[str]) -> Iterator[str]:
    if path:
        yield f"## `tonewright {' '.join(path)}`\n"
    said = CliRunner().invoke(app, [*path, "--help"], prog_name="tonewright", env=_PLAIN).output
    yield "\n".join(["```text", *(line.rstrip() for line in said.strip("\n").splitlines()), "```", ""])
    context = typer.Context(command)
    for name in command.list_commands(context) if hasattr(command, "list_commands") else ():
        yield from _help(command.get_command(context, name), [*path, name])


_PLAIN = {"COLUMNS": "100", "TERMINAL_WIDTH": "100", "TERM": "dumb", "NO_COLOR": "1", "FORCE_COLOR": None}


def _shown(value: object) -> str:
    if value is None:
        return "none"
    return f"`{', '.join(value)}`" if isinstance(value, tuple) else f"`{value}`"


PAGES = {"settings.md": settings_page, "cli-reference.md": cli_page}

if __name__ == "__main__":
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), "utf-8")
