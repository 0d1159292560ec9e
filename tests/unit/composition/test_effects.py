import pytest
from briefs import brief

from tonewright.composition.compose import plan
from tonewright.composition.effects import play_effects


@pytest.mark.parametrize("name", ["vinyl_noise", "wind_noise", "rain_noise", "sea_noise"])
def test_a_bed_lies_under_the_whole_file(name: str) -> None:
    piece, _ = plan(brief("ambient", 1, seconds=77.0))
    (note,) = play_effects(piece, name)
    assert note.start_beat == 0.0
    assert note.end_beat * 60.0 / piece.tempo_bpm == pytest.approx(77.0)


def test_a_riser_ends_where_the_lift_begins() -> None:
    piece, _ = plan(brief("pop", 1, seconds=150.0))
    starts = {section.start_bar * 4.0 for section in piece.sections if section.intensity >= 0.6}
    risers = play_effects(piece, "noise_riser")
    assert risers
    assert {note.end_beat for note in risers} <= starts
