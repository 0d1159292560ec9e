"""`tonewright look`: a sheet of a stems archive, to see what one cannot hear."""

from pathlib import Path
from typing import Annotated

import typer


def look(
    file: Annotated[Path, typer.Argument(help="A stems archive.", metavar="FILE.zip", exists=True, dir_okay=False)],
    out: Annotated[Path, typer.Option(help="Folder for the sheet.", metavar="DIR", file_okay=False)] = Path(),
    svg: Annotated[bool, typer.Option("--svg", help="Draw it as SVG too.")] = False,
    style: Annotated[
        str | None, typer.Option(help="The style whose spectrum is the target, else the archive's own.")
    ] = None,
) -> None:
    """Draw a sheet of a stems archive as PNG.

    Piano roll, chords, spectrogram, loudness, stems, width and spectrum on one page.
    """
    from tonewright.errors import SheetError
    from tonewright.sheet.sheet import draw_sheet

    try:
        paths = draw_sheet(file, out, svg, style)
    except SheetError as error:
        typer.echo(f"tonewright: {error}", err=True)
        raise typer.Exit(2) from error
    typer.echo("\n".join(str(path) for path in paths))
