"""Query and path parameters, read as the wire has them: `""` counts as absent."""

from collections.abc import Collection
from typing import Annotated

from fastapi import Path, Query

from tonewright.contract.fields import USER_ID_ALLOWED
from tonewright.contract.ids import USER_ID
from tonewright.contract.parameters import one_of
from tonewright.errors import InvalidParameter

UserIdQuery = Annotated[str | None, Query(description="Only of this account.", examples=["band"])]
CursorQuery = Annotated[str | None, Query(description="Where the page begins: the `cursor` of the page before.")]
NameQuery = Annotated[str | None, Query(description="What the file shall be called; required.", examples=["My melody"])]
JobIdPath = Annotated[
    str,
    Path(
        description="A job's id, its `:` raw or percent-encoded.",
        examples=["user:1-tempolor:band-job:0123456789abcdefghijklmno"],
    ),
]


def read_choice(parameter: str, value: str | None, choices: Collection[str], default: str) -> str:
    """One of fixed values, `default` where there is none. Raises InvalidParameter for another."""
    if not value:
        return default
    if value not in choices:
        raise InvalidParameter(parameter, value, one_of(choices))
    return value


def read_user_id(value: str) -> str:
    """A well-formed account id. Raises InvalidParameter for another."""
    if not USER_ID.fullmatch(value):
        raise InvalidParameter("user_id", value, USER_ID_ALLOWED)
    return value
