"""A stems archive that is read: its facts, its notes and its stems, never more at once than needed.

Archives come from anywhere. What they hold is limited in number and size before it is read, and WAVs are read
block by block and no further than they say; so a small file that unpacks to a large one costs nothing.
"""

import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray

from tonewright.errors import SheetError
from tonewright.sheet.facts import Facts, parse_manifest
from tonewright.sheet.notes import Track, parse_midi
from tonewright.sheet.wav import WavReader

_MOST_ENTRIES = 64
_MOST_STEMS = 32
_LARGEST_MANIFEST = 4 << 20
_LARGEST_MIDI = 2 << 20


class StemsArchiveReader:
    """An open archive; a context manager. `facts` are its manifest's, `names` its stems' roles in order.

    Raises SheetError for anything that is no stems archive, when it is opened or while it is read.
    """

    def __init__(self, path: Path) -> None:
        self._open = ExitStack()
        try:
            with _told(path.name):
                self._zip = self._open.enter_context(ZipFile(path))
                if len(self._zip.infolist()) > _MOST_ENTRIES:
                    raise SheetError(f"{path.name} holds more than {_MOST_ENTRIES} files")
                self.facts: Facts = parse_manifest(self._content("manifest.json", _LARGEST_MANIFEST))
                self._wavs = self._open_wavs()
                self.names = tuple(stem.role for stem in self.facts.stems)
                self.frames = self._frames()
        except BaseException:
            self._open.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    @property
    def genre(self) -> str:
        """The style's title, as the WAVs' INFO entries name it, or ""."""
        return self._wavs[0].info.get("IGNR", "")

    def tracks(self) -> list[Track]:
        """The tracks of `song.mid` that have notes."""
        with _told("song.mid"):
            return parse_midi(self._content("song.mid", _LARGEST_MIDI))

    def blocks(self, frames: int) -> Iterator[list[NDArray[np.int32]]]:
        """The stems side by side, in blocks of `frames` frames (the last may be shorter).

        Each holds an array of shape (2, frames) for every stem, in 24-bit integers. They can be read once.
        """
        for start in range(0, self.frames, frames):
            size = min(frames, self.frames - start)
            with _told("the archive"):
                block = [wav.read(size) for wav in self._wavs]
            yield block

    def _content(self, name: str, largest: int) -> bytes:
        try:
            file = self._zip.open(name)
        except KeyError as error:
            raise SheetError(f"the archive has no {name}") from error
        with file:
            content = file.read(largest + 1)
        if len(content) > largest:
            raise SheetError(f"{name} is larger than {largest >> 20} MiB")
        return content

    def _open_wavs(self) -> list[WavReader]:
        if not 1 <= len(self.facts.stems) <= _MOST_STEMS:
            raise SheetError(f"the archive should have 1 to {_MOST_STEMS} stems, not {len(self.facts.stems)}")
        wavs = []
        for stem in self.facts.stems:
            try:
                file = self._open.enter_context(self._zip.open(stem.file))
            except KeyError as error:
                raise SheetError(f"the archive has no {stem.file}") from error
            wavs.append(WavReader(stem.file, file))
        return wavs

    def _frames(self) -> int:
        lengths = {wav.frames for wav in self._wavs}
        if len(lengths) != 1 or lengths == {0}:
            raise SheetError(f"the stems should be equally long, but have {sorted(lengths)} frames")
        return lengths.pop()


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Tell what ZIP readers raise, which is much, as one kind of error."""
    try:
        yield
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise SheetError(f"{name} is no stems archive, or is damaged: {error}") from error
    except OSError as error:
        raise SheetError(f"{name} cannot be read: {error.strerror or error}") from error
