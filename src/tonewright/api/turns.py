"""Work that few requests may do at a time: the others wait for their turn, but not for ever."""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tonewright.api.errors import ApiError


class Turns:
    """Lets `at_once` do something at a time; whoever waits longer than `wait_s` seconds is told `busy`, a sentence."""

    def __init__(self, at_once: int, wait_s: float, busy: str) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._wait_s = wait_s
        self._busy = busy

    @asynccontextmanager
    async def take(self) -> AsyncIterator[None]:
        """Hold a place. Raises ApiError 503 with Retry-After if none falls free in time."""
        try:
            async with asyncio.timeout(self._wait_s):
                await self._places.acquire()
        except TimeoutError as error:
            raise ApiError(503, self._busy, {"Retry-After": f"{math.ceil(self._wait_s)}"}) from error
        try:
            yield
        finally:
            self._places.release()
