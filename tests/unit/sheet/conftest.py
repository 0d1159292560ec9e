"""A small archive, made by the delivery room, of which every measure is known by hand."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tonewright.delivery.deliver import deliver
from tonewright.delivery.label import Label
from tonewright.performance.performed import Performance, PlayedNote, PlayedPart, TimedSpan
from tonewright.render.stems import Stem
from tonewright.sheet.archive import StemsArchiveReader
from tonewright.sheet.sound import BLOCK_FRAMES, Sound, measure
from tonewright.theory.key import parse_tonality

SECONDS = 12
FRAMES = 44_100 * SECONDS
LEAD_HZ = 440.0
BASS_HZ = 55.0


@dataclass(frozen=True)
class PlainMaster:
    """Stems whose integers are their samples times 2^23, rounded."""

    stems: tuple[Stem, ...]

    def quantised(self, stem: Stem, start: int, stop: int) -> NDArray[np.int32]:
        """The frames start…stop as 24-bit integers."""
        return np.rint(stem.samples[:, start:stop].T.astype(np.float64) * 2**23).astype(np.int32)


def played(name: str, role: str, stem: str, notes: tuple[PlayedNote, ...]) -> PlayedPart:
    """A part with the fields that delivery does not read left at rest."""
    return PlayedPart(name, role, stem, name, notes, (), 0.0, 0.0, 0.1, 0.0)


def sine(hz: float, peak: float) -> NDArray[np.float32]:
    """A sine as long as the piece, of shape (frames,)."""
    return (peak * np.sin(2 * np.pi * hz * np.arange(FRAMES) / 44_100)).astype(np.float32)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve seconds at 120 BPM in A minor: drums that are silent, a bass in the middle, a lead on the left.

    The bass has a peak of 0.5 and sounds throughout, the lead of 0.1 and only in the chorus, from 6 s on.
    """
    lead = np.zeros((2, FRAMES), np.float32)
    lead[0, FRAMES // 2 :] = sine(LEAD_HZ, 0.1)[FRAMES // 2 :]
    bass = np.stack([sine(BASS_HZ, 0.5)] * 2)
    stems = (
        Stem("drums", np.zeros((2, FRAMES), np.float32), ("kit",), (-1,)),
        Stem("bass", bass, ("bass",), (33,)),
        Stem("lead", lead, ("flute $x$",), (73,)),
    )
    hits = tuple(PlayedNote(0.5 * beat, 0.1, 36 if beat % 2 == 0 else 38, 100) for beat in range(24))
    performance = Performance(
        seconds=float(SECONDS),
        tempo_bpm=120.0,
        meter="4/4",
        sections=(TimedSpan(0.0, 6.0, "verse"), TimedSpan(6.0, 12.0, "chorus")),
        chords=(TimedSpan(0.0, 6.0, "Am7"), TimedSpan(6.0, 9.0, "N.C."), TimedSpan(9.0, 12.0, "E7/G#")),
        parts=(
            played("kit", "drums", "drums", hits),
            played("bass", "bass", "bass", (PlayedNote(0.0, 12.0, 33, 100),)),
            played("flute $x$", "lead", "lead", (PlayedNote(6.0, 4.0, 69, 64), PlayedNote(10.0, 2.0, 76, 127))),
        ),
        vocals=(),
    )
    label = Label("Große Stille 東京 $x_1$", "Lo-fi", parse_tonality("A:minor"), 7, "studio", "0.1.0")
    folder = tmp_path_factory.mktemp("archive")
    return deliver(performance, PlainMaster(stems), label, folder, lambda _: None)["stems"].path


@pytest.fixture(scope="session")
def sound(archive: Path) -> Sound:
    """What the archive sounds like."""
    with StemsArchiveReader(archive) as reader:
        return measure(reader.blocks(BLOCK_FRAMES), len(reader.names), reader.frames)
