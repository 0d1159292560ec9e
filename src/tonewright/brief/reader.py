"""Reading wishes into a Brief: parameters win over the prompt, the prompt over defaults."""

from dataclasses import replace
from typing import Literal, TypeVar

from tonewright.brief.blend import blend_of, read_lendings
from tonewright.brief.brief import Blend, Brief, LyricSection, PartWish, Wish
from tonewright.brief.casting import choose_singers
from tonewright.brief.checks import parse_chords
from tonewright.brief.contradictions import contradictions
from tonewright.brief.course import read_course
from tonewright.brief.era import era_blend, era_entry, read_era
from tonewright.brief.home_meter import home_meter
from tonewright.brief.instruments import read_instruments, unwanted_beside
from tonewright.brief.language import read_language
from tonewright.brief.length import SHORTEST_S, read_length
from tonewright.brief.lyrics_reader import read_lyrics, sung_text, tag_words
from tonewright.brief.meter import read_meter
from tonewright.brief.model_reading import NOTHING_READ, ModelReading
from tonewright.brief.mood import NEUTRAL_ENERGY, Mood, mood_of, read_mood
from tonewright.brief.parts import read_parts
from tonewright.brief.prompt import Prompt, clean
from tonewright.brief.scene import Leanings, read_leanings
from tonewright.brief.style import read_style
from tonewright.brief.tempo import FASTEST_BPM, SLOWEST_BPM, read_tempo, word_bpm
from tonewright.brief.title import given_title, read_title
from tonewright.brief.tonality import read_chords, read_key
from tonewright.brief.wishes import Wishes
from tonewright.brief.writing.choice import lyrics_language
from tonewright.brief.writing.lyrics_model import LyricsModel
from tonewright.brief.writing.lyrics_wish import LyricsWish, lyrics_for
from tonewright.errors import InvalidParameter, TheoryError
from tonewright.styles.packs import pack
from tonewright.theory.key import Key, parse_tonality
from tonewright.theory.meter import METERS, Meter
from tonewright.theory.progression import ProgressionBar

T = TypeVar("T")

INSTRUMENTAL_S = 120.0
"""How long an instrumental is without a wish."""
WRITTEN_SONG_S = 150.0
"""How long a song is for which lyrics are written, without a wish."""
LYRICS_WEIGHT = 0.6
"""How far the lyrics' mood counts where the prompt tells none."""
_LINE_BEATS = 8.0
_SHORTEST_LINE_S, _LONGEST_LINE_S = 3.2, 6.0
_USUAL_BPM = 100.0
_NOBODY = Wish("", "default")
_BRIGHT, _DARK = 0.15, -0.15
"""Moods beyond these say themselves whether a piece is major or minor; scenes then do not."""


