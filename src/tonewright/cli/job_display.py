"""What a person sees while a job runs: a bar on a terminal, plain lines elsewhere, on standard error."""

from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn

from tonewright_client import Music

_LINE_EVERY_POINTS = 10


class JobDisplay(AbstractContextManager["JobDisplay"]):
    """Shows a job's progress and its downloads. `quiet` shows nothing."""

    def __init__(self, console: Console, what: str, quiet: bool = False) -> None:
        self._console = console
        self._what = what
        self._quiet = quiet
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._said = -_LINE_EVERY_POINTS
        if console.is_terminal and not quiet:
            self._bars = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TaskProgressColumn(),
                TimeElapsedColumn(),
                console=console,
            )

    def __enter__(self) -> Self:
        if self._bars is not None:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def progress(self, music: Music) -> None:
        """Show the job's progress."""
        if self._bars is not None:
            self._bars.update(self._task(self._what, 100), completed=music.progress)
        elif not self._quiet and (music.is_final or music.progress >= self._said + _LINE_EVERY_POINTS):
            self._said = music.progress
            self._console.print(f"{self._what}: {music.progress}%", highlight=False)

    def downloading(self, file_format: str, done: int, total: int) -> None:
        """Show how much of a file is here."""
        if self._bars is not None:
            self._bars.update(self._task(f"download {file_format}", total), completed=done, total=total)

    def _task(self, name: str, total: int) -> TaskID:
        if name not in self._tasks and self._bars is not None:
            self._tasks[name] = self._bars.add_task(name, total=total)
        return self._tasks[name]
