"""`tonewright lyrics`: what a song would be given, to read and change before it is made."""

from typing import Annotated

import typer


def lyrics(
    prompt: Annotated[str, typer.Argument(help="What the song is about and like.")],
    language: Annotated[str | None, typer.Option(help="Their language, such as es; else as the prompt has it.")] = None,
    duration: Annotated[
        float | None, typer.Option(help="Length of the song in seconds, 10 to 300.", min=10, max=300)
    ] = None,
    seed: Annotated[int, typer.Option(help="Other seeds give other lyrics.", min=0)] = 0,
) -> None:
    """Write title and lyrics for a prompt, in English, Spanish, French, German, Italian or Portuguese.

    With `brief_model_url` set that model writes them, in every language that can be sung.
    """
    from tonewright.brief.writing.song_lyrics import write_song_lyrics
    from tonewright.main import lyrics_model
    from tonewright.settings import load_settings

    written = write_song_lyrics(prompt, language, duration, seed, lyrics_model(load_settings()))
    typer.echo(f"{written.title}\n\n{written.lyrics}")
