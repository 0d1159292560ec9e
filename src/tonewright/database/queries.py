"""Queries kept in `.sql` files, each with a name and a sentence.

A file holds blocks of this form, as in procrastinate:

    -- name: find_job
    -- Find one job of a user.
    SELECT … WHERE item = %(item)s;
"""

import re
from importlib import resources
from types import MappingProxyType

_BLOCK = re.compile(r"^-- name: (\w+)\n-- (\S.*)\n", re.MULTILINE)


def load_queries(package: str, file: str) -> MappingProxyType[str, bytes]:
    """Return the queries of a file by name, as bytes, which psycopg takes as text that was not put together.

    Raises ValueError for a block without a sentence, a name given twice, or text before the first name.
    """
    text = (resources.files(package) / file).read_text(encoding="utf-8")
    parts = _BLOCK.split(text)
    if parts[0].strip() or text.count("-- name:") != len(parts) // 3:
        raise ValueError(f"{package}/{file}: every query needs `-- name: <name>` and a line with a sentence")
    queries: dict[str, bytes] = {}
    for name, query in zip(parts[1::3], parts[3::3], strict=True):
        if name in queries:
            raise ValueError(f"{package}/{file}: two queries are named {name}")
        queries[name] = query.strip().encode()
    return MappingProxyType(queries)
