"""How the fields of a body become a request, with the wire's messages.

Fields given as `""` or `null` count as absent and unknown ones are ignored; forms send numbers as text.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tonewright.contract.fields import ALLOWED
from tonewright.errors import InvalidParameter, MissingParameter

Request = TypeVar("Request", bound=BaseModel)


def parse_request(model: type[Request], fields: Mapping[str, Any]) -> Request:
    """The request that the fields of a body make.

    Raises MissingParameter, MalformedId or InvalidParameter, each with the wire's message, for the first
    field that is wrong.
    """
    given = {name: value for name, value in fields.items() if value is not None and value != ""}
    if "chords" in model.model_fields and "chords" not in given and "chord" in given:
        given["chords"] = given["chord"]
    try:
        return model.model_validate(given, by_alias=True)
    except ValidationError as error:
        raise _parameter_error(model, given, error) from error


def _parameter_error(model: type[BaseModel], given: Mapping[str, Any], error: ValidationError) -> InvalidParameter:
    first = error.errors(include_url=False)[0]
    cause = first.get("ctx", {}).get("error")
    if type(cause) is InvalidParameter:
        return InvalidParameter(cause.parameter, given.get(cause.parameter, cause.value), cause.allowed)
    if isinstance(cause, InvalidParameter):
        return cause
    parameter = str(first["loc"][0])
    if first["type"] == "missing":
        return MissingParameter(parameter)
    extra = next(
        field.json_schema_extra
        for name, field in model.model_fields.items()
        if parameter in (name, field.alias) and isinstance(field.json_schema_extra, dict)
    )
    return InvalidParameter(parameter, given[parameter], str(extra[ALLOWED]))
