"""Reading wishes into a Brief: parameters win over the prompt, the prompt over defaults."""

from dataclasses import replace
from typing import Literal

from tonewright.brief.brief import Brief, LyricSection, Wish
from tonewright.brief.checks import parse_chords
from tonewright.brief.home_meter import home_meter
from tonewright.brief.instruments import read_instruments
from tonewright.brief.language import read_language
from tonewright.brief.length import SHORTEST_S, read_length
from tonewright.brief.lyrics_reader import read_lyrics
from tonewright.brief.lyrics_writer import write_lyrics
from tonewright.brief.meter import read_meter
from tonewright.brief.mood import NEUTRAL_ENERGY, Mood, read_mood
from tonewright.brief.prompt import Prompt, clean
from tonewright.brief.singer import read_voice
from tonewright.brief.style import read_style
from tonewright.brief.tempo import FASTEST_BPM, SLOWEST_BPM, read_tempo
from tonewright.brief.title import given_title, read_title
from tonewright.brief.tonality import read_chords, read_key
from tonewright.brief.wishes import Wishes
from tonewright.errors import InvalidParameter, TheoryError
from tonewright.styles.packs import pack
from tonewright.theory.key import Key, parse_tonality
from tonewright.theory.meter import METERS, Meter
from tonewright.theory.progression import ProgressionBar

INSTRUMENTAL_S = 120.0
"""How long an instrumental is without a wish."""
WRITTEN_SONG_S = 150.0
"""How long a song is for which lyrics are written, without a wish."""
LYRICS_WEIGHT = 0.6
"""How far the lyrics' mood counts where the prompt tells none."""
_LINE_BEATS = 8.0
_SHORTEST_LINE_S, _LONGEST_LINE_S = 3.2, 6.0
_USUAL_BPM = 100.0


def read_brief(wishes: Wishes) -> Brief:
    """What is wanted, every field with where it came from.

    Any prompt can be read. Raises InvalidParameter for a parameter that cannot be met: a kind, tonality,
    progression, time signature or language that is unknown, or lyrics without a word to sing.
    """
    kind = _kind(wishes.kind)
    prompt = Prompt(clean(wishes.prompt))
    mood = read_mood(prompt)
    style = read_style(prompt, mood.valence, mood.energy, _tells_style(kind, mood))
    wanted, unwanted = read_instruments(prompt)
    key, mode = _key(wishes, prompt)
    duration = _duration(wishes, kind, prompt)
    tempo = _tempo(wishes, prompt, style.value)
    language = read_language(wishes.language, kind, prompt)
    lyrics_text = ""
    lyrics: tuple[LyricSection, ...] = ()
    if kind == "song":
        lyrics_text = clean(wishes.lyrics or "")
        if not lyrics_text:
            lyrics_text = _written_lyrics(wishes, prompt, mood, duration.value, tempo.value)
        lyrics = read_lyrics(lyrics_text)
        mood = _coloured(mood, lyrics_text)
    return Brief(
        kind=kind,
        prompt=prompt.text,
        title=read_title(wishes.title, prompt, lyrics, _plain_title(mood, style.value).strip()),
        style=style,
        moods=mood.moods,
        scenes=mood.scenes,
        valence=mood.valence,
        energy=mood.energy,
        tempo_bpm=tempo,
        key=key,
        mode=mode,
        meter=_meter(wishes, prompt, style.value),
        chords=_chords(wishes, prompt),
        duration_s=duration,
        maximum_s=wishes.maximum_s,
        wanted=wanted,
        unwanted=unwanted,
        language=language,
        voice=_voice(wishes, kind, prompt),
        lyrics=lyrics,
        lyrics_text=lyrics_text,
        seed=wishes.seed,
        model=wishes.model,
    )


def _kind(kind: str) -> Literal["song", "instrumental"]:
    if kind == "song":
        return "song"
    if kind == "instrumental":
        return "instrumental"
    raise InvalidParameter("kind", kind, "song or instrumental")


