"""`tonewright brief`: what would be made of a prompt, before it is made."""

import json
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
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show how a prompt is read: every field with where it came from, and the lyrics as they are sung."""
    from tonewright.brief.model_reading import NOTHING_READ
    from tonewright.brief.prompt import clean
    from tonewright.brief.prompt_model import PromptModel
    from tonewright.brief.reader import read_brief
    from tonewright.brief.text import as_json as plain
    from tonewright.brief.text import describe
    from tonewright.brief.wishes import Wishes
    from tonewright.settings import load_settings

    kind = "instrumental" if instrumental else "song"
    words = lyrics.read_text("utf-8") if lyrics else None
    wishes = Wishes(kind, prompt, _MODELS[kind], _MAXIMUM_S, seed, lyrics=words)
    settings = load_settings()
    told = NOTHING_READ
    if settings.brief_model_url is not None:
        key = settings.brief_model_key.get_secret_value() if settings.brief_model_key else ""
        told = PromptModel(settings.brief_model_url, settings.brief_model_name, key).read(clean(prompt))
    read = read_brief(wishes, told)
    typer.echo(json.dumps(plain(read), ensure_ascii=False, indent=2) if as_json else describe(read))
