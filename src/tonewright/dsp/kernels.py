"""Numba's `njit`, with a cache on disk that several processes may fill at once.

Numba numbers the files of a function's cache and writes the index before the code it names. Two processes that
compile the function for different types at the same time may both take the same number: the index then names code
for other types, and whoever loads it reads memory that is not there. Here each file has a name of its own, so that
the index names the right code, or code that is not there yet and is compiled.
"""

from typing import Any
from uuid import uuid4

from numba import njit, types
from numba.core.caching import IndexDataCacheFile

__all__ = ["njit", "types"]

_numbered = IndexDataCacheFile._data_name


def _named_for_good(self: Any, number: int) -> str:
    """The file's name as Numba makes it, with a random part instead of a number that another process may take."""
    name: str = _numbered(self, number)  # type: ignore[no-untyped-call]
    return name.replace(f".{number:d}.nbc", f".{uuid4().hex}.nbc")


IndexDataCacheFile._data_name = _named_for_good  # type: ignore[method-assign]
