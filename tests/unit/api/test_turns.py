"""Turns: few at a time, the others wait, and none waits for ever."""

import asyncio

import pytest

from tonewright.api.errors import ApiError
from tonewright.api.turns import Turns


def test_no_more_than_so_many_hold_a_place_at_a_time():
    async def run():
        turns, inside, most = Turns(2, 10.0, "busy"), 0, 0

        async def work():
            nonlocal inside, most
            async with turns.take():
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0)
                inside -= 1

        await asyncio.gather(*(work() for _ in range(7)))
        return most

    assert asyncio.run(run()) == 2


def test_who_waits_too_long_is_told_when_to_come_back_and_takes_no_place():
    async def run():
        turns = Turns(1, 0.01, "Too many, try again")
        async with turns.take():
            with pytest.raises(ApiError) as refused:
                async with turns.take():
                    pass
        async with turns.take():
            return refused.value

    error = asyncio.run(run())
    assert (error.status, error.message, error.headers) == (503, "Too many, try again", {"Retry-After": "1"})
