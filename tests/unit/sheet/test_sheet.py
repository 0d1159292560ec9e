import warnings
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

from tonewright.sheet.archive import StemsArchiveReader
from tonewright.sheet.page import SETTINGS
from tonewright.sheet.sheet import compose_sheet, draw_sheet
from tonewright.sheet.sound import Sound


@pytest.fixture(scope="module")
def figure(archive: Path, sound: Sound) -> Figure:
    with StemsArchiveReader(archive) as reader, mpl.rc_context(SETTINGS):
        return compose_sheet(reader.facts, reader.tracks(), sound, 12.0, "Lo-fi")


def axes_with(figure: Figure, text: str) -> Axes:
    """The picture in which a text stands."""
    return next(axes for axes in figure.axes if text in {one.get_text() for one in axes.texts})


def place_of(figure: Figure, text: str) -> float:
    """Where a text stands along the x axis of its picture."""
    return next(one.get_position()[0] for axes in figure.axes for one in axes.texts if one.get_text() == text)


def test_title_and_facts_stand_on_the_page(figure: Figure) -> None:
    texts = {text.get_text() for text in figure.texts}
    assert {"Große Stille 東京 $x_1$", "Lo-fi", "120", "A minor", "4/4", "0:12", "7"} <= texts


def test_sections_and_chords_stand_at_their_times(figure: Figure) -> None:
    assert 0.0 <= place_of(figure, " verse") < 0.1
    assert 6.0 <= place_of(figure, " chorus") < 6.1
    # In the middle of their tiles: 0…6, 6…9 and 9…12 s.
    assert [place_of(figure, text) for text in ("Am7", "N.C.", "E7/G♯")] == [3.0, 7.5, 10.5]


def test_notes_are_drawn_from_start_to_end_at_their_pitch_and_loud_ones_stronger(figure: Figure) -> None:
    roll = axes_with(figure, "flute $x$")
    # Lanes are drawn from the bottom: drums, bass, lead.
    lead = roll.collections[2]
    low, high = (path.get_extents() for path in lead.get_paths())
    assert (low.x0, low.x1) == (6.0, 10.0)
    assert (high.x0, high.x1) == (10.0, 12.0)
    # From A4 to E5 are seven semitones.
    assert (high.y0 + high.y1) / 2 - (low.y0 + low.y1) / 2 == pytest.approx(7.0)
    strengths = lead.get_facecolor()[:, 3]
    assert strengths[0] < strengths[1] == 1.0


def test_drums_have_a_lane_with_a_row_for_every_kind(figure: Figure) -> None:
    roll = axes_with(figure, "kick")
    assert "snare" in {text.get_text() for text in roll.texts}
    strokes = [path.get_extents() for path in roll.collections[0].get_paths()]
    assert len(strokes) == 24
    assert strokes[1].x0 == pytest.approx(0.5)
    assert strokes[1].y0 > strokes[0].y1


def test_the_silent_stem_is_called_silent(figure: Figure) -> None:
    levels = axes_with(figure, "silent")
    named = [text.get_text() for text in levels.texts]
    assert named[named.index("drums") + 1] == "silent"


def test_a_sheet_is_the_same_bytes_every_time_and_bears_no_date(archive: Path, tmp_path: Path) -> None:
    once = draw_sheet(archive, tmp_path / "once", svg=True)
    again = draw_sheet(archive, tmp_path / "again", svg=True)
    assert [path.name for path in once] == ["stems.png", "stems.svg"]
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in again]
    with Image.open(once[0]) as image:
        assert image.size == (2481, 1753)
    drawing = ElementTree.parse(once[1]).getroot()
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert "date" not in once[1].read_text("utf-8").lower()


def test_drawing_leaves_the_settings_of_others_alone(archive: Path, tmp_path: Path) -> None:
    before = dict(mpl.rcParams)
    with warnings.catch_warnings(record=True) as said:
        draw_sheet(archive, tmp_path)
    assert dict(mpl.rcParams) == before
    assert not said