def _tells_style(kind: str, mood: Mood) -> bool:
    """True where the mood may choose the style; a song's scenes are its story, an instrumental's its use."""
    return bool(mood.moods or (mood.scenes and kind == "instrumental"))


def _coloured(mood: Mood, lyrics_text: str) -> Mood:
    """The mood; where the prompt tells none, valence and energy lean to the words of the lyrics."""
    if mood.moods or mood.scenes:
        return mood
    sung = read_mood(Prompt(lyrics_text))
    lean = LYRICS_WEIGHT
    energy = NEUTRAL_ENERGY + lean * (sung.energy - NEUTRAL_ENERGY)
    return replace(mood, valence=round(lean * sung.valence, 3), energy=round(energy, 3))


def _key(wishes: Wishes, prompt: Prompt) -> tuple[Wish[Key | None], Wish[str | None]]:
    if wishes.tonality is None:
        return read_key(prompt)
    try:
        key = parse_tonality(wishes.tonality)
    except TheoryError as cause:
        raise InvalidParameter("tonality", wishes.tonality, "a key such as C:major or F#:minor") from cause
    return Wish(key, "parameter"), Wish("minor" if key.is_minor else "major", "parameter")


def _tempo(wishes: Wishes, prompt: Prompt, style: str) -> Wish[float | None]:
    if wishes.bpm is None:
        return read_tempo(prompt, style)
    if not SLOWEST_BPM <= wishes.bpm <= FASTEST_BPM:
        raise InvalidParameter("bpm", wishes.bpm, f"a number from {SLOWEST_BPM:g} to {FASTEST_BPM:g}")
    return Wish(float(wishes.bpm), "parameter")


def _meter(wishes: Wishes, prompt: Prompt, style: str) -> Wish[Meter]:
    if wishes.time_signature is None:
        read = read_meter(prompt)
        return read if read.source != "default" else Wish(home_meter(style, wishes.seed), "default")
    if wishes.time_signature not in METERS:
        raise InvalidParameter("time_signature", wishes.time_signature, ", ".join(METERS))
    return Wish(METERS[wishes.time_signature], "parameter")


def _chords(wishes: Wishes, prompt: Prompt) -> Wish[tuple[ProgressionBar, ...] | None]:
    if wishes.chords is None:
        return read_chords(prompt)
    return Wish(parse_chords(wishes.chords), "parameter")


def _duration(wishes: Wishes, kind: str, prompt: Prompt) -> Wish[float | None]:
    if wishes.duration_s is not None:
        return Wish(min(max(float(wishes.duration_s), SHORTEST_S), wishes.maximum_s), "parameter")
    read = read_length(prompt, wishes.maximum_s)
    if read.value is None and kind == "instrumental":
        return Wish(min(INSTRUMENTAL_S, wishes.maximum_s), "default")
    return read


def _voice(wishes: Wishes, kind: str, prompt: Prompt) -> Wish[str]:
    if kind == "instrumental":
        return Wish("", "default")
    return Wish(wishes.voice, "parameter") if wishes.voice else read_voice(prompt, wishes.seed)


def _written_lyrics(wishes: Wishes, prompt: Prompt, mood: Mood, duration_s: float | None, bpm: float | None) -> str:
    """Lyrics for the length wished for, a line in about two bars."""
    seconds = duration_s or min(WRITTEN_SONG_S, wishes.maximum_s)
    line_s = min(max(_LINE_BEATS * 60.0 / (bpm or _USUAL_BPM), _SHORTEST_LINE_S), _LONGEST_LINE_S)
    title = given_title(wishes.title, prompt)
    return write_lyrics(prompt, mood, seconds, line_s, seed=wishes.seed, title=title.value if title else None)


def _plain_title(mood: Mood, style: str) -> str:
    return " ".join([*mood.moods[:1], *mood.scenes[:1]]).title() + f" {pack(style)['title']}"
