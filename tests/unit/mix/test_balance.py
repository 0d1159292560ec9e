from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pyloudnorm
import pytest
from scipy.signal import butter, sosfilt

from tonewright.mix.balance import balance
from tonewright.render.stems import SAMPLE_RATE, Stem, open_track

MakeStem = Callable[..., Stem]


def lufs(stem: Stem) -> float:
    return float(pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(stem.samples.T))


def copies(stems: list[Stem], scale: float = 1.0) -> list[Stem]:
    return [
        Stem(
            s.name,
            s.samples * np.float32(scale),
            s.parts,
            s.programs,
            s.reverb_send,
            s.delay_send,
            s.level_db,
        )
        for s in stems
    ]


def test_stems_stand_to_one_another_as_their_levels_ask(band: list[Stem]) -> None:
    drums, bass, keys, lead = balance(band, "", 120.0)
    # The tone of the whole moves them by a few decibels at most.
    assert lufs(drums) - lufs(keys) == pytest.approx(5.0, abs=4.0)
    assert lufs(lead) - lufs(keys) == pytest.approx(2.5, abs=3.0)
    assert lufs(bass) < lufs(drums)


def test_how_loud_a_stem_was_rendered_does_not_matter(band: list[Stem]) -> None:
    quiet = balance(copies(band, 0.1), "pop", 120.0)
    loud = balance(copies(band, 1.0), "pop", 120.0)
    for one, other in zip(quiet, loud, strict=True):
        np.testing.assert_allclose(one.samples, other.samples, atol=2e-4)


def test_the_samples_do_not_depend_on_threads(band: list[Stem]) -> None:
    alone, together = balance(copies(band), "pop", 120.0), balance(copies(band), "pop", 120.0, threads=2)
    for one, other in zip(alone, together, strict=True):
        np.testing.assert_array_equal(one.samples, other.samples)


def test_lows_are_mono(make_stem: MakeStem) -> None:
    apart = 0.1 * np.random.default_rng(5).standard_normal((2, 4 * SAMPLE_RATE))
    (bass,) = balance([make_stem("bass", apart)], "pop", 120.0)
    middle, side = (np.abs(np.fft.rfft(one)) for one in (bass.samples.sum(axis=0), bass.samples[0] - bass.samples[1]))
    below = slice(4 * 30, 4 * 80)
    assert side[below].sum() < 0.25 * middle[below].sum()


def test_the_kick_ducks_the_bass_of_house(band: list[Stem]) -> None:
    _, bass, _, _ = balance(band, "deep_house", 120.0)
    beats = np.abs(bass.samples[0, : 15 * 22_050]).reshape(15, 22_050)[2:]
    assert beats[:, 1500:4500].max() < 0.75 * beats[:, 17_000:21_000].max()


def test_a_voice_gets_room_and_its_place(band: list[Stem], make_stem: MakeStem) -> None:
    seconds = np.arange(8 * SAMPLE_RATE) / SAMPLE_RATE
    voice = sum(np.sin(2.0 * np.pi * 330.0 * h * seconds) / h for h in range(1, 12)) * 0.02 * (seconds % 4 < 2.5)
    without = balance(copies(band), "pop", 120.0)
    vocals, *others = balance([make_stem("vocals", voice, 0.0, 0.2), *copies(band)], "pop", 120.0)
    assert lufs(vocals) > max(lufs(stem) for stem in others) - 6.0
    assert len(others) == len(without)


@pytest.mark.parametrize("hats", [0.0, 3.0])
def test_a_voice_stands_in_its_place_after_the_tone_of_the_whole_was_drawn(
    band: list[Stem], make_stem: MakeStem, hats: float
) -> None:
    seconds = np.arange(8 * SAMPLE_RATE) / SAMPLE_RATE
    sings = seconds % 4.0 < 2.5
    voice = sum(np.sin(2.0 * np.pi * 330.0 * h * seconds) / h for h in range(1, 12)) * sings
    # A band that is far too bright or not: the voice's place must not depend on what is done about it.
    hiss = hats * np.random.default_rng(8).standard_normal((2, len(seconds)))
    vocals, *others = balance([make_stem("vocals", voice, 0.0, 0.0), *band[1:], make_stem("fx", hiss)], "", 120.0)
    sections = butter(4, [300.0, 4000.0], "bandpass", fs=SAMPLE_RATE, output="sos")
    sung, played = (
        np.square(sosfilt(sections, samples, axis=1)[:, sings]).mean()
        for samples in (vocals.samples, sum(stem.samples for stem in others))
    )
    assert 10.0 * np.log10(sung / played) == pytest.approx(2.0, abs=1.0)


def test_silent_stems_and_no_stems_are_taken(make_stem: MakeStem) -> None:
    assert balance([], "pop", 120.0) == ()
    (silent,) = balance([make_stem("keys", np.zeros(SAMPLE_RATE))], "pop", 120.0)
    assert not silent.samples.any()


def test_every_kind_of_stem_survives_every_style(make_stem: MakeStem) -> None:
    noise = 0.1 * np.random.default_rng(2).standard_normal(2 * SAMPLE_RATE)
    names = (
        "drums",
        "bass",
        "keys",
        "guitar",
        "strings",
        "pads",
        "lead",
        "winds",
        "brass",
        "percussion",
        "fx",
    )
    for style in ("pop", "lofi", "cinematic", "deep_house", "zydeco"):
        for stem in balance([make_stem(name, noise, 0.0, 0.2) for name in names], style, 100.0):
            assert np.isfinite(stem.samples).all()


def test_a_mix_holds_none_of_its_mapped_stems_in_memory(band: list[Stem], tmp_path: Path) -> None:
    stems = []
    for stem in (*band, replace(band[3], name="vocals")):
        track = open_track(tmp_path / f"{stem.name}.npy", stem.samples.shape[1])
        track[:] = stem.samples
        stems.append(replace(stem, samples=track))
    balance(stems, "pop", 120.0, threads=2)
    held = {Path(mapped.path).stem: mapped.rss for mapped in psutil.Process().memory_maps()}
    assert {stem.name: held[stem.name] for stem in stems} == {stem.name: 0 for stem in stems}
