"""Files that are damaged in every way: each is read or refused, and nothing else ever happens.

The corpus, `tests/corpus/`, holds small good files of every format, and what damage once did harm. Each is cut,
repeated and changed at random; a decoder that crashes, hangs or answers nonsense costs its file and no more.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tonewright.decoding.decoder import decode_audio
from tonewright.decoding.midi import read_midi
from tonewright.errors import UnusableFile

CORPUS = Path(__file__).parents[2] / "corpus"
BYTES_THAT_HURT = [0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF]
EXAMPLES = int(os.environ.get("TONEWRIGHT_FUZZ_EXAMPLES", "12"))
"""Of each format; every one is a process, so the short form is short and a longer one is asked for by name."""


@st.composite
def damaged(draw: Callable[[Any], Any], suffix: str) -> bytes:
    """A file of the corpus after some damage."""
    path = draw(st.sampled_from(sorted(CORPUS.glob(f"*.{suffix}"))))
    data = bytearray(path.read_bytes())
    # Headers are short and decide most: half of the damage is done there.
    places = st.integers(0, 63) | st.integers(0, len(data) - 1)
    for at, byte in draw(
        st.lists(st.tuples(places, st.sampled_from(BYTES_THAT_HURT) | st.integers(0, 255)), max_size=6)
    ):
        data[at] = byte
    if draw(st.booleans()):
        del data[draw(places) :]
    if draw(st.integers(0, 3)) == 0:
        start, length = draw(places), draw(st.integers(1, 400))
        data[start:start] = data[start : start + length] * draw(st.integers(1, 8))
    return bytes(data)


def check_audio(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "sent"
        source.write_bytes(data)
        try:
            decoded = decode_audio(source, Path(folder) / "samples", longest_s=30.0)
        except UnusableFile as refused:
            assert str(refused)
            assert folder not in str(refused)
            return
        assert decoded.samples().shape == (decoded.frames, decoded.channels)
        assert 0 < decoded.seconds <= 30.0
        assert np.isfinite(decoded.peak)


def check_midi(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "sent"
        source.write_bytes(data)
        try:
            music = read_midi(source)
        except UnusableFile as refused:
            assert str(refused)
            assert folder not in str(refused)
            return
        notes = [note for track in music.tracks for note in track.notes]
        assert notes
        assert all(0 <= note.pitch <= 127 and note.length > 0 and 0 <= note.start <= music.beats for note in notes)
        assert music.seconds_at(music.beats) >= 0


many = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)


@many
@given(damaged("wav"))
def test_no_wav_does_more_than_be_read_or_refused(data: bytes) -> None:
    check_audio(data)


@many
@given(damaged("mp3"))
def test_no_mp3_does_more_than_be_read_or_refused(data: bytes) -> None:
    check_audio(data)


@many
@given(damaged("m4a"))
def test_no_m4a_does_more_than_be_read_or_refused(data: bytes) -> None:
    check_audio(data)


@many
@given(damaged("flac"))
def test_no_flac_does_more_than_be_read_or_refused(data: bytes) -> None:
    check_audio(data)


@many
@given(damaged("mid"))
def test_no_midi_file_does_more_than_be_read_or_refused(data: bytes) -> None:
    check_midi(data)


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_every_file_of_the_corpus_is_read_or_refused(path: Path) -> None:
    (check_midi if path.suffix == ".mid" else check_audio)(path.read_bytes())