def read_brief(wishes: Wishes, told: ModelReading = NOTHING_READ, writer: LyricsModel | None = None) -> Brief:
    """What is wanted, every field with where it came from.

    Any prompt can be read. `told` is what a language model read in it; its fields go before our own reading.
    `writer` is the language model that writes lyrics where none are given, also in languages in which we cannot.

    Raises InvalidParameter for a parameter that cannot be met: a kind, tonality, progression, time signature or
    language that is unknown, a language in which nobody here can write, or lyrics without a word to sing.
    """
    kind = _kind(wishes.kind)
    prompt = Prompt(clean(wishes.prompt))
    read = read_mood(prompt)
    moods = read.moods if told.moods is None else told.moods
    scenes = read.scenes if told.scenes is None else told.scenes
    mood = mood_of(moods, scenes)
    era = told.era or read_era(prompt)
    leanings = read_leanings(prompt, kind == "song", era_entry(era))
    lendings = read_lendings(prompt)
    lent = {one.match.first for one in lendings}
    has_mood = _tells_style(kind, mood)
    parts = read_parts(prompt) if told.parts is None else told.parts
    wanted, unwanted = _instruments(prompt, parts, told)
    style = read_style(prompt, mood.valence, mood.energy, has_mood, leanings.styles, lent, wanted)
    style = _told(told.style, style)
    duration = _duration(wishes, kind, prompt, told)
    tempo = _tempo(wishes, prompt, style.value, leanings, mood, told)
    key, mode = _key(wishes, prompt, leanings, mood, told)
    written_title = ""
    lyrics: tuple[LyricSection, ...] = ()
    lyrics_text = clean(wishes.lyrics or "") if kind == "song" else ""
    language = read_language(wishes.language, kind, prompt, sung_text(lyrics_text))
    voice, second_voice = _NOBODY, _NOBODY
    if kind == "song":
        if not lyrics_text:
            language = lyrics_language(language, prompt)
            written = lyrics_for(
                _lyrics_wish(wishes, prompt, mood, duration.value, tempo.value, language.value), writer
            )
            lyrics_text, written_title = written.lyrics, written.title
        singers = choose_singers(wishes.voice, told.singer, prompt, lyrics_text, wishes.seed)
        voice, second_voice = singers.voice, singers.second
        lyrics = read_lyrics(lyrics_text, language.value, singers.cast, mixed=language.source == "lyrics")
        mood = _coloured(mood, lyrics_text)
    brief = Brief(
        kind=kind,
        prompt=prompt.text,
        title=_title(wishes, prompt, lyrics, written_title, _plain_title(mood, style.value).strip(), language.value),
        style=style,
        moods=mood.moods,
        scenes=mood.scenes,
        valence=mood.valence,
        energy=mood.energy,
        tempo_bpm=tempo,
        key=key,
        mode=mode,
        meter=_meter(wishes, prompt, style.value, told),
        chords=_chords(wishes, prompt, told),
        duration_s=duration,
        maximum_s=wishes.maximum_s,
        wanted=wanted,
        unwanted=unwanted,
        language=language,
        voice=voice,
        second_voice=second_voice,
        lyrics=lyrics,
        lyrics_text=lyrics_text,
        seed=wishes.seed,
        model=wishes.model,
        blend=_blend(told.blend or blend_of(lendings, style.value), era, style.value),
        parts=parts,
        course=read_course(prompt) if told.course is None else told.course,
        era=era,
        suggested=tuple(
            name
            for name in dict.fromkeys((*_named_in_tags(lyrics_text), *leanings.instruments))
            if name not in (*wanted, *unwanted)
        ),
        from_model=tuple(field for field in _UNSOURCED if getattr(told, field) is not None),
    )
    return replace(brief, resolved=contradictions(prompt, wishes, brief))


_UNSOURCED = ("blend", "era", "moods", "scenes", "wanted", "unwanted", "parts", "course")


def _told(value: T | None, read: Wish[T]) -> Wish[T]:
    """What the model told, else what was read here."""
    return read if value is None else Wish(value, "model")


