"""`tonewright token`: make, list and revoke the tokens that clients send."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from tonewright.cli.options import Data, DatabaseUrl
from tonewright.settings import load_settings

app = typer.Typer(help="Make, list and revoke the tokens that clients send.", no_args_is_help=True)


@app.command("create")
def create(
    user: Annotated[int | None, typer.Option(min=1, help="User the token is for; a new one without it.")] = None,
    days: Annotated[int | None, typer.Option(min=1, help="Days until it ends; without it, it does not.")] = None,
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Make a token and print it, alone, on standard output. It cannot be shown again."""
    from tonewright.main import open_services

    async def run() -> str:
        async with open_services(load_settings(data=data, database_url=database_url)) as services:
            ends = datetime.now(UTC) + timedelta(days=days) if days else None
            return await services.create_token(user, ends)

    typer.echo(asyncio.run(run()))


@app.command("list")
def list_tokens(data: Data = None, database_url: DatabaseUrl = None) -> None:
    """List the tokens, without their secrets."""
    from tonewright.accounts import tokens
    from tonewright.main import open_services

    async def run() -> list[tokens.TokenInfo]:
        async with (
            open_services(load_settings(data=data, database_url=database_url)) as services,
            services.database.pool.connection() as connection,
        ):
            return await tokens.list_tokens(connection)

    table = Table("id", "user", "made", "ends")
    for token in asyncio.run(run()):
        ends = token.expires_at.isoformat(timespec="seconds") if token.expires_at else "never"
        table.add_row(str(token.token_id), str(token.user_number), token.created_at.isoformat(timespec="seconds"), ends)
    Console().print(table)


@app.command("revoke")
def revoke(
    token_id: Annotated[str, typer.Argument(help="An id from `tonewright token list`, or the token itself.")],
    data: Data = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Revoke a token: it stops working within seconds."""
    from tonewright.accounts import tokens
    from tonewright.main import open_services

    async def run() -> bool:
        async with (
            open_services(load_settings(data=data, database_url=database_url)) as services,
            services.database.pool.connection() as connection,
        ):
            return await tokens.revoke(connection, token_id)

    if not asyncio.run(run()):
        typer.echo(f"tonewright: there is no token {token_id!r}", err=True)
        raise typer.Exit(1)
