"""By how much consonants are lifted over how they were spoken, so that words stay clear in a mix."""

from tonewright.speech.utterance import Phone

CONSONANT_GAIN_DB = {"unvoiced": 3.0, "voiced": 2.0}
GLIDE_GAIN_DB = -3.0
"""Glides and liquids are nearly vowels: lifted they would hide where the vowel, and so the beat, begins."""
_GLIDES = frozenset(("w", "y", "j", "l", "r", "ɹ", "ɻ", "ɥ", "ʎ", "ɫ", "ʁ"))


def lift_db(phone: Phone) -> float:
    """The gain in decibels of a phone; 0 for vowels."""
    return GLIDE_GAIN_DB if phone.symbol in _GLIDES else CONSONANT_GAIN_DB.get(phone.kind, 0.0)