def _instruments(
    prompt: Prompt, parts: tuple[PartWish, ...], told: ModelReading
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The wanted and the unwanted; a technique wants the instrument that it belongs to."""
    read, barred = read_instruments(prompt)
    wanted = read if told.wanted is None else told.wanted
    unwanted = barred if told.unwanted is None else told.unwanted
    played = (part.instrument for part in parts if part.technique and part.instrument not in unwanted)
    wanted = tuple(dict.fromkeys((*wanted, *played)))
    return wanted, unwanted_beside(wanted, list(unwanted))


def _named_in_tags(lyrics_text: str) -> tuple[str, ...]:
    """The instruments that section tags speak of, as in `[Intro: soft piano]`."""
    return read_instruments(Prompt(tag_words(lyrics_text)))[0] if lyrics_text else ()


def _blend(blend: Blend | None, era: str, style: str) -> Blend | None:
    return era_blend(era, style) if blend is None or blend.style == style else blend


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


def _key(
    wishes: Wishes, prompt: Prompt, leanings: Leanings, mood: Mood, told: ModelReading
) -> tuple[Wish[Key | None], Wish[str | None]]:
    """The key and mode. What places and weather lean to only counts where no word tells the mood."""
    if wishes.tonality is not None:
        try:
            key = parse_tonality(wishes.tonality)
        except TheoryError as cause:
            raise InvalidParameter("tonality", wishes.tonality, "a key such as C:major or F#:minor") from cause
        return Wish(key, "parameter"), Wish("minor" if key.is_minor else "major", "parameter")
    if told.key is not None:
        return Wish(told.key, "model"), Wish("minor" if told.key.is_minor else "major", "model")
    read_as, mode = read_key(prompt)
    if read_as.value is None and told.mode is not None:
        return read_as, Wish(told.mode, "model")
    valences = [mood_of((name,), ()).valence for name in mood.moods]
    agrees = not any(valence > _BRIGHT if leanings.mode == "minor" else valence < _DARK for valence in valences)
    if mode.value is None and leanings.mode and agrees:
        return read_as, Wish(leanings.mode, "prompt")
    return read_as, mode


def _tempo(
    wishes: Wishes, prompt: Prompt, style: str, leanings: Leanings, mood: Mood, told: ModelReading
) -> Wish[float | None]:
    if wishes.bpm is None:
        read = _told(told.tempo_bpm, read_tempo(prompt, style))
        slow = leanings.tempo.endswith("slow")
        agrees = mood.energy <= NEUTRAL_ENERGY if slow else mood.energy >= NEUTRAL_ENERGY
        if read.value is None and leanings.tempo and agrees:
            return Wish(word_bpm(leanings.tempo, style), "prompt")
        return read
    if not SLOWEST_BPM <= wishes.bpm <= FASTEST_BPM:
        raise InvalidParameter("bpm", wishes.bpm, f"a number from {SLOWEST_BPM:g} to {FASTEST_BPM:g}")
    return Wish(float(wishes.bpm), "parameter")


def _meter(wishes: Wishes, prompt: Prompt, style: str, told: ModelReading) -> Wish[Meter]:
    if wishes.time_signature is None:
        read = _told(told.meter, read_meter(prompt))
        return read if read.source != "default" else Wish(home_meter(style, wishes.seed), "default")
    if wishes.time_signature not in METERS:
        raise InvalidParameter("time_signature", wishes.time_signature, ", ".join(METERS))
    return Wish(METERS[wishes.time_signature], "parameter")


def _chords(wishes: Wishes, prompt: Prompt, told: ModelReading) -> Wish[tuple[ProgressionBar, ...] | None]:
    if wishes.chords is None:
        return _told(told.chords, read_chords(prompt))
    return Wish(parse_chords(wishes.chords), "parameter")


def _duration(wishes: Wishes, kind: str, prompt: Prompt, told: ModelReading) -> Wish[float | None]:
    if wishes.duration_s is not None:
        return Wish(min(max(float(wishes.duration_s), SHORTEST_S), wishes.maximum_s), "parameter")
    if told.duration_s is not None and told.duration_s <= wishes.maximum_s:
        return Wish(told.duration_s, "model")
    read = read_length(prompt, wishes.maximum_s)
    if read.value is None and kind == "instrumental":
        return Wish(min(INSTRUMENTAL_S, wishes.maximum_s), "default")
    return read


def _lyrics_wish(
    wishes: Wishes, prompt: Prompt, mood: Mood, duration_s: float | None, bpm: float | None, language: str
) -> LyricsWish:
    """What lyrics are to be written, for the length wished for and a line in about two bars."""
    seconds = duration_s or min(wishes.music_s or WRITTEN_SONG_S, wishes.maximum_s)
    line_s = min(max(_LINE_BEATS * 60.0 / (bpm or _USUAL_BPM), _SHORTEST_LINE_S), _LONGEST_LINE_S)
    title = given_title(wishes.title, prompt)
    return LyricsWish(prompt, mood, language, seconds, line_s, wishes.seed, title.value if title else None)


def _title(
    wishes: Wishes, prompt: Prompt, lyrics: tuple[LyricSection, ...], written: str, fallback: str, language: str
) -> Wish[str]:
    """The title: as given, as the model that wrote the lyrics named them, or as read_title finds it."""
    given = given_title(wishes.title, prompt)
    if written and given is None:
        return Wish(written, "model")
    return read_title(wishes.title, prompt, lyrics, fallback, language)


def _plain_title(mood: Mood, style: str) -> str:
    return " ".join([*mood.moods[:1], *mood.scenes[:1]]).title() + f" {pack(style)['title']}"
