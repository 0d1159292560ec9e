from collections.abc import Callable, Iterator

import pytest
from scripted_server import record

from tonewright_client import JobFailed, Music, NotFound, ServerFailure, ServerUnreachable, StillRunning
from tonewright_client.waiting import PATIENCE_S, wait


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.now_s += seconds


def asking(*answers: Music | Exception) -> Callable[[], Music]:
    left: Iterator[Music | Exception] = iter(answers)

    def ask() -> Music:
        answer = next(left)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return ask


def at(progress: int, status: int = 0, **more: object) -> Music:
    return Music.of(record(progress, status, **more))


def waited(
    *answers: Music | Exception,
    on_progress: Callable[[Music], None] | None = None,
    poll_s: float = 1.0,
    timeout_s: float | None = None,
) -> Music:
    clock = Clock()
    return wait(asking(*answers), on_progress, poll_s, timeout_s, clock=clock, sleep=clock.sleep)


def test_the_final_record_comes_back_and_new_progress_is_told_once() -> None:
    told: list[int] = []
    music = waited(at(0), at(0), at(40), at(40), at(100, 30), on_progress=lambda music: told.append(music.progress))
    assert music.is_completed
    assert told == [0, 40, 100]


def test_a_failed_job_raises_with_its_reason() -> None:
    with pytest.raises(JobFailed, match="the piano is out of tune") as caught:
        waited(at(10), at(10, 10, error="the piano is out of tune"))
    assert caught.value.music.has_failed


def test_a_server_that_is_away_for_a_while_is_waited_for() -> None:
    away = [ServerUnreachable("gone"), ServerFailure(503, "starting")] * 20
    assert waited(at(5), *away, at(100, 30)).is_completed


def test_a_server_that_stays_away_is_given_up() -> None:
    away = [ServerUnreachable("gone")] * int(PATIENCE_S + 2)
    with pytest.raises(ServerUnreachable, match="gone"):
        waited(at(5), *away)


def test_a_job_that_was_deleted_meanwhile_is_not_waited_for() -> None:
    with pytest.raises(NotFound):
        waited(at(5), NotFound(404, "No record found"))


def test_waiting_ends_before_the_time_that_was_given() -> None:
    with pytest.raises(StillRunning, match="3 s"):
        waited(*[at(5)] * 4, timeout_s=3.0)
