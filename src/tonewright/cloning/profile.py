"""A voice's profile: what was found out about a singer from a recording, small enough to travel with a request."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from tonewright.errors import EngineError, SpeechError
from tonewright.speech.roster import ArtistVoice, VoiceSound, voice_named


@dataclass(frozen=True)
class VoiceProfile:
    """How a singer of ours becomes the voice of a recording.

    `base` is the item id of the artist voice that sings; `formants`, `breath`, `vibrato_cents`, `vibrato_hz` and
    `equaliser` take the place of what its `sound` has; `low`…`high` are the MIDI notes that the voice can sing,
    `best_low`…`best_high` those that it sings best; `labels` say what it is, its gender first.

    The rest says what was measured: `voiced_s` seconds of voice at a median of `pitch_hz`, and whether they are `sung`.
    """

    base: str
    formants: float
    breath: float
    vibrato_cents: float
    vibrato_hz: float
    equaliser: tuple[tuple[float, float], ...]
    low: int
    high: int
    best_low: int
    best_high: int
    labels: tuple[str, ...]
    voiced_s: float
    pitch_hz: float
    sung: bool

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "VoiceProfile":
        """The profile that `as_json` wrote. Raises EngineError for anything else."""
        try:
            equaliser = tuple((float(hz), float(gain_db)) for hz, gain_db in told["equaliser"])
            return cls(**{**told, "equaliser": equaliser, "labels": tuple(told["labels"])})
        except (KeyError, TypeError, ValueError) as error:
            raise EngineError("The cloned voice was made by another version; clone it again") from error

    def as_json(self) -> dict[str, Any]:
        """The profile as what JSON can hold."""
        equaliser = [list(point) for point in self.equaliser]
        return {**asdict(self), "equaliser": equaliser, "labels": list(self.labels)}

    def singer(self, item_id: str, name: str) -> ArtistVoice:
        """The singer of that id and name. Raises EngineError where the base voice is unknown."""
        try:
            base = voice_named(self.base)
        except SpeechError as error:
            raise EngineError("The cloned voice was made by another version; clone it again") from error
        sound = replace(
            without_colour(base.sound),
            formants=self.formants,
            breath=self.breath,
            vibrato_cents=self.vibrato_cents,
            vibrato_hz=self.vibrato_hz,
            equaliser=self.equaliser,
        )
        return replace(
            base,
            item_id=item_id,
            name=name,
            labels=self.labels,
            low=self.low,
            high=self.high,
            best_low=self.best_low,
            best_high=self.best_high,
            sound=sound,
            words=(),
            names=(),
        )


def without_colour(sound: VoiceSound) -> VoiceSound:
    """A sound without what colours a base voice: a clone's whole colour is in its equaliser."""
    return replace(sound, spread=1.0, tilt_db=0.0, ring_db=0.0, fundamental_db=0.0)


def singer_of(told: Mapping[str, Any]) -> ArtistVoice:
    """The singer of a request's `cloned_voice`: `item_id`, `name` and `profile`. Raises EngineError if it is none."""
    try:
        item_id, name, profile = told["item_id"], told["name"], told["profile"]
    except (KeyError, TypeError) as error:
        raise EngineError("The cloned voice was made by another version; clone it again") from error
    return VoiceProfile.from_json(profile).singer(item_id, name)
