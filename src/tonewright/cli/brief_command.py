"""`tonewright brief`: what would be made of a prompt, before it is made."""

from pathlib import Path
from typing import Annotated

import typer

_MODELS = {"song": "v4.8", "instrumental": "i4"}
_MAXIMUM_S = 300.0


def brief(
    prompt: Annotated[str, typer.Argument(help="The prompt, as one would send it.")],
    instrumental: Annotated[bool, typer.Option("--instrumental", help="Read it as an instrumental.")] = False,
    lyrics: Annotated[Path | None, typer.Option(help="A file with lyrics.", exists=True)] = None,
    seed: Annotated[int, typer.Option(help="The seed of every random choice.", min=0)] = 0,
) -> None:
    """Show how a prompt is read: every field with where it came from, and the lyrics as they are sung."""
    from tonewright.brief.reader import read_brief
    from tonewright.brief.text import describe
    from tonewright.brief.wishes import Wishes

    kind = "instrumental" if instrumental else "song"
    words = lyrics.read_text("utf-8") if lyrics else None
    wishes = Wishes(kind, prompt, _MODELS[kind], _MAXIMUM_S, seed, lyrics=words)
    typer.echo(describe(read_brief(wishes)))
