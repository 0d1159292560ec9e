"""A recording's stems as files: a folder of WAVs, or a ZIP of them with a manifest."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tonewright import __version__
from tonewright.delivery.archive import StemsArchive
from tonewright.delivery.made import MadeFile
from tonewright.delivery.wav import WavFormat, write_wav
from tonewright.separation.recording import TakenApart
from tonewright.separation.separator import STEMS

_MEANINGS = {
    "vocals": "singing and speech",
    "drums": "drums and percussion",
    "bass": "the bass",
    "other": "all the rest, with what the other stems lack",
}


def write_stems_archive(taken: TakenApart, path: Path, title: str, report: Callable[[float], None]) -> MadeFile:
    """Write the ZIP: `vocals.wav`, `drums.wav`, `bass.wav`, `other.wav` and `manifest.json`, stored."""
    with StemsArchive(path) as archive:
        for number, name in enumerate(STEMS):
            archive.add_wav(name, taken.blocks(number), taken.audio.frames, _info(name, title), _form(taken))
            report((number + 1) / len(STEMS))
        archive.add("manifest.json", separated_manifest(taken, title))
        return archive.finish()


def write_stems(taken: TakenApart, folder: Path, title: str) -> list[Path]:
    """Write the four WAV files and the manifest into a folder that is there; the WAVs' paths."""
    paths = [folder / f"{name}.wav" for name in STEMS]
    for number, (name, path) in enumerate(zip(STEMS, paths, strict=True)):
        write_wav(path, taken.blocks(number), taken.audio.frames, _info(name, title), _form(taken))
    (folder / "manifest.json").write_bytes(separated_manifest(taken, title))
    return paths


def separated_manifest(taken: TakenApart, title: str) -> bytes:
    """What is in the archive, for programs; `scale` is what the recording was multiplied by to fit into full scale."""
    audio = taken.audio
    document: dict[str, Any] = {
        "title": title,
        "seconds": round(audio.seconds, 3),
        "sample_rate": audio.sample_rate,
        "channels": audio.channels,
        "engine": taken.separator,
        "version": __version__,
        "scale": taken.scale,
        "stems": [{"file": f"{name}.wav", "role": name, "holds": _MEANINGS[name]} for name in STEMS],
        "sum": "The stems add up to the recording, times scale, in steps of 24 bits",
        "source": {
            "codec": audio.codec,
            "sample_rate": audio.source_rate,
            "channels": audio.source_channels,
            "peak": round(audio.peak, 6),
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _form(taken: TakenApart) -> WavFormat:
    return WavFormat(taken.audio.sample_rate, taken.audio.channels)


def _info(name: str, title: str) -> dict[str, str]:
    return {"INAM": f"{title} ({name})", "ISFT": f"Tonewright {__version__}"}
