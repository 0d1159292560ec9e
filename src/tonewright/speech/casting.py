"""Which speaking voice serves a singer in a language."""

from tonewright.speech.espeak import DEFAULT_VARIANT
from tonewright.speech.languages import language_of, primary
from tonewright.speech.roster import ArtistVoice


def speaker(voice: ArtistVoice, tag: str) -> tuple[str, str]:
    """The speech engine and its voice that say what `voice` sings in a language, a BCP 47 tag.

    That is the singer's own in the home language, eSpeak NG in every other. Raises SpeechError if the language
    cannot be sung.
    """
    if primary(tag) == primary(voice.language):
        return voice.engine, voice.engine_voice
    # A man's voice for women too, as in English: a singer's formants are relative to it.
    variant = voice.engine_voice.partition("+")[2] if voice.engine == "espeak" else DEFAULT_VARIANT
    return "espeak", f"{language_of(tag).tag}+{variant}"
