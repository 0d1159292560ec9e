"""The kinds of fields that requests are made of: how each is read, and its rule in words."""

import re
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from tonewright.contract import parameters as rules
from tonewright.contract.ids import USER_ID
from tonewright.contract.texts import clean_line, clean_text, number, plain_line

ALLOWED = "x-allowed"
"""Where a field's JSON schema says in words what is allowed, for messages and for readers."""


def required_text(value: object) -> str:
    """As `clean_text`, but where nothing is left of it the parameter counts as not given."""
    text = clean_text(value)
    if text is None:
        raise PydanticCustomError("missing", "required")
    return text


def required_line(value: object) -> str:
    """As `clean_line`, but where nothing is left of it the parameter counts as not given."""
    text = clean_line(value)
    if text is None:
        raise PydanticCustomError("missing", "required")
    return text


def matching(pattern: re.Pattern[str]) -> AfterValidator:
    """The rule that a text has that form."""

    def check(value: str | None) -> str | None:
        if value is not None and not pattern.fullmatch(value):
            raise ValueError("not of that form")
        return value

    return AfterValidator(check)


def among(values: Iterable[str]) -> AfterValidator:
    """The rule that a text is one of those."""
    known = frozenset(values)

    def check(value: str | None) -> str | None:
        if value is not None and value not in known:
            raise ValueError("not a supported value")
        return value

    return AfterValidator(check)


def optional(description: str, allowed: str, alias: str | None = None, **more: Any) -> Any:
    """A field that may be absent, with its rule in words for messages and for OpenAPI."""
    extra = {ALLOWED: allowed, **more.pop("schema", {})}
    return Field(None, description=description, alias=alias, json_schema_extra=extra, **more)


def choice(description: str, values: Iterable[str], default: str | None = None, alias: str | None = None) -> Any:
    known = list(values)
    schema: dict[str, Any] = {"enum": known} | ({"default": default} if default else {})
    return optional(description, rules.one_of(known), schema=schema)


def at_most(characters: int) -> str:
    """The rule of a text with a longest length, in words."""
    return f"text of at most {characters} characters"


Text = Annotated[str | None, BeforeValidator(clean_text)]
Line = Annotated[str | None, BeforeValidator(clean_line)]
Plain = Annotated[str | None, BeforeValidator(plain_line)]
Number = Annotated[float | None, BeforeValidator(number)]
Whole = Annotated[int | None, BeforeValidator(number)]
UserId = Annotated[str | None, BeforeValidator(plain_line), matching(USER_ID)]
USER_ID_ALLOWED = f"1 to {rules.USER_ID_CHARACTERS} letters, digits and . _ @ + -, starting with a letter or digit"
