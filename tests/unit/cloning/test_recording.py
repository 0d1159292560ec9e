"""Reading recordings: what stands in the middle is kept, what stands aside is not."""

from pathlib import Path

import numpy as np
import soundfile

from tonewright.cloning.recording import centre, read_recording
from tonewright.render.stems import SAMPLE_RATE


def tone(hz: float, seconds: float = 1.0, rate: int = SAMPLE_RATE) -> np.ndarray:
    return (0.3 * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def level(samples: np.ndarray, hz: float) -> float:
    return float(abs(np.mean(samples * np.exp(-2j * np.pi * hz * np.arange(len(samples)) / SAMPLE_RATE)))) / 0.15


def test_what_stands_aside_is_taken_away_and_the_middle_stays() -> None:
    voice, guitar = tone(440.0), tone(1000.0)
    kept = centre(np.stack((voice + guitar, voice), axis=1))
    assert level(kept, 440.0) > 0.97
    assert level(kept, 1000.0) < 0.2


def test_blocks_meet_without_a_seam() -> None:
    seconds = 26.0  # Three blocks.
    kept = centre(np.stack((tone(440.0, seconds) + tone(1000.0, seconds), tone(440.0, seconds)), axis=1))
    assert len(kept) == round(seconds * SAMPLE_RATE)
    steps = np.abs(np.diff(kept[SAMPLE_RATE:-SAMPLE_RATE]))
    assert steps.max() < 1.2 * np.percentile(steps, 99)


def test_a_recording_of_one_channel_in_two_stays_as_it_is() -> None:
    voice = tone(440.0)
    np.testing.assert_array_equal(centre(np.stack((voice, voice), axis=1)), voice)


def test_a_file_is_read_at_44_1_khz_with_what_it_can_hold(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", tone(440.0, 2.0, 16_000), 16_000)
    recording = read_recording(tmp_path / "a.wav", tmp_path / "a.f32")
    assert (recording.sent.source_rate, recording.loudest_hz) == (16_000, 8_000.0)
    assert abs(len(recording.voice) - 2 * SAMPLE_RATE) < 10
    assert level(recording.voice[: 2 * SAMPLE_RATE], 440.0) > 0.95
