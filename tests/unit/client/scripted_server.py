"""A server of a few lines that speaks the contract."""

import json
from collections.abc import Callable
from typing import Any

import httpx

TOKEN = "user:12-secret"
JOB = "user:12-tempolor:main-job:0a1b2c3d4e5f6g7"

Answer = Callable[[httpx.Request], httpx.Response]


class ScriptedServer:
    """Answers each request with the next answer for its method and path; the last one is repeated."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self._answers: dict[str, list[Answer]] = {}

    def on(self, operation: str, *answers: Answer | httpx.Response | Exception) -> None:
        """Set the answers of an operation such as `GET /music/{job}`, with the path after the prefix."""
        self._answers[operation] = [_as_answer(answer) for answer in answers]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        path = request.url.path.removeprefix("/v1/tempolor")
        answers = self._answers[f"{request.method} {path}"]
        return (answers.pop(0) if len(answers) > 1 else answers[0])(request)

    def sent(self, index: int = -1) -> Any:
        """The JSON body of a request."""
        return json.loads(self.requests[index].content)


def _as_answer(answer: Answer | httpx.Response | Exception) -> Answer:
    def give(request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, httpx.Response)
        return answer

    return answer if callable(answer) else give


def record(progress: int = 100, status: int = 30, **more: Any) -> dict[str, Any]:
    """A record as the contract writes it, shortened."""
    names = {0: "GENERATING", 10: "FAILED", 30: "COMPLETED"}
    return {
        "job_id": JOB,
        "titleEn": "Epic Orchestral",
        "cover": "https://host/cover.png",
        "status": status,
        "status_name": names[status],
        "status_final": status != 0,
        "progress": progress,
        "musicMaterial": {"key": "F:minor", "bpm": 130, "dur": 180.5, "seed": 0},
        **more,
    }


def error(status: int, message: str, **headers: str) -> httpx.Response:
    """An error as the contract writes it."""
    return httpx.Response(status, json={"error": message, "code": status}, headers=headers)
