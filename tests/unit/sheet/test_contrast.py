from pathlib import Path

import numpy as np
import pytest

from tonewright.sheet.archive import StemsArchiveReader
from tonewright.sheet.contrast import contrasts
from tonewright.sheet.rose import pitch_class_seconds
from tonewright.sheet.sound import Sound


def test_sections_are_told_apart_by_density_and_parts(archive: Path, sound: Sound) -> None:
    with StemsArchiveReader(archive) as reader:
        verse, chorus = contrasts(reader.facts.sections, reader.tracks(), sound)
    assert (verse.name, chorus.name) == ("verse", "chorus")
    # Twelve drum strokes in six seconds each; the bass begins in the verse, two lead notes in the chorus.
    assert verse.notes_per_s == pytest.approx(13 / 6)
    assert chorus.notes_per_s == pytest.approx(14 / 6)
    assert (verse.parts, chorus.parts) == (2, 2)
    assert chorus.lufs > verse.lufs


def test_pitch_classes_are_weighed_by_time_and_drums_have_none(archive: Path) -> None:
    with StemsArchiveReader(archive) as reader:
        lasting = pitch_class_seconds(reader.tracks(), ["drums", "bass", "lead"])
    assert not lasting[0].any()
    # A (9) for twelve seconds in the bass; in the lead A for four and E (4) for two.
    assert np.flatnonzero(lasting[1]).tolist() == [9]
    assert lasting[1, 9] == pytest.approx(12.0)
    assert lasting[2, [9, 4]] == pytest.approx([4.0, 2.0])
