"""Wishes: what a caller asks for, as the wire gives it, before it is read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wishes:
    """The wire's parameters, validated there, absent ones None.

    `kind` is `song` or `instrumental`; `model` a wire model name and `maximum_s` that model's maximum in
    seconds; `seed` is 0…2^53−1; `bpm` quarter notes per minute; `voice` an artist voice's item id. `music_s` is how
    long the music is for which words are to be written, where it is there already.
    """

    kind: str
    prompt: str
    model: str
    maximum_s: float
    seed: int
    lyrics: str | None = None
    title: str | None = None
    tonality: str | None = None
    bpm: float | None = None
    chords: str | None = None
    duration_s: float | None = None
    time_signature: str | None = None
    language: str | None = None
    voice: str | None = None
    music_s: float | None = None
