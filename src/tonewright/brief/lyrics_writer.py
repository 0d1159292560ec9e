"""Lyrics written from the prompt, when none are given."""

import re
from collections.abc import Sequence

import numpy as np

from tonewright.brief.hook import make_hook, subject
from tonewright.brief.lexicon import table
from tonewright.brief.mood import Mood
from tonewright.brief.prompt import Prompt
from tonewright.brief.theme import ENGLISH, Stanza, Story, Theme, choose_themes, dialogues, spoken
from tonewright.brief.writing.scansion import lines_rhyme, rhyme_of, scan
from tonewright.theory.seeds import rng

FRAME_S = 10.0
"""Seconds of a song in which nobody sings: its opening and its close."""
_TAGS = {"verse": "Verse", "prechorus": "Pre-Chorus", "chorus": "Chorus", "bridge": "Bridge"}
_ANSWERED = 0.75
"""How often a hook is answered by a line that rhymes, where there is one."""
_TRIES = 12
"""How many choices of stanzas are weighed against each other."""


def write_lyrics(
    prompt: Prompt,
    mood: Mood,
    seconds: float,
    line_s: float,
    *,
    seed: int,
    title: str | None = None,
    language: str = ENGLISH,
    duet: bool = False,
) -> str:
    """Lyrics with section tags, as many lines as fit `seconds` at `line_s` seconds a line.

    The chorus names the subject and is the same each time; every other line is sung once. The verses and the bridge
    tell a story in order: the first verse where it begins, the second what then happens, the bridge what came of it.
    Where a prompt names two themes the second verse is the other's. A title that is given is the chorus's hook.
    `language` is one of written_languages; a duet's lines stand under `[Male]`, `[Female]` and `[Both]`.
    """
    about = subject(prompt, language)
    first, second = choose_themes(prompt, mood, rng(seed, "lyrics/theme"), bool(about), language, title)
    naming = () if title else _naming(first, about)
    hook = None if naming else make_hook(prompt, title, rng(seed, "lyrics/hook"), language)
    chorus, lifts = _chorus(hook, first, naming, language, rng(seed, "lyrics/chorus"))
    told, then = _stories(first, second, language, duet, rng(seed, "lyrics/story"))
    telling = _Telling(told, then, chorus, language, rng(seed, f"lyrics/{first.name}/{second.name}"))
    blocks: list[str] = []
    for entry in _form(seconds, line_s):
        kind, lines_wanted = entry.split()
        count = int(lines_wanted)
        if kind == "chorus":
            lines = list(chorus[:count])
        elif kind == "prechorus":
            lines = list(lifts.pop(0))
        else:
            lines = telling.draw(kind, count)
        if duet:
            lines = _shared(kind, lines)
        blocks.append("\n".join([f"[{_TAGS[kind]}]", *lines]))
    return "\n\n".join(blocks)


