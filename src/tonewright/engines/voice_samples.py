"""The artist voices' playable samples: made on first use, each in a process of its own, and kept."""

import subprocess
import sys
import threading
from pathlib import Path

from tonewright import __version__
from tonewright.errors import EngineError
from tonewright.speech.roster import voice_named

_LONGEST_S = 120


class VoiceSamples:
    """The samples in a folder, which is made when the first is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._making = threading.Lock()

    def sample(self, item_id: str) -> Path:
        """The MP3 of an artist voice, made now if it is not there; this may take seconds.

        Raises EngineError if it cannot be made.
        """
        path = self._folder / __version__ / f"{voice_named(item_id).item_id}.mp3"
        with self._making:
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                command = [sys.executable, "-m", "tonewright.engines.voice_sample", item_id, str(path)]
                done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST_S, check=False)
                if done.returncode != 0:
                    raise EngineError(f"the sample of voice {item_id} could not be made: {done.stderr[-300:]}")
        return path
