import numpy as np
from signals import RATE, stereo, struck, sung

from tonewright.separation.evidence import gather
from tonewright.separation.features import Features
from tonewright.separation.spectrum import Frames

FRAMES = Frames(RATE)


def features_of(samples):
    spectra = tuple(FRAMES.analyse(np.ascontiguousarray(channel)) for channel in samples.T)
    return Features(gather(spectra, FRAMES)), spectra[0].shape


def test_features_do_not_depend_on_how_loud_the_recording_is() -> None:
    hiss = np.random.default_rng(0).standard_normal((3 * RATE, 2)).astype(np.float32) * np.float32(1e-3)
    samples = stereo(sung(3.0) + struck(3.0)) + hiss
    whole, (frames, _) = features_of(samples)
    soft, _ = features_of(samples * np.float32(0.01))
    assert np.allclose(whole.rows(0, frames), soft.rows(0, frames), atol=1e-2)


def test_some_rows_are_those_of_all_and_every_one_is_a_number_of_moderate_size() -> None:
    whole, (frames, bins) = features_of(stereo(sung(3.0)))
    table = whole.rows(0, frames)
    assert len(table) == frames * bins
    assert np.array_equal(whole.rows(10, 13), table[10 * bins : 13 * bins])
    assert np.isfinite(table).all()
    assert np.abs(table).max() < 10


def test_silence_has_features_too() -> None:
    whole, (frames, _) = features_of(np.zeros((RATE, 2), np.float32))
    assert np.isfinite(whole.rows(0, frames)).all()
