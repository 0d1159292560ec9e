"""The bodies of `POST music/song` and `POST music/instrumental`."""

import re
from abc import abstractmethod
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from tonewright.contract import parameters as rules
from tonewright.contract.fields import (
    ALLOWED,
    USER_ID_ALLOWED,
    Line,
    Number,
    Plain,
    Text,
    UserId,
    Whole,
    among,
    at_most,
    choice,
    matching,
    optional,
    required_text,
)
from tonewright.contract.ids import USER_ID, parse_id
from tonewright.errors import InvalidParameter

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}", re.ASCII)  # BCP 47: RFC 5646, section 2.1


class MusicRequest(BaseModel):
    """What a song and an instrumental have in common."""

    model_config = ConfigDict(extra="ignore", frozen=True, serialize_by_alias=True)

    prompt: Annotated[str, BeforeValidator(required_text)] = Field(
        description="What the music shall be like.",
        min_length=1,
        max_length=rules.PROMPT_CHARACTERS,
        examples=["A warm lo-fi piece with electric piano and rain on the window"],
        json_schema_extra={ALLOWED: f"text of 1 to {rules.PROMPT_CHARACTERS} characters"},
    )
    midi_item_id: Plain = optional(
        "Uploaded MIDI that carries the piece: its melody, chords, key, tempo and form are kept.",
        "an id as the server gave it",
        "midiItemId",
    )
    tonality: Annotated[Plain, among(rules.TONALITIES)] = choice("The key.", rules.TONALITIES)
    bpm: Number = optional(
        "Quarter notes per minute.", rules.BPM.allowed, ge=rules.BPM.low, le=rules.BPM.high, examples=[92]
    )
    chords: Line = optional(
        "The progression, also accepted as `chord`: without `|` every symbol is a bar, with it the symbols "
        "of a bar share it; `%` repeats the bar before, `N.C.` is a rest.",
        f"chord symbols, {at_most(rules.CHORDS_CHARACTERS)}",
        max_length=rules.CHORDS_CHARACTERS,
        examples=["Cm7 | F7 | Bbmaj7 Eb"],
    )
    user_id: UserId = optional(
        "The account that runs it; absent, any of the token's accounts with capacity.",
        USER_ID_ALLOWED,
        schema={"pattern": f"^{USER_ID.pattern}$"},
    )
    reply_url: Plain = optional(
        "Where progress and the result are POSTed.",
        f"a public http or https URL of at most {rules.REPLY_CHARACTERS} characters",
        "replyUrl",
        max_length=rules.REPLY_CHARACTERS,
        examples=["https://example.com/hooks/music"],
    )
    reply_ref: Plain = optional(
        "Sent along with every callback.",
        f"{at_most(rules.REPLY_CHARACTERS)} without control characters",
        "replyRef",
        max_length=rules.REPLY_CHARACTERS,
        examples=["order 4711"],
    )
    max_jobs: Whole = optional(
        "Overrides the account's limit for this request.",
        rules.MAX_JOBS.allowed,
        "maxJobs",
        ge=rules.MAX_JOBS.low,
        le=rules.MAX_JOBS.high,
    )
    duration: Number = optional(
        "Length in seconds, up to the model's maximum.",
        f"a number from {rules.DURATION_MINIMUM_S} to the model's maximum",
        ge=rules.DURATION_MINIMUM_S,
        examples=[90],
    )
    seed: Whole = optional(
        "The same request with the same seed gives the same bytes.",
        rules.SEED.allowed,
        ge=0,
        le=rules.SEED_MAXIMUM,
    )
    title: Line = optional("The title.", at_most(rules.TITLE_CHARACTERS), max_length=rules.TITLE_CHARACTERS)
    time_signature: Annotated[Plain, among(rules.TIME_SIGNATURES)] = choice(
        "The time signature.", rules.TIME_SIGNATURES
    )
    language: Annotated[Plain, matching(_LANGUAGE)] = optional(
        "The language of lyrics that are written from the prompt.",
        "a BCP 47 language tag such as en or pt-BR",
        examples=["en"],
    )

    @property
    @abstractmethod
    def model(self) -> str:
        """The wire name of the model, the default where none was given."""

    @property
    @abstractmethod
    def maximum_s(self) -> float:
        """The longest piece of that model, in seconds."""

    @model_validator(mode="after")
    def _check_together(self) -> Self:
        if self.duration is not None and self.duration > self.maximum_s:
            allowed = f"a number from {rules.DURATION_MINIMUM_S} to {self.maximum_s:g} (model {self.model})"
            raise InvalidParameter("duration", self.duration, allowed)
        if self.midi_item_id is not None:
            parse_id(self.midi_item_id, "midi", "midiItemId")
        return self


class InstrumentalRequest(MusicRequest):
    """The body of `POST music/instrumental`."""

    model_instrumental: Annotated[Plain, among(rules.INSTRUMENTAL_MODELS_MAXIMUM_S)] = choice(
        "The model: it sets the maximum length.",
        rules.INSTRUMENTAL_MODELS_MAXIMUM_S,
        rules.DEFAULT_INSTRUMENTAL_MODEL,
    )

    @property
    def model(self) -> str:
        """The wire name of the model, the default where none was given."""
        return self.model_instrumental or rules.DEFAULT_INSTRUMENTAL_MODEL

    @property
    def maximum_s(self) -> float:
        """The longest piece of that model, in seconds."""
        return rules.INSTRUMENTAL_MODELS_MAXIMUM_S[self.model]


class SongRequest(MusicRequest):
    """The body of `POST music/song`."""

    lyrics: Text = optional(
        "The words to sing; without them they are written from the prompt.",
        at_most(rules.LYRICS_CHARACTERS),
        max_length=rules.LYRICS_CHARACTERS,
        examples=["[verse]\nThe rain is on the window\nThe night is on its way"],
    )
    model_song: Annotated[Plain, among(rules.SONG_MODELS_MAXIMUM_S)] = choice(
        "The model: it sets the maximum length.", rules.SONG_MODELS_MAXIMUM_S, rules.DEFAULT_SONG_MODEL
    )
    artist_voice_item_id: Plain = optional(
        "A voice of `GET music/artist-voices`.",
        "an itemId of music/artist-voices",
        "artistVoiceItemId",
        max_length=rules.TITLE_CHARACTERS,
    )
    cloned_voice_item_id: Plain = optional(
        "An own cloned voice; not together with an artist voice.",
        "an id as the server gave it",
        "clonedVoiceItemId",
    )

    @property
    def model(self) -> str:
        """The wire name of the model, the default where none was given."""
        return self.model_song or rules.DEFAULT_SONG_MODEL

    @property
    def maximum_s(self) -> float:
        """The longest piece of that model, in seconds."""
        return rules.SONG_MODELS_MAXIMUM_S[self.model]

    @model_validator(mode="after")
    def _check_voice(self) -> Self:
        if self.cloned_voice_item_id is None:
            return self
        parse_id(self.cloned_voice_item_id, "voice", "clonedVoiceItemId")
        if self.artist_voice_item_id is not None:
            raise InvalidParameter(
                "clonedVoiceItemId",
                self.cloned_voice_item_id,
                "one voice, so not together with artistVoiceItemId",
            )
        return self
