"""Who sings along: a backing voice for every place, near in register to what it is to sing."""

from tonewright.composition.key_lift import lift_of
from tonewright.composition.piece import Piece
from tonewright.speech.roster import ArtistVoice, voices

# How far over (or under) the middle of the lead's tessitura each place lies, in semitones; places that are not here
# are the lead's own voice.
_HEIGHTS = {
    "above": 4, "below": -5, "low": -9, "octave_above": 12, "octave_below": -12, "echo": 0, "echo_above": 4,
    "answer": -1, "answer_above": 3, "answer_below": -8, "choir_1": 2, "choir_2": -4, "choir_3": -9,
}  # fmt: skip
_SAME_SINGER = 4.0
_OTHER_LANGUAGE = 30.0
# Beside the lead or over it stands rather a voice of its own kind; breath does not carry a chord.
_LIKE_THE_LEAD = ("above", "echo", "echo_above", "answer", "answer_above", "choir_1")
_OTHER_KIND = 3.0
_BREATHY = 8.0
# Voices that are an effect, or stand out, do not blend.
_ROUGHEST = 0.4
_SOLOISTS = frozenset(("child", "robotic"))


def backing_voice(lead: ArtistVoice, place: str) -> ArtistVoice:
    """The artist voice for a place: by register, rather another singer than the lead again."""
    if place not in _HEIGHTS:
        return lead
    wanted = _middle(lead) + _HEIGHTS[place]

    def distance(voice: ArtistVoice) -> tuple[float, str]:
        same = _SAME_SINGER if voice.item_id == lead.item_id else 0.0
        foreign = 0.0 if voice.language == lead.language else _OTHER_LANGUAGE
        unlike = _OTHER_KIND if place in _LIKE_THE_LEAD and voice.gender != lead.gender else 0.0
        off = abs(_middle(voice) - wanted) + _BREATHY * voice.sound.breath
        return off + same + foreign + unlike, voice.item_id

    return min((voice for voice in voices() if voice.item_id == lead.item_id or _blends(voice)), key=distance)


def span_of(piece: Piece, voice: ArtistVoice) -> tuple[int, int]:
    """The lowest and the highest note that a backing voice is given, so that a change of key does not overtax it."""
    lift = lift_of(piece.brief, piece.style, piece.sections)
    return voice.low + 1, voice.high - 1 - (lift[1] if lift else 0)


def _blends(voice: ArtistVoice) -> bool:
    return voice.sound.roughness <= _ROUGHEST and not _SOLOISTS.intersection(voice.labels)


def _middle(voice: ArtistVoice) -> float:
    return (voice.best_low + voice.best_high) / 2
