import pytest

from tonewright.brief.passages import passages_in
from tonewright.brief.prompt import Prompt


@pytest.mark.parametrize(
    ("text", "section", "preposition"),
    [
        ("in the bridge", "bridge", "at"),
        ("during the last chorus", "last chorus", "at"),
        ("in the second verse", "verse 2", "at"),
        ("in verse 2", "verse 2", "at"),
        ("before the final drop", "last drop", "until"),
        ("until the chorus", "chorus", "until"),
        ("after the first chorus", "chorus 1", "from"),
        ("at the very end", "outro", "at"),
        ("a piano intro", "intro", ""),
        ("at the start", "intro", "at"),
    ],
)
def test_a_section_is_found_with_its_preposition(text: str, section: str, preposition: str) -> None:
    (passage,) = passages_in(Prompt(text))
    assert (passage.section, passage.preposition) == (section, preposition)


@pytest.mark.parametrize("text", ["start with drums", "the strings build", "a tale that ends", "music"])
def test_what_names_no_section_is_passed_over(text: str) -> None:
    assert passages_in(Prompt(text)) == ()
