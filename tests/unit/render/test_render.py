from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tonewright.errors import RenderError
from tonewright.performance.performed import Controller, Performance, PlayedNote, PlayedPart
from tonewright.render.render import render_band

MakePlayed = Callable[..., PlayedPart]
MakePerformance = Callable[..., Performance]
NOTES = tuple(PlayedNote(0.25 * beat, 0.2, 60 + beat, 80) for beat in range(6))


@pytest.fixture
def parts(make_played: MakePlayed) -> tuple[PlayedPart, ...]:
    return (
        make_played(*NOTES), make_played(*[PlayedNote(n.start_s, 0.2, 38, 90) for n in NOTES], name="kit",
        role="drums", stem="drums", instrument="house_kit"), make_played(*NOTES, name="organ",
        instrument="rock_organ", level_db=-6.0, reverb_send=0.4),
    )  # fmt: skip


def test_there_is_one_stem_per_name_in_the_order_of_the_parts(
    parts: tuple[PlayedPart, ...], make_performance: MakePerformance, tmp_path: Path
) -> None:
    keys, drums = render_band(make_performance(*parts), tmp_path, 1)
    assert (keys.name, keys.parts, keys.programs) == ("keys", ("piano", "organ"), (0, 18))
    assert (drums.name, drums.parts, drums.programs) == ("drums", ("kit",), (-1,))
    assert keys.samples.shape == drums.samples.shape == (2, 88_200)
    assert all(np.abs(stem.samples).max() > 0.05 for stem in (keys, drums))


def test_a_stem_stands_where_its_parts_together_are_meant_to(
    parts: tuple[PlayedPart, ...], make_performance: MakePerformance, tmp_path: Path
) -> None:
    keys, _ = render_band(make_performance(*parts), tmp_path, 1)
    assert keys.level_db == pytest.approx(10.0 * np.log10(1.0 + 10.0**-0.6))
    assert 0.1 < keys.reverb_send < 0.25


def test_the_samples_are_the_same_on_every_run_and_number_of_threads(
    parts: tuple[PlayedPart, ...], make_performance: MakePerformance, tmp_path: Path
) -> None:
    rendered = []
    for run, threads in enumerate((1, 1, 2)):
        folder = tmp_path / str(run)
        folder.mkdir()
        rendered.append(
            [stem.samples.tobytes() for stem in render_band(make_performance(*parts), folder, 1, threads=threads)]
        )
    assert rendered[0] == rendered[1] == rendered[2]


def test_a_closed_filter_darkens_its_own_part_alone(
    make_played: MakePlayed, make_performance: MakePerformance, tmp_path: Path
) -> None:
    def centre_hz(samples: np.ndarray) -> float:
        power = np.abs(np.fft.rfft(samples[0, :44_100])) ** 2
        return float((power * np.arange(len(power))).sum() / power.sum())

    closed = (Controller(0.0, 74, 40),)
    bright, dark = (
        render_band(make_performance(make_played(*NOTES, controllers=c)), tmp_path, 1)[0].samples.copy()
        for c in ((), closed)
    )
    assert centre_hz(dark) < 0.8 * centre_hz(bright)
    both = make_performance(make_played(*NOTES, controllers=closed), make_played(*NOTES, name="second"))
    np.testing.assert_allclose(render_band(both, tmp_path, 1)[0].samples, bright + dark, atol=1e-5)
    assert {path.name for path in tmp_path.iterdir()} == {"keys.npy"}


def test_progress_never_goes_back_and_ends_at_a_hundred(
    parts: tuple[PlayedPart, ...], make_performance: MakePerformance, tmp_path: Path
) -> None:
    told: list[int] = []
    render_band(make_performance(*parts), tmp_path, 1, report=told.append)
    assert told == sorted(told)
    assert told[-1] == 100


def test_an_unknown_instrument_is_an_error(
    make_played: MakePlayed, make_performance: MakePerformance, tmp_path: Path
) -> None:
    with pytest.raises(RenderError, match="theremin"):
        render_band(make_performance(make_played(*NOTES, instrument="theremin")), tmp_path, 1)


def test_a_missing_font_is_an_error(
    parts: tuple[PlayedPart, ...], make_performance: MakePerformance, tmp_path: Path
) -> None:
    with pytest.raises(RenderError, match="fluid-soundfont-gm"):
        render_band(make_performance(*parts), tmp_path, 1, font_path=tmp_path / "none.sf2")


def test_a_band_of_nobody_has_no_stems(make_performance: MakePerformance, tmp_path: Path) -> None:
    assert render_band(make_performance(), tmp_path, 1) == ()
