"""Every word of the lyrics is in the score, in order, once for each time it is written."""

import pytest

from tonewright.brief.reader import read_brief
from tonewright.brief.wishes import Wishes
from tonewright.composition.compose import compose

LYRICS = {
    "roles and echoes": (
        "[Verse 1 - male]\nI walk along the river (the river)\nAnd every stone I pass still knows your name\n"
        "[Verse 2 - female]\n(Oh yeah) I left the window open all night long\n"
        "[Chorus x2]\n(Both) Come home (come home)\nTo me\n"
    ),
    "no tags": (
        "hello my love\ncome to the sea\n\nstay with me now\nnever let go\n\n"
        "we are the wind\nwe are the rain\n\nstay with me now\nnever let go"
    ),
    "one line": "love is all we need tonight " * 20,
    "languages": (
        "[Verse]\n사랑해 baby\nI will love you tonight\nя тебя люблю и ты меня\n[Chorus]\n我爱你，你爱我\n桜の花が咲く"
    ),
}


@pytest.mark.parametrize("style", ["pop", "blues", "ambient"])
@pytest.mark.parametrize("name", LYRICS)
def test_every_word_is_sung_once_and_in_order(name: str, style: str) -> None:
    brief = read_brief(Wishes("song", style, "v4.8", 300.0, 3, lyrics=LYRICS[name]))
    score = compose(brief)
    shown = [vocal for vocal in score.vocals if vocal.words_shown]
    # A line for both stands in two parts.
    led = {(line.syllables[0].notes[0].start_beat, line.words) for v in shown if v.stem == "vocals" for line in v.lines}
    sung = [word for _, words in sorted(led) for word in words]
    lines = [line for section in brief.lyrics for line in section.lines]
    assert sung == [word.text for line in lines if line.singers != "backing" for word in line.words]
    echoed = {word for vocal in shown if vocal.stem != "vocals" for line in vocal.lines for word in line.words}
    assert echoed >= {word.text for line in lines if line.singers == "backing" for word in line.words}
    assert score.notes == ()


def test_a_word_of_forty_syllables_is_sung_whole() -> None:
    brief = read_brief(Wishes("song", "pop", "v4.8", 300.0, 3, lyrics="la" * 40))
    (lead,) = (vocal for vocal in compose(brief).vocals if vocal.stem == "vocals")
    assert "".join(syllable.text for line in lead.lines for syllable in line.syllables) == "la" * 40
