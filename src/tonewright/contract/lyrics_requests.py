"""The body of `POST music/lyrics`."""

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from tonewright.contract import parameters as rules
from tonewright.contract.fields import ALLOWED, Number, Plain, Whole, matching, optional, required_text

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}", re.ASCII)  # BCP 47: RFC 5646, section 2.1
LONGEST_S = max(rules.SONG_MODELS_MAXIMUM_S.values())


class LyricsRequest(BaseModel):
    """What words are wished for."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    prompt: Annotated[str, BeforeValidator(required_text)] = Field(
        description="What the song shall be about and like.",
        min_length=1,
        max_length=rules.PROMPT_CHARACTERS,
        examples=["A hopeful duet about the last ferry of the summer"],
        json_schema_extra={ALLOWED: f"text of 1 to {rules.PROMPT_CHARACTERS} characters"},
    )
    language: Annotated[Plain, matching(_LANGUAGE)] = optional(
        "The language of the lyrics; absent, the one that the prompt asks for or is written in, else English.",
        "a BCP 47 language tag such as en or pt-BR",
        examples=["es"],
    )
    duration: Number = optional(
        "Length of the song in seconds, which the lyrics fit.",
        f"a number from {rules.DURATION_MINIMUM_S} to {LONGEST_S:g}",
        ge=rules.DURATION_MINIMUM_S,
        le=LONGEST_S,
        examples=[120],
    )
    seed: Whole = optional(
        "The same request with the same seed gives the same lyrics.",
        rules.SEED.allowed,
        ge=0,
        le=rules.SEED_MAXIMUM,
    )
