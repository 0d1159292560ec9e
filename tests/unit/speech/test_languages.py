import pytest

from tonewright.errors import SpeechError
from tonewright.speech.casting import speaker
from tonewright.speech.languages import language_of, sung_languages
from tonewright.speech.roster import voices


def test_the_nineteen_languages_can_be_sung():
    western, eastern = (
        {"en", "es", "fr", "de", "it", "pt", "nl", "pl", "ru", "uk", "tr", "el"},
        {"hi", "ar", "id", "vi"},
    )
    assert set(sung_languages()) == western | eastern | {"ko", "zh", "ja"}


def test_a_tag_with_a_region_or_script_is_its_language():
    assert language_of("pt-BR").name == "Portuguese"
    assert language_of("zh-Hant-TW").tag == "zh"
    assert language_of("EN_gb").tag == "en"


def test_what_cannot_be_sung_is_named_with_what_can():
    with pytest.raises(SpeechError, match=r"'sv-SE'.*en, es, fr"):
        language_of("sv-SE")


def test_singers_speak_their_own_language_with_their_own_voice_and_others_with_espeak():
    for voice in voices():
        assert speaker(voice, voice.language) == (voice.engine, voice.engine_voice)
        engine, name = speaker(voice, "fr-CA")
        assert engine == "espeak"
        assert name.startswith("fr+")


def test_nobody_sings_what_cannot_be_said():
    with pytest.raises(SpeechError, match="cannot be sung"):
        speaker(voices()[0], "he")
