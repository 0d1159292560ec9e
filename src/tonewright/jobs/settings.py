"""What the workers need to know, as one frozen object."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class JobSettings:
    """How jobs are made.

    `data_dir` holds the workspaces, in `work/`. `engine_factory` is the dotted path `module:callable` of
    what makes an engine, called as `factory(name, **engine_options)` in the zygote and in job processes;
    `prepared` are the engines that the zygote loads beforehand. `sealing_key` opens the secrets of accounts,
    `webhook_secret` signs callbacks. A worker says it lives every `heartbeat_s`; after `stall_s` without it
    its jobs go to others, which look for work at least every `poll_s`. A job may fail by its engine
    `failure_cap` times and be lost with its worker `loss_cap` times; one attempt may take `attempt_limit_s`.
    On shutdown running jobs get `grace_s` to end before they are given back. Rows of the queue are kept
    `kept_hours` after their end.
    """

    data_dir: Path
    engine_factory: str
    sealing_key: bytes
    webhook_secret: bytes
    engine_options: Mapping[str, Any] = field(default_factory=dict)
    prepared: tuple[str, ...] = ("studio",)
    concurrency: int = 1
    heartbeat_s: float = 2.0
    stall_s: float = 6.0
    poll_s: float = 1.0
    failure_cap: int = 3
    loss_cap: int = 10
    attempt_limit_s: float = 1800.0
    grace_s: float = 2.0
    allow_private_callbacks: bool = False
    kept_hours: int = 24

    @property
    def work_dir(self) -> Path:
        """The folder of the workspaces."""
        return self.data_dir / "work"
