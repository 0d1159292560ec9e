"""The cloner makes a profile and two files that play from a recording, and refuses what holds no voice."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tonewright.cloning.profile import VoiceProfile
from tonewright.decoding.decoder import decode_audio
from tonewright.engines.engine import EngineRequest
from tonewright.engines.registry import ENGINE_NAMES, engine_named
from tonewright.errors import EngineError
from tonewright.speech.flite import FliteSpeech

TEXT = (
    "When the sunlight strikes raindrops in the air they act as a prism and form a rainbow and the rainbow is a "
    "division of white light into many beautiful colours which take the shape of a long round arch"
)


def request(path: Path | None) -> EngineRequest:
    return EngineRequest("clone", "Ada", "", 600.0, 0, title="Ada", audio=None if path is None else str(path))


def test_a_recording_becomes_a_profile_a_sample_and_itself_as_mp3(tmp_path: Path) -> None:
    said = FliteSpeech().speak(tuple(TEXT.split()), "slt")
    soundfile.write(tmp_path / "a.wav", said.samples, said.sample_rate)
    (tmp_path / "work").mkdir()
    told: list[int] = []
    product = engine_named("cloner", "no.sf2").make(request(tmp_path / "a.wav"), tmp_path / "work", told.append)
    facts = json.loads(json.dumps(dict(product.facts)))
    profile = VoiceProfile.from_json(facts["profile"])
    assert facts["labels"] == list(profile.labels)
    assert profile.labels[0] == "female"
    assert (facts["title"], facts["engine"]) == ("Ada", "cloner")
    assert facts["dur"] == pytest.approx(len(said.samples) / said.sample_rate, abs=0.05)
    assert told == sorted(told)
    assert told[-1] == 99
    assert set(product.files) == {"recording", "vocal"}
    assert {file.media_type for file in product.files.values()} == {"audio/mpeg"}
    kept = decode_audio(product.files["recording"].path, tmp_path / "kept.f32")
    assert kept.seconds == pytest.approx(len(said.samples) / said.sample_rate, abs=0.05)
    assert 7.0 < decode_audio(product.files["vocal"].path, tmp_path / "sung.f32").seconds < 12.0


def test_noise_is_refused_with_how_much_voice_was_found(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).standard_normal(12 * 16_000) * 0.1
    soundfile.write(tmp_path / "a.wav", noise, 16_000)
    with pytest.raises(EngineError, match=r"^Only 0\.\d seconds of voice were found, at least 6 are needed$"):
        engine_named("cloner", "no.sf2").make(request(tmp_path / "a.wav"), tmp_path, lambda percent: None)


def test_what_cannot_be_decoded_is_told_in_the_decoders_words(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"no sound at all")
    with pytest.raises(EngineError, match="file"):
        engine_named("cloner", "no.sf2").make(request(tmp_path / "a.wav"), tmp_path, lambda percent: None)
    with pytest.raises(EngineError, match="no recording"):
        engine_named("cloner", "no.sf2").make(request(None), tmp_path, lambda percent: None)


def test_accounts_cannot_name_the_cloner() -> None:
    assert "cloner" not in ENGINE_NAMES
