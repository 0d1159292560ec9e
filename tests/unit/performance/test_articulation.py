import pytest

from tonewright.performance.articulation import articulation


@pytest.mark.parametrize("name", ["normal", "legato", "staccato", "accent", "ghost", "strum_down", "strum_up", "slide"])
def test_every_articulation_that_a_score_may_use_is_known(name: str) -> None:
    assert 0.0 < articulation(name).length <= 1.0


def test_an_unknown_articulation_is_an_error() -> None:
    with pytest.raises(KeyError):
        articulation("sforzatissimo")
