import numpy as np
import pytest
from signals import RATE, Samples, gain_db, stereo, struck, sung, tone

from tonewright.separation import classical
from tonewright.separation.classical import Classical
from tonewright.separation.separator import STEMS


def band(seconds: float) -> dict[str, Samples]:
    """A singer in the middle, drums, a bass, and two instruments at the sides."""
    steps = [tone(hz, 1.0, 0.3, 4) for hz in (55.0, 73.4, 82.4, 65.4)]
    bass = np.tile(np.concatenate(steps), 20)[: int(seconds * RATE)]
    return {
        "vocals": stereo(sung(seconds, 0.15)),
        "drums": stereo(struck(seconds)),
        "bass": stereo(bass),
        "other": stereo(tone(523.0, seconds, 0.15, 5), 1.0, 0.1) + stereo(tone(659.0, seconds, 0.15, 5), 0.1, 1.0),
    }


def separated(mix: Samples) -> dict[str, Samples]:
    stems = np.zeros((4, *mix.shape), np.float32)
    Classical().separate(mix, RATE, stems, lambda share: None)
    return dict(zip(STEMS, stems, strict=True))


def test_every_stem_is_nearer_to_the_truth_than_the_mix_is() -> None:
    parts = band(12.0)
    mix = sum(parts.values())
    found = separated(mix)
    gains = {name: gain_db(found[name], parts[name], mix) for name in STEMS}
    assert all(gain > 4 for gain in gains.values()), gains


def test_one_channel_is_separated_too() -> None:
    parts = {name: part.mean(axis=1, keepdims=True) for name, part in band(12.0).items()}
    mix = sum(parts.values())
    found = separated(mix)
    gains = {name: gain_db(found[name], parts[name], mix) for name in STEMS}
    assert all(gain > 3 for gain in gains.values()), gains


def test_the_masks_leave_nothing_out_and_progress_rises_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classical, "BLOCK_S", 3.0)
    monkeypatch.setattr(classical, "OVERLAP_S", 0.5)
    mix = sum(band(11.0).values())
    stems = np.zeros((4, *mix.shape), np.float32)
    told: list[float] = []
    Classical().separate(mix, RATE, stems, told.append)
    assert np.abs(stems.sum(axis=0) - mix).max() < 1e-4
    assert told == sorted(told)
    assert len(told) > 2
    assert told[-1] == 1.0


def test_what_comes_out_does_not_depend_on_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classical, "BLOCK_S", 3.0)
    monkeypatch.setattr(classical, "OVERLAP_S", 1.0)
    mix = sum(band(7.0).values())
    results = []
    for threads in (1, 2, 3):
        monkeypatch.setattr(classical, "THREADS", threads)
        results.append(separated(mix))
    for name in STEMS:
        assert np.array_equal(results[0][name], results[1][name])
        assert np.array_equal(results[0][name], results[2][name])


@pytest.mark.parametrize("sample_rate", [8000, 11_025, 48_000])
@pytest.mark.parametrize("frames", [1, 700, 30_000])
def test_any_rate_and_any_length_are_taken(sample_rate: int, frames: int) -> None:
    mix = np.random.default_rng(0).standard_normal((frames, 2), np.float32)
    stems = np.zeros((4, frames, 2), np.float32)
    Classical().separate(mix, sample_rate, stems, lambda share: None)
    assert np.abs(stems.sum(axis=0) - mix).max() < 1e-4


def test_silence_stays_silent() -> None:
    stems = np.zeros((4, RATE, 2), np.float32)
    Classical().separate(np.zeros((RATE, 2), np.float32), RATE, stems, lambda share: None)
    assert not stems.any()
