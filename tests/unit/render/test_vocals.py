import numpy as np
import pytest

from tonewright.performance.performed import Performance, SungPart
from tonewright.render import vocals
from tonewright.render.stems import SAMPLE_RATE


@pytest.fixture
def rendered(tmp_path, monkeypatch):
    """Renders parts whose voice is a constant of 1."""
    monkeypatch.setattr(vocals, "sing", lambda part, seconds, seed, told: np.ones(SAMPLE_RATE, np.float32))

    def render(*parts):
        stems, _ = vocals.render_vocals(Performance(1.0, 100.0, "4/4", (), (), (), parts), tmp_path, 1)
        return {stem.name: stem for stem in stems}

    return render


def part(name, stem, level_db, pan):
    return SungPart(name, stem, "jonasreedbaritone01", (), level_db, pan, 0.2)


def test_voices_of_one_stem_keep_their_levels_beside_each_other(rendered):
    stems = rendered(part("above", "backing_vocals", -2.0, 1.0), part("oohs", "backing_vocals", -8.0, -1.0))
    left, right = stems["backing_vocals"].samples[:, 100]
    assert 20 * np.log10(right / left) == pytest.approx(6.0, abs=0.01)
    assert stems["backing_vocals"].level_db == -2.0


def test_a_voice_in_the_middle_is_as_loud_on_both_sides(rendered):
    left, right = rendered(part("lead", "vocals", -1.0, 0.0))["vocals"].samples[:, 100]
    assert left == pytest.approx(1.0) and right == pytest.approx(1.0)
