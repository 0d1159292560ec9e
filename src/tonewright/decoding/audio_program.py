"""A program of its own that decodes one audio file of a stranger, within limits that the kernel keeps.

A file that breaks the decoder, eats memory or never ends takes this process with it and nothing else. It is run with
`python -I` and imports nothing of ours. It reads one line of JSON from standard input: `source` and `target` (paths),
`demuxer` (FFmpeg's name), `sample_rate` (Hz, 0 for that of the file, at most `highest_rate`), `limit_s`,
`memory_bytes`, `cpu_s`, `file_bytes` and `parent` (its process id). It writes the samples to `target`, 32-bit floats,
interleaved, of one channel or two, and one line of JSON to standard output: `sample_rate`, `channels`, `frames`,
`source_rate`, `source_channels` and `codec`, or `refused`, a sentence that says what is wrong with the file.
"""

import ctypes
import io
import json
import mmap
import os
import re
import resource
import signal
import sys
import wave
from typing import Any, BinaryIO

import av
from av.error import FFmpegError

_PR_SET_PDEATHSIG = 1
_SAMPLE_BYTES = 4
_DAMAGED_SHARE = 0.02
_PROTECTED = re.compile(rb"stsd\0{4}.{4}.{4}(?:drm[is]|enc[av])", re.DOTALL)
"""A sample description of MP4 whose samples are encrypted (ISO/IEC 14496-12 section 8.12, and Apple's `drms`)."""


class Refused(Exception):
    """The file cannot be used; the message says why."""


class Decoder:
    """Writes the samples of a file as they are decoded."""

    def __init__(self, target: BinaryIO, limit_s: float) -> None:
        self.target = target
        self.limit_s = limit_s
        self.frames = 0
        self.read, self.damaged = 0, 0

    def decode(self, container: Any, stream: Any, sample_rate: int, layout: str) -> None:
        """Write every sample of the stream. Raises Refused for one that is too long, damaged or changes its shape."""
        resampler = av.AudioResampler(format="flt", layout=layout, rate=sample_rate)
        # Of whole numbers FFmpeg's fold to two channels keeps within full scale, of floats it does not.
        fold = av.AudioResampler(format="s32", layout=layout) if stream.codec_context.channels > 2 else None
        channels = 2 if layout == "stereo" else 1
        packets = container.demux(stream)
        while True:
            try:
                packet = next(packets)
                frames = packet.decode()
            except StopIteration:
                break
            except (FFmpegError, OSError, EOFError):
                self.damaged += 1
                if self.damaged > 1000 and not self.frames:
                    break
                continue
            self.read += 1
            for frame in frames:
                for folded in _resampled(fold, frame) if fold else (frame,):
                    self._take(_resampled(resampler, folded), channels, sample_rate)
        self._take(resampler.resample(None), channels, sample_rate)

    def _take(self, frames: list[Any], channels: int, sample_rate: int) -> None:
        for frame in frames:
            self.frames += frame.samples
            if self.frames > self.limit_s * sample_rate:
                raise Refused(f"The file is longer than {self.limit_s:g} seconds")
            self.target.write(memoryview(frame.planes[0])[: frame.samples * channels * _SAMPLE_BYTES])


def _resampled(resampler: Any, frame: Any) -> list[Any]:
    try:
        frames: list[Any] = resampler.resample(frame)
    except (ValueError, FFmpegError, OSError) as error:
        raise Refused("The file changes its sample rate or its channels midway") from error
    return frames


def decode(order: dict[str, Any]) -> dict[str, Any]:
    """Decode what is ordered. Raises Refused for a file that cannot be used."""
    with open(order["source"], "rb") as source, open(order["target"], "wb") as target:  # noqa: PTH123
        if order["demuxer"] == "mov" and _is_protected(source):
            raise Refused("The file is protected (DRM) and cannot be decoded")
        _load_decoder()
        # From here on no other file can be opened, whatever the file that is read refers to.
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
        try:
            # Its name stays unknown to the decoder: it reads what it is given, and every protocol is barred.
            container = av.open(source, format=order["demuxer"], options={"protocol_whitelist": "none"})
        except (FFmpegError, OSError, ValueError) as error:
            raise Refused("The file is damaged or cut: its beginning cannot be read") from error
        if not container.streams.audio:
            raise Refused("The file holds no sound")
        stream = container.streams.audio[0]
        context = stream.codec_context
        source_rate, source_channels = int(context.sample_rate or 0), int(context.channels or 0)
        if source_rate <= 0 or source_channels <= 0:
            raise Refused("The file does not say its sample rate or its channels")
        sample_rate = int(order["sample_rate"]) or min(source_rate, int(order["highest_rate"]))
        layout = "mono" if source_channels == 1 else "stereo"
        decoder = Decoder(target, float(order["limit_s"]))
        decoder.decode(container, stream, sample_rate, layout)
        if not decoder.frames:
            raise Refused("The file holds no sound that can be decoded")
        if decoder.damaged > max(1, _DAMAGED_SHARE * decoder.read):
            raise Refused(
                f"The file is damaged: {decoder.damaged} of {decoder.read + decoder.damaged} parts are unreadable"
            )
        return {
            "sample_rate": sample_rate,
            "channels": 1 if layout == "mono" else 2,
            "frames": decoder.frames,
            "source_rate": source_rate,
            "source_channels": source_channels,
            "codec": context.name,
        }


def _load_decoder() -> None:
    """Have the decoder load what it loads at its first use: later it can open nothing."""
    silence = io.BytesIO()
    with wave.open(silence, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(1600))
    silence.seek(0)
    with av.open(silence, format="wav") as container, open(os.devnull, "wb") as nowhere:  # noqa: PTH123
        Decoder(nowhere, 1.0).decode(container, container.streams.audio[0], 44_100, "stereo")


def _is_protected(source: BinaryIO) -> bool:
    with mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        return _PROTECTED.search(whole) is not None


def _limit(order: dict[str, Any]) -> None:
    """Have the kernel end this process where it takes too much, or where its parent ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL))
        if os.getppid() != order["parent"]:
            os._exit(1)
        resource.setrlimit(resource.RLIMIT_AS, (order["memory_bytes"],) * 2)
    seconds = int(order["cpu_s"])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (order["file_bytes"],) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Decode the file that standard input names."""
    order = json.loads(sys.stdin.readline())
    _limit(order)
    av.logging.set_level(av.logging.PANIC)
    try:
        answer = decode(order)
    except Refused as refused:
        answer = {"refused": str(refused)}
    except MemoryError:
        answer = {"refused": "The file needs more memory than is allowed to decode it"}
    print(json.dumps(answer))  # noqa: T201


if __name__ == "__main__":
    main()
