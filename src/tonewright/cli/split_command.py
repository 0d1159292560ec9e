"""`tonewright split`: a recording taken apart on this machine, without a server."""

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer


def split(
    file: Annotated[Path, typer.Argument(help="MP3, WAV, FLAC or M4A, at most 10 minutes.", metavar="FILE")],
    out: Annotated[
        Path | None,
        typer.Option(help="Folder for the stems, else one beside you named after the file.", metavar="DIR"),
    ] = None,
    as_zip: Annotated[bool, typer.Option("--zip", help="Write one ZIP into the folder instead of WAV files.")] = False,
) -> None:
    """Take a recording apart into vocals, drums, bass and other, which add up to it to the last bit."""
    # Before numpy is loaded: the splitter has threads of its own, with which those of BLAS would compete.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    from rich.console import Console

    from tonewright.cli.share_display import ShareDisplay
    from tonewright.delivery.filenames import safe_filename
    from tonewright.delivery.separated import write_stems, write_stems_archive
    from tonewright.errors import UnusableFile
    from tonewright.separation.classical import Classical
    from tonewright.separation.recording import take_apart

    if not file.is_file():
        raise typer.BadParameter(f"there is no file {file}", param_hint="FILE")
    folder = out if out is not None else (Path() if as_zip else Path(safe_filename(file.stem, "stems")))
    new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Beside the result, where there is room for it, and not in a temporary folder that may be memory.
        with (
            tempfile.TemporaryDirectory(prefix=".tonewright-", dir=folder) as workspace,
            ShareDisplay(Console(stderr=True), f"split {file.name}") as display,
        ):
            taken = take_apart(file, Path(workspace), Classical(), display.at)
            if as_zip:
                target = folder / safe_filename(f"{file.stem}.stems", "zip")
                paths = [write_stems_archive(taken, target, file.stem, lambda share: None).path]
            else:
                paths = write_stems(taken, folder, file.stem)
    except UnusableFile as error:
        if new:
            folder.rmdir()
        typer.echo(f"tonewright: {file}: {error}", err=True)
        raise typer.Exit(2) from error
    except OSError as error:
        typer.echo(f"tonewright: {error.filename or folder} cannot be read or written: {error.strerror}", err=True)
        raise typer.Exit(2) from error
    if taken.scale != 1.0:
        typer.echo(f"The recording exceeds full scale; the stems are {taken.scale:.4f} times as loud.", err=True)
    typer.echo("\n".join(str(path) for path in paths))
