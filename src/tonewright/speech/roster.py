"""The artist voices: who can sing, in which range, and how each is made from a speaking voice.

Each voice is one TOML file in `voices/`.
"""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from tonewright.errors import SpeechError

Gender = Literal["female", "male"]
OTHER_GENDER: dict[str, Gender] = {"female": "male", "male": "female"}
USUAL_WEIGHT = 60
"""Voices of this weight and more are drawn where nobody asks for a singer."""


@dataclass(frozen=True)
class VoiceSound:
    """How a speaking voice becomes this singer.

    `formants` multiplies formant frequencies (0.85…1.2), `breath` is the share of noise in vowels (0…1),
    `tilt_db` decibels an octave around 1 kHz, `ring_db` the singer's formant near 2.9 kHz, `vibrato_cents`
    and `vibrato_hz` depth and rate on held notes, `word_gap_s` the gap between two words of a phrase.

    `spread` draws formants apart from each other (above 1) or together, `fundamental_db` lifts the lowest partial,
    as in soft voices; `roughness` is how irregular the pulses are (0 a machine, 0.08 most singers, 1 a growl),
    `vibrato_after_s` how late on a note vibrato sets in, `glide_s` how long the pitch takes from note to note,
    `scoop_cents` from how far below a phrase is begun, `drift_cents` how far the pitch wanders, `inhaled` how loud
    breaths are taken, and `metal` the share of a metallic echo (0…0.9). `equaliser` are decibels at rising frequencies
    in Hz, by which the voice's long-term spectrum differs; the first and the last go on below and above.
    """

    formants: float
    breath: float
    tilt_db: float
    ring_db: float
    vibrato_cents: float
    vibrato_hz: float
    word_gap_s: float
    spread: float = 1.0
    fundamental_db: float = 0.0
    roughness: float = 0.08
    vibrato_after_s: float = 0.24
    glide_s: float = 0.07
    scoop_cents: float = 55.0
    drift_cents: float = 5.0
    inhaled: float = 1.0
    metal: float = 0.0
    equaliser: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class ArtistVoice:
    """A singer: `low`…`high` are the MIDI notes the voice can sing, `best_low`…`best_high` its tessitura.

    `engine` and `engine_voice` name the speaking voice; `weight` orders the list, heaviest first. `words` are what
    prompts say of such a singer, `names` what they call this one without any other word for singing.
    """

    item_id: str
    name: str
    labels: tuple[str, ...]
    gender: Gender
    language: str
    low: int
    high: int
    best_low: int
    best_high: int
    engine: str
    engine_voice: str
    sound: VoiceSound
    weight: int
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


_GUESTS: ContextVar[tuple[ArtistVoice, ...]] = ContextVar("guests", default=())


@cache
def voices() -> tuple[ArtistVoice, ...]:
    """All artist voices, heaviest first."""
    files = sorted(resources.files("tonewright.speech").joinpath("voices").iterdir(), key=lambda f: f.name)
    found = [_read(file.read_text("utf-8")) for file in files if file.name.endswith(".toml")]
    return tuple(sorted(found, key=lambda voice: (-voice.weight, voice.item_id)))


@contextmanager
def guest_voice(voice: ArtistVoice) -> Iterator[ArtistVoice]:
    """Let `voice_named` and `known_voices` know a voice that is no artist voice, in this context alone."""
    token = _GUESTS.set((voice, *_GUESTS.get()))
    try:
        yield voice
    finally:
        _GUESTS.reset(token)


def known_voices() -> tuple[ArtistVoice, ...]:
    """The guests of this context, and all artist voices."""
    return (*_GUESTS.get(), *voices())


def voice_named(item_id: str) -> ArtistVoice:
    """The artist voice, or the guest, with that item id. Raises SpeechError if there is none."""
    for voice in known_voices():
        if voice.item_id == item_id:
            return voice
    raise SpeechError(f"unknown artist voice {item_id!r}")


def default_voice(gender: Gender | None = None) -> ArtistVoice:
    """The heaviest voice of that gender, or of all."""
    return next(voice for voice in voices() if gender is None or voice.gender == gender)


def usual_voices() -> tuple[ArtistVoice, ...]:
    """The voices that suit any song, heaviest first: no robot, no choir boy."""
    return tuple(voice for voice in voices() if voice.weight >= USUAL_WEIGHT)


def _read(text: str) -> ArtistVoice:
    table = tomllib.loads(text)
    span, speech, sound = table.pop("range"), table.pop("speech"), VoiceSound(**table.pop("sound"))
    told: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    return ArtistVoice(
        **told,
        sound=sound,
        **span,
        engine=speech["engine"],
        engine_voice=speech["voice"],
    )