class _Telling:
    """A story's stanzas, each told once."""

    def __init__(self, told: Story, then: Story, chorus: Stanza, language: str, generator: np.random.Generator) -> None:
        self._left = {"first": list(told.first), "second": list(then.second), "bridge": list(told.bridge)}
        self._language = language
        self._taken = {rhyme_of(line, language) for line in chorus}
        self._rng = generator
        self._verses = 0

    def draw(self, kind: str, count: int) -> list[str]:
        """The next `count` lines of a verse or the bridge, in the order of telling."""
        wells = ["bridge"] if kind == "bridge" else [("first", "second", "second")[min(self._verses, 2)]]
        self._verses += kind == "verse"
        lines: list[str] = []
        for well in dict.fromkeys((*wells, "second", "first", "bridge")):
            while self._left[well] and len(lines) < count:
                lines += self._drawn(well, count - len(lines))
        return lines[:count]

    def _drawn(self, well: str, count: int) -> list[str]:
        """Lines of the stanzas that repeat the fewest rhymes of the song so far."""
        left = self._left[well]
        size = min(max(1, count // len(left[0])), len(left))
        choices = [tuple(sorted(self._rng.permutation(len(left))[:size])) for _ in range(_TRIES)]
        best = min(choices, key=lambda chosen: self._repeated([left[at] for at in chosen]))
        stanzas = [spoken(left[at], self._rng) for at in best]
        self._left[well] = [stanza for at, stanza in enumerate(left) if at not in best]
        self._taken |= {rhyme_of(stanza[-1], self._language) for stanza in stanzas}
        return [_sentence(line) for stanza in stanzas for line in stanza]

    def _repeated(self, stanzas: Sequence[Stanza]) -> int:
        rhymes = [rhyme_of(stanza[-1], self._language) for stanza in stanzas]
        return len(rhymes) - len({*rhymes} - self._taken)


def _naming(theme: Theme, about: Sequence[str]) -> tuple[Stanza, ...]:
    """The theme's own choruses that name a subject of a single noun, such as `the sea` or `el mar`."""
    if not about or len(about) > 2:
        return ()
    noun = re.compile(rf"\b{re.escape(about[-1])}\b", re.IGNORECASE)
    return tuple(chorus for chorus in theme.choruses if noun.search(" ".join(chorus[:2])))


def _chorus(
    hook: str | None, theme: Theme, naming: tuple[Stanza, ...], language: str, generator: np.random.Generator
) -> tuple[Stanza, list[Stanza]]:
    """The chorus, and couplets that lead up to it. `naming` are those of the theme that name the subject, if any do.

    Without a hook it is one of the theme's; with one the hook stands before its last couplet with a line that rhymes
    with it, or where there is none around it.
    """
    shuffled = [theme.choruses[int(at)] for at in generator.permutation(len(theme.choruses))]
    shuffled.sort(key=lambda stanza: bool(naming) and stanza not in naming)
    chosen, *others = (tuple(_sentence(line) for line in stanza) for stanza in shuffled)
    lifts = [other[-2:] for other in others] + [chosen[-2:]]
    if hook is None:
        return chosen, lifts
    couplet = chosen[-2:]
    answers = [
        line for line in table(f"lyrics/{language}/language").get("answers", ()) if _answers(hook, line, language)
    ]
    if answers and generator.random() < _ANSWERED and rhyme_of(hook, language) != rhyme_of(couplet[0], language):
        return (hook, answers[int(generator.integers(len(answers)))], *couplet), lifts
    return (hook, *couplet, hook), lifts


def _answers(hook: str, line: str, language: str) -> bool:
    """True where the line rhymes with the hook and is about as long."""
    return lines_rhyme(hook, line, language) and abs(scan(line, language).measure - scan(hook, language).measure) <= 2


def _stories(
    first: Theme, second: Theme, language: str, duet: bool, generator: np.random.Generator
) -> tuple[Story, Story]:
    """The story that is told, and the one that the second verse goes on with."""
    if duet:
        known = dialogues(language)
        story = next((one for one in known if first.name in one.themes), known[0]).story
        return story, story
    told = first.stories[int(generator.integers(len(first.stories)))]
    if second is first:
        return told, told
    return told, second.stories[int(generator.integers(len(second.stories)))]


def _shared(kind: str, lines: Sequence[str]) -> list[str]:
    """A duet's lines under the names of who sings them: two each by turns, the chorus and what leads to it together."""
    if kind in ("chorus", "prechorus"):
        return ["[Both]", *lines]
    singers = ("[Male]", "[Female]") if kind == "verse" else ("[Female]", "[Male]")
    shared: list[str] = []
    for at in range(0, len(lines), 2):
        shared += [singers[at // 2 % 2], *lines[at : at + 2]]
    return shared


def _sentence(line: str) -> str:
    return line[:1].upper() + line[1:]


def form_lines(seconds: float, line_s: float) -> int:
    """How many lines are written for a song of that length."""
    return sum(int(entry.split()[1]) for entry in _form(seconds, line_s))


def _form(seconds: float, line_s: float) -> list[str]:
    """The largest form whose lines fit."""
    room = (seconds - min(FRAME_S, 0.2 * seconds)) / line_s
    forms = {int(lines): form for lines, form in table("forms")["forms"].items()}
    fitting = [lines for lines in forms if lines <= room] or [min(forms)]
    chosen: list[str] = forms[max(fitting)]
    return chosen
