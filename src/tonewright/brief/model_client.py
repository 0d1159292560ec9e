"""The client of a language model behind an OpenAI-compatible endpoint: one question, one JSON answer."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import httpx

_ATTEMPTS = 2
_LARGEST_ANSWER = 262_144
_PASSING = (httpx.TransportError, httpx.HTTPStatusError)
FAILURES = (TimeoutError, httpx.HTTPError, httpx.InvalidURL, ValueError, LookupError, TypeError)
"""What ask may raise."""


@dataclass(frozen=True)
class ModelClient:
    """Asks a model for JSON of a schema.

    Attributes
    ----------
    url: base address of the API, such as `http://localhost:11434/v1`. name: the model asked for. key: sent as bearer
        token, "" for none. limit_s: how long an answer may take, both attempts together.
    """

    url: str
    name: str
    key: str = field(repr=False)
    limit_s: float

    def ask(self, task: str, wish: dict[str, Any], schema_name: str, schema: dict[str, Any], heat: float = 0.0) -> Any:
        """The model's decoded answer, not yet checked; a passing failure is tried once more.

        Parameters
        ----------
        task: what it is to do. wish: what it is to do it with, sent as data. schema: JSON schema of the answer, strict.
        heat: the temperature it samples with.

        Raises one of FAILURES.
        """
        return asyncio.run(self._asked(self._request(task, wish, schema_name, schema, heat)))

    async def _asked(self, request: dict[str, Any]) -> Any:
        async with asyncio.timeout(self.limit_s), httpx.AsyncClient(timeout=self.limit_s) as client:
            for attempt in range(1, _ATTEMPTS + 1):
                try:
                    return json.loads(await self._answer(client, request))
                except _PASSING as error:
                    if attempt == _ATTEMPTS or not _may_pass(error):
                        raise
        raise TimeoutError

    async def _answer(self, client: httpx.AsyncClient, request: dict[str, Any]) -> str:
        """The text of the model's answer. Raises httpx.HTTPError, or ValueError, LookupError or TypeError."""
        address = f"{self.url.rstrip('/')}/chat/completions"
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        async with client.stream("POST", address, json=request, headers=headers) as response:
            response.raise_for_status()
            body = bytearray()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > _LARGEST_ANSWER:
                    raise ValueError("the answer is too long")
        text = json.loads(body)["choices"][0]["message"]["content"]
        if not isinstance(text, str):
            raise TypeError("the answer holds no text")
        return text

    def _request(
        self, task: str, wish: dict[str, Any], schema_name: str, schema: dict[str, Any], heat: float
    ) -> dict[str, Any]:
        return {
            "model": self.name,
            "temperature": heat,
            "seed": 0,
            "messages": [
                {"role": "system", "content": task},
                {"role": "user", "content": json.dumps(wish, ensure_ascii=False)},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": schema_name, "strict": True, "schema": schema},
            },
        }


def _may_pass(error: httpx.TransportError | httpx.HTTPStatusError) -> bool:
    """True for what another attempt may mend: a lost connection, a busy or failing server."""
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code == httpx.codes.TOO_MANY_REQUESTS or error.response.is_server_error
    return not isinstance(error, httpx.UnsupportedProtocol)
