"""The query of an upload: what the file is called, and on which account."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from tonewright.contract import parameters as rules
from tonewright.contract.fields import ALLOWED, USER_ID_ALLOWED, UserId, optional, required_line

MIDI_TYPES = ("audio/midi", "audio/x-midi")
AUDIO_TYPES = (
    "audio/mp4", "audio/x-m4a", "audio/mpeg", "audio/wav", "audio/wave", "audio/flac", "audio/x-flac",
)  # fmt: skip
"""The content types of bodies that hold a file."""


class UploadQuery(BaseModel):
    """Beside the file itself, which is the body."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: Annotated[str, BeforeValidator(required_line)] = Field(
        max_length=rules.TITLE_CHARACTERS,
        json_schema_extra={ALLOWED: f"text of 1 to {rules.TITLE_CHARACTERS} characters"},
    )
    user_id: UserId = optional("The account that it belongs to.", USER_ID_ALLOWED)
