"""A small piece, made by hand, as the rooms before delivery would hand it over."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from tonewright.contract.timed_lyrics import TimedLyrics
from tonewright.delivery.deliver import deliver
from tonewright.delivery.label import Label
from tonewright.delivery.made import MadeFile
from tonewright.delivery.timed_lyrics import timed_lyrics
from tonewright.performance.performed import (
    Controller,
    Performance,
    PlayedNote,
    PlayedPart,
    SungPart,
    TimedLine,
    TimedSpan,
    TimedSyllable,
)
from tonewright.render.stems import Stem
from tonewright.theory.key import parse_tonality

FRAMES = 44_100 * 8 + 123
SECONDS = FRAMES / 44_100


@dataclass(frozen=True)
class PlainMaster:
    """Stems whose integers are their samples times 2^23, rounded, under a gain of 1."""

    stems: tuple[Stem, ...]

    def quantised(self, stem: Stem, start: int, stop: int) -> NDArray[np.int32]:
        """The frames start…stop as 24-bit integers."""
        return np.rint(stem.samples[:, start:stop].T.astype(np.float64) * 2**23).astype(np.int32)


def played(name: str, role: str, stem: str, notes: tuple[PlayedNote, ...], *controllers: Controller) -> PlayedPart:
    """A part with the fields that delivery does not read left at rest."""
    return PlayedPart(name, role, stem, name, notes, controllers, 0.0, 0.0, 0.1, 0.0)


def syllable(text: str, word: int, start_s: float, duration_s: float, pitch: int = 62) -> TimedSyllable:
    """A syllable on one note."""
    return TimedSyllable(text, word, (PlayedNote(start_s, duration_s, pitch, 90),))


@pytest.fixture(scope="session")
def performance() -> Performance:
    """Two bars of 4/4 at 120 BPM, then a ring-out: drums, bass, piano and a voice."""
    hello = TimedLine(
        "Hello my world,",
        ("Hello", "my", "world,"),
        0,
        (
            syllable("Hel", 0, 0.5, 0.25),
            syllable("lo", 0, 0.75, 0.25, 64),
            syllable("my", 1, 1.0, 0.5),
            TimedSyllable("world,", 2, (PlayedNote(1.5, 0.25, 65, 80), PlayedNote(1.75, 0.25, 67, 80))),
        ),
    )
    again = TimedLine("Größe", ("Größe",), 1, (syllable("Grö", 0, 2.0, 0.25), syllable("ße", 0, 2.25, 0.5)))
    return Performance(
        seconds=SECONDS,
        tempo_bpm=120.0,
        meter="4/4",
        sections=(TimedSpan(0.0, 2.0, "verse"), TimedSpan(2.0, SECONDS, "chorus")),
        chords=(TimedSpan(0.0, 2.0, "Cm7"), TimedSpan(2.0, SECONDS, "Abmaj7")),
        parts=(
            played(
                "kit",
                "drums",
                "drums",
                (
                    PlayedNote(0.0, 0.1, 36, 110),
                    PlayedNote(0.5, 0.1, 38, 100),
                    PlayedNote(1.003, 0.1, 36, 90),
                ),
            ),
            played(
                "bass",
                "bass",
                "bass",
                (PlayedNote(0.0, 0.9, 36, 100), PlayedNote(1.0, 1.0, 43, 96)),
                Controller(0.0, 7, 100),
                Controller(0.5, -1, 1024),
            ),
            played("piano", "comp", "keys", (PlayedNote(0.0, 2.0, 60, 80), PlayedNote(0.0, 2.0, 63, 80))),
        ),
        vocals=(SungPart("lead", "vocals", "voice-1", (hello, again), 0.0, 0.0, 0.2),),
    )


def sung_line(text: str, start_s: float, section: int = 0, language: str = "en") -> TimedLine:
    """A line whose words have half a second each, a syllable a word."""
    words = tuple(text.split())
    sung = tuple(syllable(word, index, start_s + 0.5 * index, 0.5) for index, word in enumerate(words))
    return TimedLine(text, words, section, sung, language=language)


def sung_part(name: str, *lines: TimedLine, stem: str = "vocals", words_shown: bool = True) -> SungPart:
    """A sung part."""
    return SungPart(name, stem, name, lines, 0.0, 0.0, 0.0, words_shown)


@pytest.fixture
def line() -> Callable[..., TimedLine]:
    """Makes a line."""
    return sung_line


@pytest.fixture
def singer() -> Callable[..., SungPart]:
    """Makes a sung part."""
    return sung_part


@pytest.fixture(scope="session")
def duet(performance: Performance) -> Performance:
    """A lead, a second singer who answers in Spanish and then joins, an echo behind them, and a harmony."""
    together = sung_line("we two", 5.0, 1)
    return replace(
        performance,
        vocals=(
            sung_part("lead", sung_line("Hello <you> & me", 0.5), together),
            sung_part("second", sung_line("¿Dónde estás?", 3.0, 0, "es"), replace(together, text="We two")),
            sung_part("echo", sung_line("and me", 2.4), stem="backing_vocals"),
            sung_part("third", together, stem="backing_vocals", words_shown=False),
        ),
    )


@pytest.fixture(scope="session")
def lyrics(performance: Performance, label: Label) -> TimedLyrics:
    """The small piece's lyrics."""
    return timed_lyrics(performance, label) or pytest.fail("it is sung")


@pytest.fixture(scope="session")
def duet_lyrics(duet: Performance, label: Label) -> TimedLyrics:
    """The duet's lyrics."""
    return timed_lyrics(duet, label) or pytest.fail("it is sung")


@pytest.fixture(scope="session")
def master() -> PlainMaster:
    """Four stems of noise that together nearly fill the scale."""
    random = np.random.default_rng(7)

    def stem(name: str, part: str, program: int) -> Stem:
        samples = random.uniform(-0.24, 0.24, (2, FRAMES)).astype(np.float32)
        return Stem(name, samples, (part,), (program,))

    return PlainMaster(
        (
            stem("drums", "kit", -1),
            stem("bass", "bass", 33),
            stem("keys", "piano", 0),
            stem("vocals", "lead", -1),
        )
    )


@pytest.fixture(scope="session")
def label() -> Label:
    """A label with a title that needs Unicode."""
    return Label(
        title="Große Stille 東京",
        style="lofi",
        key=parse_tonality("C:minor"),
        seed=1234567890,
        engine="studio",
        version="0.1.0",
        singers={"lead": "Ada", "second": "Ben & Co", "echo": "Cleo"},
        moods=("calm",),
        valence=-0.2,
        energy=0.3,
    )


@pytest.fixture(scope="session")
def delivered(
    performance: Performance, master: PlainMaster, label: Label, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, MadeFile]:
    """The files of the small piece."""
    return deliver(performance, master, label, tmp_path_factory.mktemp("delivered"), lambda _: None)
