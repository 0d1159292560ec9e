"""The body of `POST accounts`."""

import math
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tonewright.contract import parameters as rules
from tonewright.contract.fields import ALLOWED, USER_ID_ALLOWED, Plain, UserId, Whole, optional
from tonewright.contract.requests import parse_request
from tonewright.errors import InvalidParameter

_DEEPEST = 100


class RequestParams(BaseModel):
    """What `requestParams` may say of itself; the rest of it are the engine's own parameters."""

    model_config = ConfigDict(extra="allow", frozen=True)

    user_id: UserId = optional("The account's id; else one is made.", USER_ID_ALLOWED)
    engine: Plain = optional("The engine that runs its jobs.", "the name of an engine")


class AccountRequest(BaseModel):
    """The body of `POST accounts`."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    request_params: dict[str, Any] = Field(
        alias="requestParams",
        description="`user_id` (the same again updates), `engine` (default `studio`) and its parameters.",
        json_schema_extra={ALLOWED: "an object"},
        examples=[{"user_id": "band", "engine": "studio"}],
    )
    max_jobs: Whole = optional(
        "How many jobs it runs at once.",
        rules.MAX_JOBS.allowed,
        "maxJobs",
        ge=rules.MAX_JOBS.low,
        le=rules.MAX_JOBS.high,
        schema={"default": rules.DEFAULT_MAX_JOBS},
    )

    @property
    def known(self) -> RequestParams:
        """The parameters that every account has. Raises InvalidParameter where one is wrong."""
        return parse_request(RequestParams, self.request_params)

    @model_validator(mode="after")
    def _check_storable(self) -> Self:
        _check_storable(self.request_params, 0)
        return self


def _check_storable(value: object, depth: int) -> None:
    """Refuse what a JSON database column cannot hold: NUL, half surrogates, numbers that are not finite."""
    if depth > _DEEPEST:
        raise InvalidParameter("requestParams", "…", f"an object nested at most {_DEEPEST} deep")
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
            raise InvalidParameter("requestParams", value, "text without NUL and half surrogate pairs")
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise InvalidParameter("requestParams", value, "finite numbers")
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_storable(key, depth + 1)
            _check_storable(item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _check_storable(item, depth + 1)
