import numpy as np
import pytest
from scipy.signal import butter, sosfiltfilt

from tonewright.performance.performed import PlayedNote, SungPart, TimedLine, TimedSyllable
from tonewright.render.stems import SAMPLE_RATE
from tonewright.render.voice.planning import as_heard
from tonewright.render.voice.singer import sing


def part_of(word: str, language: str) -> SungPart:
    syllable = TimedSyllable(word, 0, (PlayedNote(1.0, 0.8, 57, 90),))
    line = TimedLine(word, (word,), 0, (syllable,), language=language)
    return SungPart("lead", "vocals", "jonasreedbaritone01", (line,), 0.0, 0.0, 0.0)


def rise_s(samples: np.ndarray) -> float:
    """Where the sound first comes within 20 dB of its loudest, in windows of 5 ms."""
    band = butter(4, (100, 7000), "band", fs=SAMPLE_RATE, output="sos")
    window = SAMPLE_RATE // 200
    power = np.convolve(sosfiltfilt(band, samples.astype(float)) ** 2, np.ones(window) / window, "same")
    return float(np.argmax(power > power.max() / 100)) / SAMPLE_RATE


@pytest.mark.parametrize(
    ("word", "language"),
    [
        *[("take", "en"), ("keep", "en"), ("time", "en"), ("que", "es"), ("tu", "it"), ("пока", "ru")],
        *[("we", "en"), ("hush", "en"), ("there", "en"), ("open", "en"), ("fahr", "de"), ("luna", "es")],
    ],
)
def test_a_phrase_is_heard_from_where_its_first_word_is_audible(word: str, language: str) -> None:
    part = part_of(word, language)
    ((heard,),) = (line.heard for line in as_heard(part).lines)
    assert heard.start_s == pytest.approx(rise_s(sing(part, 2.5, 1)), abs=0.03)
