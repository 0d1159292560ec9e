"""The `tonewright` command: every subcommand on one page."""

import sys

import typer

from tonewright.cli import operator_commands, server_commands, token_commands
from tonewright.cli.brief_command import brief
from tonewright.cli.look_command import look
from tonewright.cli.lyrics_command import lyrics
from tonewright.cli.music_commands import MusicCommands
from tonewright.cli.split_command import split
from tonewright.cli.styles_command import styles
from tonewright.errors import TonewrightError

app = typer.Typer(
    name="tonewright",
    help="Self-hosted music generation: a server, its workers, and a client for any such server.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("serve")(server_commands.serve)
app.command("worker")(server_commands.worker)
app.command("migrate")(server_commands.migrate)
MusicCommands().register(app)
app.command("brief")(brief)
app.command("look")(look)
app.command("lyrics")(lyrics)
app.command("split")(split)
app.command("styles")(styles)
app.add_typer(token_commands.app, name="token")
app.command("settings")(operator_commands.settings)
app.command("webhook-secret")(operator_commands.webhook_secret)
app.command("doctor")(operator_commands.doctor)
app.command("warm")(operator_commands.warm)


def main() -> None:
    """Run the command; an error of ours is one line on standard error and exit code 1."""
    try:
        app()
    except TonewrightError as error:
        print(f"tonewright: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(1)
