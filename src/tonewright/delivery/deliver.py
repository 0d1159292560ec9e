"""From a master to finished files."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tonewright.contract.timed_lyrics import TimedLyrics
from tonewright.delivery.archive import StemsArchive
from tonewright.delivery.cover import Cover, draw_cover
from tonewright.delivery.label import Label
from tonewright.delivery.lyrics_formats import FORMATS
from tonewright.delivery.made import MadeFile
from tonewright.delivery.manifest import manifest_json
from tonewright.delivery.midi import midi_bytes
from tonewright.delivery.mp3 import encode_mp3, id3_of, write_mp3
from tonewright.delivery.timed_lyrics import timed_lyrics
from tonewright.delivery.wav import BLOCK_FRAMES, blocks_of, info_of, write_wav
from tonewright.delivery.waveform import write_waveform
from tonewright.errors import DeliveryError
from tonewright.performance.performed import Performance
from tonewright.render.stems import Stem, release_pages

Report = Callable[[float], None]
"""Called with the share of delivery's work that is done, 0…1, rising."""

# Shares of delivery's time: the stems' share is spread over them, the rest is one step.
_STEMS_SHARE = 0.6
_THREADS = 2


class Master(Protocol):
    """What delivery needs of a master: the stems and their 24-bit integers, which add up to the mix."""

    @property
    def stems(self) -> tuple[Stem, ...]:
        """The stems, all equally long."""
        ...

    def quantised(self, stem: Stem, start: int, stop: int) -> NDArray[np.int32]:
        """The frames start…stop of a stem as 24-bit integers of shape (stop − start, 2)."""
        ...


def deliver(
    performance: Performance, master: Master, label: Label, workspace: Path, report: Report
) -> dict[str, MadeFile]:
    """Write every file of a piece into `workspace`.

    The stems are quantised block by block and added up to the mix, of which the WAV and the MP3 are made. So the
    archive's WAVs add up to the master sample by sample. LAME takes as long as everything else: it works beside it.

    Returns `mp3`, `wav`, `stems` (the ZIP), `cover` (PNG) and `waveform` (JSON).
    Raises DeliveryError if the stems differ in length or clip, or a file cannot be written.
    """
    frames = _frames(master.stems)
    lyrics = timed_lyrics(performance, label)
    try:
        with StemsArchive(workspace / "stems.zip") as archive, ThreadPoolExecutor(_THREADS) as pool:
            mix = _mixed(master, frames, pool)
            encoding = pool.submit(encode_mp3, blocks_of(mix))
            wav = write_wav(workspace / "song.wav", blocks_of(mix), frames, info_of(label))
            _add_stems(archive, master, label, report)
            _add_documents(archive, performance, master.stems, label, lyrics)
            cover = draw_cover(label)
            files = {
                "wav": wav,
                "stems": archive.finish(),
                "cover": cover.save(workspace / "cover.png"),
                "waveform": write_waveform(workspace / "waveform.json", mix),
                "mp3": write_mp3(workspace / "song.mp3", _id3(performance, label, cover, lyrics), encoding.result()),
            }
    except OverflowError as error:
        raise DeliveryError(f"the mix is too loud for 24 bits: {error}") from error
    except OSError as error:
        raise DeliveryError(f"the files could not be written: {error.strerror or error}") from error
    report(1.0)
    return files


def _frames(stems: tuple[Stem, ...]) -> int:
    lengths = {int(stem.samples.shape[1]) for stem in stems}
    if len(lengths) != 1:
        raise DeliveryError(f"the stems should be equally long, but have {sorted(lengths)} frames")
    return lengths.pop()


def _mixed(master: Master, frames: int, pool: Executor) -> NDArray[np.int32]:
    """The sum of the quantised stems, of shape (frames, 2)."""
    mix = np.zeros((frames, 2), np.int32)

    def add(stem: Stem, start: int) -> None:
        block = mix[start : start + BLOCK_FRAMES]
        block += master.quantised(stem, start, start + len(block))

    for stem in master.stems:
        list(pool.map(partial(add, stem), range(0, frames, BLOCK_FRAMES)))
        release_pages(stem.samples)
    return mix


def _add_stems(archive: StemsArchive, master: Master, label: Label, report: Report) -> None:
    for index, stem in enumerate(master.stems):
        info = info_of(label, f"{label.title} ({stem.name.replace('_', ' ')})")
        archive.add_wav(stem.name, _quantised(master, stem), stem.samples.shape[1], info)
        release_pages(stem.samples)
        report(_STEMS_SHARE * (index + 1) / len(master.stems))


def _quantised(master: Master, stem: Stem) -> Iterator[NDArray[np.int32]]:
    frames = stem.samples.shape[1]
    for start in range(0, frames, BLOCK_FRAMES):
        yield master.quantised(stem, start, min(start + BLOCK_FRAMES, frames))


def _add_documents(
    archive: StemsArchive,
    performance: Performance,
    stems: tuple[Stem, ...],
    label: Label,
    lyrics: TimedLyrics | None,
) -> None:
    archive.add("song.mid", midi_bytes(performance, stems, label))
    if lyrics is not None:
        for name, form in FORMATS.items():
            if form.is_filed:
                archive.add(f"lyrics.{name}", form.write(lyrics).encode())
    archive.add("manifest.json", manifest_json(performance, stems, label))


def _id3(performance: Performance, label: Label, cover: Cover, lyrics: TimedLyrics | None) -> bytes:
    return id3_of(label, performance.tempo_bpm, performance.seconds, lyrics, cover.jpeg())
