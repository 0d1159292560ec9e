"""Options that several commands share, each named as its setting."""

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None,
    typer.Option(help="Folder of the database, the keys and the music that was made.", metavar="DIR"),
]
DatabaseUrl = Annotated[str | None, typer.Option(help="PostgreSQL to use instead of the embedded one.", metavar="URL")]
