"""How pieces of every style sound, measured on stems and mix: balance, foundation, brightness, width, ending."""

from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
from scipy.signal import butter, sosfilt

from tonewright.brief.reader import read_brief
from tonewright.brief.wishes import Wishes
from tonewright.composition.compose import compose
from tonewright.mix.balance import balance
from tonewright.mix.master import FULL_SCALE_24_BIT, Master, master
from tonewright.performance.perform import perform
from tonewright.render.render import render_band
from tonewright.render.stems import SAMPLE_RATE

PROMPTS = {
    "pop": "bright pop with drums, piano and guitar",
    "lofi": "lo-fi hip hop, mellow",
    "cinematic": "epic cinematic orchestral",
    "house": "deep house, club",
}


class Heard:
    """A mastered piece: its mix (frames, 2) and stems as floats."""

    def __init__(self, style: str, workspace: Path) -> None:
        wishes = Wishes(
            kind="instrumental", prompt=PROMPTS[style], model="i4", maximum_s=300.0, seed=5, duration_s=32.0
        )
        performance = perform(compose(read_brief(wishes)))
        stems = render_band(performance, workspace, 5, threads=2)
        self.mastered: Master = master(balance(stems, performance.style, performance.tempo_bpm, threads=2))
        frames = len(self.mastered.gain)
        self.stems = {
            stem.name: self.mastered.quantised(stem, 0, frames) / FULL_SCALE_24_BIT for stem in self.mastered.stems
        }
        self.mix = sum(self.stems.values(), np.zeros((frames, 2)))

    def band_db(self, low_hz: float, high_hz: float) -> float:
        """The mix's level between two frequencies."""
        sections = butter(3, [low_hz, high_hz], "bandpass", fs=SAMPLE_RATE, output="sos")
        return float(10.0 * np.log10(np.square(sosfilt(sections, self.mix, axis=0)).mean()))


def lufs(samples: np.ndarray) -> float:
    return float(pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(samples))


@pytest.fixture(scope="module", params=PROMPTS)
def heard(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Heard:
    return Heard(request.param, tmp_path_factory.mktemp(request.param))


def test_every_stem_is_heard_and_none_drowns_the_others(heard: Heard) -> None:
    mix = lufs(heard.mix)
    for name, samples in heard.stems.items():
        if np.abs(samples).max() > 0.0:
            assert -26.0 < lufs(samples) - mix < -0.5, name


def test_rhythm_and_tune_stand_in_front(heard: Heard) -> None:
    loudness = {name: lufs(samples) for name, samples in heard.stems.items() if np.abs(samples).max() > 0.0}
    in_front = sorted(loudness, key=lambda name: -loudness[name])[:5]
    assert {"drums", "bass", "lead", "strings"} & set(in_front)
    if "pads" in loudness and "drums" in loudness:
        assert loudness["drums"] > loudness["pads"]


def test_there_is_a_foundation_and_air_and_no_hole(heard: Heard) -> None:
    octaves = [heard.band_db(low, 2.0 * low) for low in (45.0, 90.0, 180.0, 360.0, 720.0, 1440.0, 2880.0, 5760.0)]
    assert max(octaves) - min(octaves) < 32.0
    neighbours = np.diff(octaves)
    assert np.all(neighbours < 9.0) and np.all(neighbours > -14.0)


def test_it_is_stereo_but_survives_mono(heard: Heard) -> None:
    middle, side = heard.mix.mean(axis=1), (heard.mix[:, 0] - heard.mix[:, 1]) / 2.0
    ratio_db = 10.0 * np.log10(np.square(side).mean() / np.square(middle).mean())
    assert -24.0 < ratio_db < -3.0


def test_left_and_right_weigh_the_same(heard: Heard) -> None:
    left, right = np.square(heard.mix).mean(axis=0)
    assert abs(10.0 * np.log10(left / right)) < 2.5


def test_nothing_is_cut_off_at_the_end(heard: Heard) -> None:
    assert np.abs(heard.mix[-50:]).max() < 1e-4
    tail = np.sqrt(np.square(heard.mix[-SAMPLE_RATE // 2 :]).mean())
    assert tail < np.sqrt(np.square(heard.mix).mean())


def test_it_is_finite_and_without_offset(heard: Heard) -> None:
    assert abs(heard.mix.mean()) < 1e-3
    assert np.isfinite(heard.mix).all()
