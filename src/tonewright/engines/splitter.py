"""The splitter: a recording that somebody sent, taken apart into stems that add up to it."""

from pathlib import Path

import numpy as np

from tonewright.delivery.separated import write_stems_archive
from tonewright.engines.engine import EngineRequest, Product, Report
from tonewright.engines.facts import plain
from tonewright.engines.progress import Progress
from tonewright.errors import EngineError, UnusableFile
from tonewright.separation.recording import take_apart
from tonewright.separation.separator import STEMS, Separator

_SHARES = {"separate": 92, "deliver": 8}
_REHEARSED_HZ = 8000


class Splitter:
    """Vocals, drums, bass and other of the file that the request's `audio` names."""

    name = "splitter"

    def __init__(self, separator: Separator) -> None:
        self._separator = separator

    def prepare(self) -> None:
        """Load compiled kernels by taking a second of noise apart."""
        noise = np.random.default_rng(0).standard_normal((_REHEARSED_HZ, 2), np.float32)
        stems = np.zeros((len(STEMS), *noise.shape), np.float32)
        self._separator.separate(noise, _REHEARSED_HZ, stems, lambda share: None)

    def make(self, request: EngineRequest, workspace: Path, report: Report) -> Product:
        """Take the recording apart. Raises EngineError where it cannot be decoded or is silent."""
        if request.audio is None:
            raise EngineError("There is no recording to split")
        progress = Progress(_SHARES, report)
        title = request.title or request.prompt
        try:
            taken = take_apart(
                Path(request.audio), workspace, self._separator, lambda share: progress.at("separate", share)
            )
        except UnusableFile as error:
            raise EngineError(str(error)) from error
        archive = write_stems_archive(
            taken, workspace / "stems.zip", title, lambda share: progress.at("deliver", share)
        )
        facts = {
            "title": title,
            "dur": plain(taken.audio.seconds),
            "engine": taken.separator,
            "sample_rate": taken.audio.sample_rate,
            "channels": taken.audio.channels,
            "scale": taken.scale,
        }
        return Product({"stems": archive}, facts)
