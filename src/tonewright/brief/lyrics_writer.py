"""Lyrics written from the prompt, when none are given."""

from collections.abc import Sequence

import numpy as np

from tonewright.brief.hook import make_hook, subject
from tonewright.brief.lexicon import table
from tonewright.brief.lyric_line import sung_words
from tonewright.brief.mood import Mood
from tonewright.brief.prompt import Prompt
from tonewright.brief.rhyme import rhyme_sound, rhymes
from tonewright.brief.theme import Couplet, Theme, choose_themes
from tonewright.speech.syllables import syllabify_line
from tonewright.theory.seeds import rng

FRAME_S = 10.0
"""Seconds of a song in which nobody sings: its opening and its close."""
_TAGS = {"verse": "Verse", "prechorus": "Pre-Chorus", "chorus": "Chorus", "bridge": "Bridge"}


def write_lyrics(
    prompt: Prompt, mood: Mood, seconds: float, line_s: float, *, seed: int, title: str | None = None
) -> str:
    """English lyrics with section tags, as many lines as fit `seconds` at `line_s` seconds a line.

    The chorus names the subject and is the same each time; every other line is sung once. Verses open
    with scenes of the first theme, later ones of the second, and rhyme in couplets; no couplet takes a
    rhyme that another has while there is choice.
    """
    first, second = choose_themes(prompt, mood, rng(seed, "lyrics/theme"), bool(subject(prompt)))
    generator = rng(seed, "lyrics/hook")
    hook = make_hook(prompt, title, generator)
    if hook is None:
        hook = first.hooks[int(generator.integers(len(first.hooks)))]
    chorus = _chorus(hook, first, rng(seed, "lyrics/chorus"))
    wells = _Wells((first, second), seed, {rhyme_sound(line) for line in chorus})
    verses = 0
    blocks: list[str] = []
    for entry in _form(seconds, line_s):
        kind, lines_wanted = entry.split()
        count = int(lines_wanted)
        if kind == "chorus":
            lines = chorus if count >= len(chorus) else [hook] * count
        elif kind == "verse":
            theme, other = (first, second) if verses == 0 else (second, first)
            lines = wells.draw(count, [(theme, "scene"), (theme, "turn")], [(other, "scene"), (other, "turn")])
            verses += 1
        else:
            lines = wells.draw(count, [(first, "bridge")], [(second, "bridge"), (second, "turn")])
        blocks.append("\n".join([f"[{_TAGS[kind]}]", *lines]))
    return "\n\n".join(blocks)


_Source = tuple[Theme, str]


class _Wells:
    """The couplets of some themes, each kind in a shuffled order and drawn once."""

    def __init__(self, themes: Sequence[Theme], seed: int, taken: set[tuple[str, ...]]):
        self._taken = taken
        self._left: dict[_Source, list[Couplet]] = {}
        for theme in themes:
            for kind in ("scene", "turn", "bridge"):
                couplets: tuple[Couplet, ...] = getattr(theme, kind)
                order = rng(seed, f"lyrics/{theme.name}/{kind}").permutation(len(couplets))
                self._left[theme, kind] = [couplets[int(at)] for at in order]

    def draw(self, count: int, first: Sequence[_Source], then: Sequence[_Source]) -> list[str]:
        """`count` lines in couplets from `first` by turns, where those are empty from `then` or others."""
        lines: list[str] = []
        turn = 0
        while len(lines) < count:
            wished = first[turn % len(first)]
            couplet = self._next([wished, *then, *self._left])
            if couplet is None:
                break
            lines += couplet
            turn += 1
        return lines[:count]

    def _next(self, sources: Sequence[_Source]) -> Couplet | None:
        """A couplet of the first source that has one, with a new rhyme if there is such."""
        left = next((self._left[source] for source in sources if self._left[source]), None)
        if left is None:
            return None
        fresh = [couplet for couplet in left if rhyme_sound(couplet[0]) not in self._taken]
        couplet = (fresh or left)[0]
        left.remove(couplet)
        self._taken.add(rhyme_sound(couplet[0]))
        return couplet


def _chorus(hook: str, theme: Theme, generator: np.random.Generator) -> list[str]:
    """Four lines: the hook and a line that rhymes with it, or the hook twice, around or after a couplet."""
    couplet = theme.chorus[int(generator.integers(len(theme.chorus)))]
    answers = [
        line
        for line in table("hooks")["answers"]
        if rhymes(hook, line) and abs(_size(line) - _size(hook)) <= 2 and not _shares_word(hook, line)
    ]
    if answers and generator.random() < 0.5 and rhyme_sound(hook) != rhyme_sound(couplet[0]):
        return [hook, answers[int(generator.integers(len(answers)))], *couplet]
    return [hook, *couplet, hook] if generator.random() < 0.6 else [*couplet, hook, hook]


def _shares_word(first: str, second: str) -> bool:
    """True where the last words are the same, which is no rhyme."""
    return sung_words(first)[-1].lower() == sung_words(second)[-1].lower()


def _form(seconds: float, line_s: float) -> list[str]:
    """The largest form whose lines fit."""
    room = (seconds - min(FRAME_S, 0.2 * seconds)) / line_s
    forms = {int(lines): form for lines, form in table("hooks")["forms"].items()}
    fitting = [lines for lines in forms if lines <= room] or [min(forms)]
    chosen: list[str] = forms[max(fitting)]
    return chosen


def _size(text: str) -> int:
    return sum(len(syllables) for syllables in syllabify_line(sung_words(text)))
