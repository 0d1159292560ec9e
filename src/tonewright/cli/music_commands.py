"""`tonewright song`, `instrumental` and `voices`: a client of any server that speaks the API."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Any, NoReturn, cast, get_args

import httpx
import typer
from rich.console import Console
from rich.table import Table

from tonewright.cli.job_display import JobDisplay
from tonewright.delivery.filenames import safe_filename
from tonewright_client import (
    ApiError,
    Busy,
    Conflict,
    JobFailed,
    Music,
    SubscriptionRequired,
    TonewrightClient,
    TonewrightClientError,
    Unauthorized,
)
from tonewright_client.records import EXTENSIONS, FileFormat, LyricsFormat

DEFAULT_URL = "http://127.0.0.1:8765"
EXIT_CODES = (
    "Exit codes: 0 done, 2 wrong usage, 3 the token is missing, unknown or expired, 4 the server rejected "
    "the request, 5 the job failed, 6 no server answers or it failed, 7 the server is busy, 130 interrupted "
    "and the job cancelled."
)
_POLL_S = 0.5
Format = FileFormat | LyricsFormat
_FILES: tuple[Format, ...] = get_args(FileFormat)
_LYRICS: tuple[Format, ...] = get_args(LyricsFormat)
_EXTENSIONS: Mapping[str, str] = {str(form): ending for form, ending in EXTENSIONS.items()} | {
    str(form): str(form) for form in _LYRICS
}
_UNAUTHORISED, _REJECTED, _FAILED, _UNREACHABLE, _BUSY, _INTERRUPTED = 3, 4, 5, 6, 7, 130

Prompt = Annotated[str, typer.Argument(help="What the music should be like.")]
Lyrics = Annotated[str | None, typer.Option(help="File with the lyrics to sing, - for standard input.", metavar="FILE")]
Bpm = Annotated[float | None, typer.Option(help="Tempo in quarter notes per minute, 50 to 190.")]
Tonality = Annotated[str | None, typer.Option(help="Key, such as C:major or F#:minor.")]
Chords = Annotated[str | None, typer.Option(help='Progression, such as "C F G Am" or "Cm7 | F7 | Bbmaj7 Eb".')]
Duration = Annotated[float | None, typer.Option(help="Length in seconds.")]
Seed = Annotated[int | None, typer.Option(help="The same seed gives the same music.")]
Title = Annotated[str | None, typer.Option(help="Title, else one is found.")]
Model = Annotated[str | None, typer.Option(help="Model name, which bounds the length.")]
Voice = Annotated[str | None, typer.Option(help="Item id of an artist voice, see `tonewright voices`.")]
Midi = Annotated[
    Path | None,
    typer.Option(help="MIDI file whose melody and chords are kept.", metavar="FILE", exists=True, dir_okay=False),
]
TimeSignature = Annotated[str | None, typer.Option(help="4/4, 3/4 or 6/8.")]
Language = Annotated[str | None, typer.Option(help="Language of the lyrics, such as en.")]
Out = Annotated[Path, typer.Option(help="Folder for the files.", metavar="DIR", file_okay=False)]
Formats = Annotated[str, typer.Option(help="Files to download, of mp3, wav and stems, by commas.")]
SongFormats = Annotated[
    str,
    typer.Option(
        help="Files to download, of mp3, wav and stems, and timed lyrics, of lrc, vtt, json and txt, by commas."
    ),
]
Url = Annotated[str, typer.Option(help="The server.", envvar="TONEWRIGHT_URL")]
Token = Annotated[str | None, typer.Option(help="The token.", envvar="TONEWRIGHT_TOKEN", show_envvar=True)]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


class MusicCommands:
    """The commands; `default_token` is asked where neither option nor environment gives a token.

    `transport` is another httpx transport, for tests.
    """

    def __init__(
        self,
        default_token: Callable[[], str | None] = lambda: None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._default_token = default_token
        self._transport = transport

    def register(self, app: typer.Typer) -> None:
        """Add the commands to an application."""
        app.command("song", epilog=EXIT_CODES)(self.song)
        app.command("instrumental", epilog=EXIT_CODES)(self.instrumental)
        app.command("voices", epilog=EXIT_CODES)(self.voices)

    def song(
        self,
        prompt: Prompt,
        *,
        lyrics: Lyrics = None,
        bpm: Bpm = None,
        tonality: Tonality = None,
        chords: Chords = None,
        duration: Duration = None,
        seed: Seed = None,
        title: Title = None,
        model: Model = None,
        voice: Voice = None,
        midi: Midi = None,
        time_signature: TimeSignature = None,
        language: Language = None,
        out: Out = Path(),
        formats: SongFormats = "mp3",
        url: Url = DEFAULT_URL,
        token: Token = None,
        as_json: Json = False,
    ) -> None:
        """Make a song and download it. Ctrl-C cancels it on the server."""
        text = None if lyrics is None else _read_lyrics(lyrics)

        def submit(client: TonewrightClient, midi_item_id: str | None) -> str:
            return client.song(
                prompt,
                lyrics=text,
                midi_item_id=midi_item_id,
                bpm=bpm,
                tonality=tonality,
                chords=chords,
                duration_s=duration,
                seed=seed,
                title=title,
                model=model,
                voice=voice,
                time_signature=time_signature,
                language=language,
            )

        wanted = _parse_formats(formats, (*_FILES, *_LYRICS))
        self._make("song", submit, midi=midi, out=out, formats=wanted, url=url, token=token, as_json=as_json)

    def instrumental(
        self,
        prompt: Prompt,
        *,
        bpm: Bpm = None,
        tonality: Tonality = None,
        chords: Chords = None,
        duration: Duration = None,
        seed: Seed = None,
        title: Title = None,
        model: Model = None,
        midi: Midi = None,
        time_signature: TimeSignature = None,
        out: Out = Path(),
        formats: Formats = "mp3",
        url: Url = DEFAULT_URL,
        token: Token = None,
        as_json: Json = False,
    ) -> None:
        """Make an instrumental and download it. Ctrl-C cancels it on the server."""

        def submit(client: TonewrightClient, midi_item_id: str | None) -> str:
            return client.instrumental(
                prompt,
                midi_item_id=midi_item_id,
                bpm=bpm,
                tonality=tonality,
                chords=chords,
                duration_s=duration,
                seed=seed,
                title=title,
                model=model,
                time_signature=time_signature,
            )

        self._make(
            "instrumental",
            submit,
            midi=midi,
            out=out,
            formats=_parse_formats(formats, _FILES),
            url=url,
            token=token,
            as_json=as_json,
        )

    def voices(self, url: Url = DEFAULT_URL, token: Token = None, as_json: Json = False) -> None:
        """List the voices that can sing, with the item ids that `--voice` takes."""
        with _told_errors(), self._client(url, token) as client:
            records = client.artist_voices().records
        if as_json:
            typer.echo(json.dumps([voice.raw for voice in records], ensure_ascii=False, indent=1))
            return
        table = Table("item id", "name", "voice")
        for voice in records:
            table.add_row(voice.item_id, voice.name, ", ".join(voice.labels))
        Console().print(table)

    def _make(
        self,
        what: str,
        submit: Callable[[TonewrightClient, str | None], str],
        *,
        midi: Path | None,
        out: Path,
        formats: tuple[Format, ...],
        url: str,
        token: str | None,
        as_json: bool,
    ) -> None:
        display = JobDisplay(Console(stderr=True), what, quiet=as_json)
        with _told_errors(), self._client(url, token) as client:
            job_id = _submitted(client, submit, midi)
            with display:
                music = _finished(client, job_id, display)
                files = _downloaded(client, music, out, formats, display)
        typer.echo(_summary_json(music, files) if as_json else "\n".join(str(path) for path in files.values()))
        if not as_json:
            typer.echo(_summary(music), err=True)

    def _client(self, url: str, given: str | None) -> TonewrightClient:
        token = (given or self._default_token() or "").strip()
        if not token:
            _stop("there is no token; give --token or set TONEWRIGHT_TOKEN", _UNAUTHORISED)
        return TonewrightClient(url, token, transport=self._transport)


def _submitted(
    client: TonewrightClient, submit: Callable[[TonewrightClient, str | None], str], midi: Path | None
) -> str:
    """Submit the job; a MIDI file is sent before it and deleted after it, as the job has its own."""
    if midi is None:
        return submit(client, None)
    try:
        data = midi.read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{midi} cannot be read: {error.strerror}", param_hint="--midi") from error
    sent = client.upload_midi(data, midi.name)
    try:
        return submit(client, sent.midi_item_id)
    finally:
        with suppress(TonewrightClientError):
            client.delete_midi(sent.midi_item_id)


def _finished(client: TonewrightClient, job_id: str, display: JobDisplay) -> Music:
    """Wait for the job, and take it back where the person no longer wants it."""
    try:
        return client.wait_until_final(job_id, display.progress, poll_s=_POLL_S)
    except KeyboardInterrupt:
        try:
            client.cancel(job_id)
        except TonewrightClientError as error:
            _stop(f"interrupted; the job {job_id} could not be cancelled: {error}", _INTERRUPTED)
        _stop(f"interrupted; the job {job_id} is cancelled", _INTERRUPTED)


def _downloaded(
    client: TonewrightClient, music: Music, out: Path, formats: tuple[Format, ...], display: JobDisplay
) -> dict[str, Path]:
    files = _free_paths(music.title, out, formats)
    for file_format, path in files.items():

        def show(done: int, total: int, name: str = file_format) -> None:
            display.downloading(name, done, total)

        try:
            if file_format in _LYRICS:
                text = client.lyrics(music.job_id, cast(LyricsFormat, file_format))
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8", newline="\n")
            else:
                client.download_file(music.job_id, cast(FileFormat, file_format), path, show)
        except OSError as error:
            _stop(f"{path} cannot be written: {error.strerror}", 2)
    return {str(name): path for name, path in files.items()}


def _free_paths(title: str, out: Path, formats: tuple[Format, ...]) -> dict[Format, Path]:
    """The files' paths, named for the title, and numbered where a file of that name is there already."""
    number = 1
    while True:
        name = title if number == 1 else f"{title} {number}"
        paths = {form: out / safe_filename(name, _EXTENSIONS[form]) for form in formats}
        if not any(path.exists() for path in paths.values()):
            return paths
        number += 1


