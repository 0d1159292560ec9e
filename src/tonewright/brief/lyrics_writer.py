"""Lyrics written from the prompt, when none are given."""

from collections.abc import Sequence

import numpy as np

from tonewright.brief.hook import make_hook
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
    first, second = choose_themes(prompt, mood, rng(seed, "lyrics/theme"))
    generator = rng(seed, "lyrics/hook")
    hook = make_hook(prompt, title, generator)
    if hook is None:
        hook = first.hooks[int(generator.integers(len(first.hooks)))]
    chorus = _chorus(hook, first, rng(seed, "lyrics/chorus"))
    taken = {rhyme_sound(line) for line in chorus}
    form = _form(seconds, line_s)
    wells = {
        (theme, kind): _Well(getattr(theme, kind), rng(seed, f"lyrics/{theme.name}/{kind}"), taken)
        for theme in (first, second)
        for kind in ("scene", "turn", "bridge")
    }
    verses = 0
    blocks: list[str] = []
    for entry in form:
        kind, count = entry.split()
        if kind == "chorus":
            lines = chorus[: int(count)]
        elif kind == "verse":
            theme = first if verses == 0 else second
            other = second if verses == 0 else first
            lines = _verse(int(count), theme, other, wells)
            verses += 1
        else:
            lines = []
            while len(lines) < int(count):
                lines += wells[first, "bridge"].draw() or wells[second, "turn"].draw() or ()
        blocks.append("\n".join([f"[{_TAGS[kind]}]", *lines]))
    return "\n\n".join(blocks)


class _Well:
    """Couplets in a shuffled order, drawn once each, those with a new rhyme first."""

    def __init__(
        self, couplets: Sequence[Couplet], generator: np.random.Generator, taken: set[tuple[str, ...]]
    ):
        self._left = [couplets[int(at)] for at in generator.permutation(len(couplets))]
        self._taken = taken

    def draw(self) -> Couplet | None:
        """The next couplet, or None when all are drawn."""
        if not self._left:
            return None
        fresh = [couplet for couplet in self._left if rhyme_sound(couplet[0]) not in self._taken]
        couplet = (fresh or self._left)[0]
        self._left.remove(couplet)
        self._taken.add(rhyme_sound(couplet[0]))
        return couplet


def _verse(count: int, theme: Theme, other: Theme, wells: dict[tuple[Theme, str], _Well]) -> list[str]:
    """Scenes of one theme and turns of it or the other, by turns."""
    lines: list[str] = []
    while len(lines) < count:
        scene = wells[theme, "scene"].draw() or wells[other, "scene"].draw()
        turn = wells[theme, "turn"].draw() or wells[other, "turn"].draw()
        lines += [*(scene or ()), *(turn or ())]
    return lines[:count]


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
