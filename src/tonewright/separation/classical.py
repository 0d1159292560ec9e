"""The classical separator: signal processing alone, block by block, two blocks at a time."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from tonewright.separation.combination import masks_of, weights_for
from tonewright.separation.evidence import gather
from tonewright.separation.separator import Report, Samples
from tonewright.separation.spectrum import Frames
from tonewright.separation.wiener import spatial_stems

BLOCK_S, OVERLAP_S = 15.0, 2.0
THREADS = 2


class Classical:
    """Tells stems apart by what lasts, what is struck, what repeats, where it stands and what is sung or bowed low."""

    name = "classical"

    def separate(self, samples: Samples, sample_rate: int, stems: Samples, report: Report) -> None:
        """See the port. Blocks overlap and are faded into each other; what comes out does not depend on threads."""
        frames = Frames(sample_rate)
        in_blocks(samples, sample_rate, stems, report, lambda block: separate_block(block, frames))


def separate_block(block: Samples, frames: Frames) -> Samples:
    """The stems, shape (4, n, channels), of a stretch that fits into memory, shape (n, channels)."""
    spectra = tuple(frames.analyse(np.ascontiguousarray(channel)) for channel in block.T)
    masks = masks_of(gather(spectra, frames), weights_for(len(spectra)))
    found = spatial_stems(*spectra, masks) if len(spectra) == 2 else (masks * spectra[0])[:, None]
    out = np.empty((len(masks), *block.shape), np.float32)
    for stem, theirs in zip(out, found, strict=True):
        for channel, spectrum in enumerate(theirs):
            stem[:, channel] = frames.synthesise(spectrum, len(block))
    return out


def in_blocks(
    samples: Samples, sample_rate: int, stems: Samples, report: Report, separate: Callable[[Samples], Samples]
) -> None:
    """Separate overlapping blocks on THREADS threads and add them up, each faded in and out over the overlap."""
    length, overlap = int(BLOCK_S * sample_rate), int(OVERLAP_S * sample_rate)
    spans = deque(_spans(len(samples), length, overlap))
    begun: deque[tuple[int, int, Future[Samples]]] = deque()
    with ThreadPoolExecutor(THREADS) as pool:
        try:
            while spans or begun:
                while spans and len(begun) < THREADS:
                    start, end = spans.popleft()
                    begun.append((start, end, pool.submit(separate, np.array(samples[start:end], np.float32))))
                start, end, block = begun.popleft()
                fade = _fade(end - start, overlap, start > 0, end < len(samples))
                for stem, part in zip(stems, block.result(), strict=True):
                    stem[start:end] += part * fade[:, None]
                report(end / len(samples))
        finally:
            pool.shutdown(cancel_futures=True)


def _spans(frames: int, length: int, overlap: int) -> Iterator[tuple[int, int]]:
    """Where blocks start and end; a last one that would be little more than its overlap belongs to the one before."""
    start = 0
    while start + length + overlap < frames:
        yield start, start + length
        start += length - overlap
    yield start, frames


def _fade(length: int, overlap: int, has_before: bool, has_after: bool) -> Samples:
    fade = np.ones(length, np.float32)
    ramp = ((np.arange(overlap) + 0.5) / overlap).astype(np.float32)
    if has_before:
        fade[:overlap] = ramp
    if has_after:
        fade[-overlap:] = ramp[::-1]
    return fade