def _summary(music: Music) -> str:
    facts = [music.title]
    if music.seconds:
        facts.append(f"{int(music.seconds) // 60}:{int(music.seconds) % 60:02d}")
    facts += [f"{music.bpm:g} BPM"] if music.bpm else []
    facts += [music.key.replace(":", " ")] if music.key else []
    facts += [f"seed {music.seed}"] if music.seed is not None else []
    return ", ".join(facts)


def _summary_json(music: Music, files: dict[str, Path]) -> str:
    result: dict[str, Any] = {
        "job_id": music.job_id,
        "files": {name: str(path) for name, path in files.items()},
    }
    return json.dumps(result | {"record": music.raw}, ensure_ascii=False, indent=1)


def _parse_formats(text: str, allowed: tuple[Format, ...]) -> tuple[Format, ...]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names or any(name not in allowed for name in names):
        raise typer.BadParameter(f"{text!r} is not a list of {', '.join(allowed)}", param_hint="--formats")
    return tuple(name for name in allowed if name in names)


def _read_lyrics(source: str) -> str:
    try:
        return sys.stdin.read() if source == "-" else Path(source).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{source} cannot be read: {error}", param_hint="--lyrics") from error


@contextmanager
def _told_errors() -> Iterator[None]:
    """Turn the client's errors into one line and an exit code."""
    try:
        yield
    except (Unauthorized, SubscriptionRequired) as error:
        _stop(f"the server does not accept the token: {error}", _UNAUTHORISED)
    except (Busy, Conflict) as error:
        _stop(f"the server is busy: {error}", _BUSY)
    except JobFailed as error:
        _stop(f"the job failed: {error}", _FAILED)
    except ApiError as error:
        _stop(str(error), _REJECTED if error.status < 500 else _UNREACHABLE)
    except TonewrightClientError as error:
        _stop(str(error), _UNREACHABLE)
    except KeyboardInterrupt:
        _stop("interrupted", _INTERRUPTED)


def _stop(message: str, code: int) -> NoReturn:
    typer.echo(f"tonewright: {message}", err=True)
    raise typer.Exit(code)
