"""What a person sees of work on this machine: a bar on a terminal, plain lines elsewhere."""

from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

_LINE_EVERY_PERCENT = 25


class ShareDisplay(AbstractContextManager["ShareDisplay"]):
    """Shows how much of one piece of work is done."""

    def __init__(self, console: Console, what: str) -> None:
        self._console = console
        self._what = what
        self._said = 0
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task(what, total=1.0)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def at(self, share: float) -> None:
        """That share is done, 0…1."""
        self._bar.update(self._task, completed=share)
        percent = int(100 * share)
        due = percent >= self._said + _LINE_EVERY_PERCENT or percent == 100 > self._said
        if due and not self._console.is_terminal:
            self._said = percent
            self._console.print(f"{self._what}: {percent}%", highlight=False)
