"""Every error that crosses a room's boundary.

TonewrightError
├── InvalidParameter          a value that the caller gave; names parameter, value and what is allowed
│   ├── MissingParameter       a required one was not given
│   └── MalformedId            an id that is none
├── UnusableFile              a file that the caller sent; the message says what is wrong with it
├── TheoryError               an unknown musical name: pitch, chord, key, meter, numeral
├── StyleError                a style pack is unknown or its file is not valid
├── SpeechError               a speech engine gave nothing usable, or is asked for what it cannot say
│   └── SpeechEngineMissing    one that is not installed, or a dictionary or voice of it; says which and how to get it
├── RenderError               an instrument library or SoundFont is missing or failed
├── DeliveryError             a file could not be encoded, stored or found
│   ├── StoredFileMissing
│   ├── StoredFileExists       a key is written once; nothing is overwritten
│   ├── BadSignature           a download link whose hash is not ours
│   └── LinkExpired            a genuine download link whose time is over
├── SheetError                a file of which no sheet can be drawn: no stems archive, cut, or too large
├── EngineError               a job cannot be made; the message is shown to the user as the job's `error`
├── UnknownAccount            the user has no such account
├── AccountsBusy              every eligible account executes as many jobs as it may
├── JobAborted                the job was cancelled while it was being made
├── SettingsError             the configuration is unusable
└── DatabaseError             the embedded PostgreSQL could not be started or reached
"""

from collections.abc import Iterable
from datetime import datetime


class TonewrightError(Exception):
    """The root of all errors that Tonewright raises on purpose."""


class InvalidParameter(TonewrightError, ValueError):
    """A value given by the caller is not allowed.

    Parameters
    ----------
    parameter: the wire name of the parameter, such as `bpm`.
    value: what was given.
    allowed: what is allowed, in words, such as `a number from 50 to 190`.
    """

    def __init__(self, parameter: str, value: object, allowed: str) -> None:
        shown = repr(value) if len(repr(value)) <= 80 else f"{repr(value)[:77]}..."
        super().__init__(f"Parameter {parameter} has value {shown}, allowed: {allowed}")
        self.parameter = parameter
        self.value = value
        self.allowed = allowed


class MissingParameter(InvalidParameter):
    """A required parameter was not given."""

    def __init__(self, parameter: str) -> None:
        super().__init__(parameter, None, "a value")
        self.args = (f"Parameter {parameter} is required",)


class MalformedId(InvalidParameter):
    """An id is not of the wire's form; `parameter` is the wire name of what holds it."""

    def __init__(self, parameter: str, value: str) -> None:
        super().__init__(parameter, value, "an id as the server gave it")
        self.args = (f"{parameter} has incorrect format",)


class UnusableFile(TonewrightError, ValueError):
    """A file that the caller sent cannot be used; the message says what is wrong with it."""


class TheoryError(TonewrightError, ValueError):
    """A musical name is unknown."""


class StyleError(TonewrightError, ValueError):
    """A style pack is unknown, or its file is not valid."""


class SpeechError(TonewrightError):
    """A speech engine gave nothing usable, or is asked for what it cannot say."""


class SpeechEngineMissing(SpeechError):
    """A speech engine, a dictionary or a voice of it is not installed; the message is shown to the user."""


class RenderError(TonewrightError):
    """An instrument library or SoundFont is missing or failed."""


class DeliveryError(TonewrightError):
    """A file could not be encoded, stored or found."""


class StoredFileMissing(DeliveryError):
    """No stored file has the key."""


class StoredFileExists(DeliveryError):
    """A stored file has the key already, and nothing is overwritten."""


class BadSignature(DeliveryError):
    """A download link's hash is not ours: it was tampered with, cut or made with another key."""


class LinkExpired(DeliveryError):
    """A genuine download link whose time is over."""


class SheetError(TonewrightError):
    """A file of which no sheet can be drawn: it is no stems archive, is cut or is too large."""


class EngineError(TonewrightError):
    """A job cannot be made; the message is shown to the user."""


class UnknownAccount(TonewrightError):
    """The user has no account of those ids."""

    def __init__(self, user_ids: Iterable[str]) -> None:
        self.user_ids = tuple(user_ids)
        super().__init__(f"No account {', '.join(self.user_ids)}" if self.user_ids else "The user has no account")


class AccountsBusy(TonewrightError):
    """Every eligible account executes as many jobs as it may; `retry_at` estimates when one will be done."""

    def __init__(self, executing: int, limit: int, retry_at: datetime) -> None:
        super().__init__(f"Account is busy executing {executing} of {limit} jobs")
        self.executing = executing
        self.limit = limit
        self.retry_at = retry_at


class JobAborted(TonewrightError):
    """The job was cancelled while it was being made."""


class SettingsError(TonewrightError):
    """The configuration is unusable."""


class DatabaseError(TonewrightError):
    """The embedded PostgreSQL could not be started or reached."""
