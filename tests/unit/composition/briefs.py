"""Briefs built by hand for the tests of this room."""

from dataclasses import replace
from typing import Any

from tonewright.brief.brief import Brief, LyricLine, LyricSection, LyricSyllable, LyricWord, Wish
from tonewright.theory.key import parse_tonality
from tonewright.theory.meter import METERS
from tonewright.theory.progression import parse_progression

FEMALE = "elinmarlowemezzo01"
MALE = "jonasreedbaritone01"


def brief(
    style: str = "pop",
    seed: int = 1,
    bpm: float | None = None,
    tonality: str | None = None,
    meter: str = "4/4",
    chords: str | None = None,
    seconds: float | None = None,
    lyrics: str | None = None,
    voice: str = FEMALE,
    **more: Any,
) -> Brief:
    """A brief with everything else left to the style; `lyrics` (tags in brackets) makes it a song."""
    sections = () if lyrics is None else lyric_sections(lyrics)
    made = Brief(
        kind="instrumental" if lyrics is None else "song",
        prompt="",
        title=Wish("Test piece", "default"),
        style=Wish(style, "parameter"),
        moods=(),
        scenes=(),
        valence=0.1,
        energy=0.5,
        tempo_bpm=Wish(bpm, "parameter" if bpm else "default"),
        key=Wish(parse_tonality(tonality) if tonality else None, "parameter" if tonality else "default"),
        mode=Wish(None, "default"),
        meter=Wish(METERS[meter], "parameter"),
        chords=Wish(parse_progression(chords) if chords else None, "parameter" if chords else "default"),
        duration_s=Wish(seconds, "parameter" if seconds else "default"),
        maximum_s=300.0,
        wanted=(),
        unwanted=(),
        language=Wish("en", "default"),
        voice=Wish(voice, "default"),
        lyrics=sections,
        lyrics_text=lyrics or "",
        seed=seed,
        model="v4.8",
    )
    return replace(made, **more)


def lyric_sections(text: str) -> tuple[LyricSection, ...]:
    """Lyrics with a tag line such as `[chorus]` before each section; syllables are parted by `-`.

    A syllable with an apostrophe before it is stressed: `'eve-ning`; a word of one syllable is stressed if it
    has four letters or more.
    """
    sections: list[LyricSection] = []
    for block in text.strip().split("["):
        if not block.strip():
            continue
        kind, _, body = block.partition("]")
        lines = tuple(_line(row.strip()) for row in body.splitlines() if row.strip())
        sections.append(LyricSection(kind, f"[{kind}]", lines))
    return tuple(sections)


def _line(row: str) -> LyricLine:
    words = []
    for written in row.split():
        pieces = written.split("-")
        syllables = tuple(
            LyricSyllable(p.replace("'", ""), int(p.startswith("'") or (len(pieces) == 1 and len(p) > 3)))
            for p in pieces
        )
        words.append(LyricWord(written.replace("-", "").replace("'", ""), syllables))
    return LyricLine(" ".join(w.text for w in words), tuple(words))
