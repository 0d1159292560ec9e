"""Which speaking voice serves a singer in a language."""

from tonewright.speech.languages import language_of, primary
from tonewright.speech.roster import ArtistVoice

# eSpeak NG's variants whose envelopes are nearest to those of flite's speakers (docs/voice.md says how measured), so
# that a singer's formants, which are relative to the home speaker's, fit them too.
_VARIANTS = {"rms": "klatt", "awb": "klatt", "slt": "f5"}
USUAL_VARIANT = "klatt"


def speaker(voice: ArtistVoice, tag: str) -> tuple[str, str]:
    """The speech engine and its voice that say what `voice` sings in a language, a BCP 47 tag.

    That is the singer's own in the home language, eSpeak NG in every other. Raises SpeechError if the language
    cannot be sung.
    """
    if primary(tag) == primary(voice.language):
        return voice.engine, voice.engine_voice
    variant = _VARIANTS.get(voice.engine_voice, USUAL_VARIANT)
    if voice.engine == "espeak":
        variant = voice.engine_voice.partition("+")[2]
    return "espeak", f"{language_of(tag).tag}+{variant}"
