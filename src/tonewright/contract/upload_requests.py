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


class AccountQuery(BaseModel):
    """Beside a file, which is the body: whose account works on it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    user_id: UserId = optional("The account that it belongs to.", USER_ID_ALLOWED)


class UploadQuery(AccountQuery):
    """Beside a file that is kept: also what it is called."""

    name: Annotated[str, BeforeValidator(required_line)] = Field(
        max_length=rules.TITLE_CHARACTERS,
        json_schema_extra={ALLOWED: f"text of 1 to {rules.TITLE_CHARACTERS} characters"},
    )
