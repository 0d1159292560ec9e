"""Strangers' files: what is good is decoded to the sample, what is not is refused by a sentence that says why.

Files are written by libsndfile, and M4A by FFmpeg's encoder; expected samples are those that were written.
"""

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from tonewright.decoding import decoder
from tonewright.decoding.decoder import decode_audio
from tonewright.errors import UnusableFile

RATE = 44_100


def noise(seconds: float = 1.0, channels: int = 2, rate: int = RATE) -> np.ndarray:
    return np.random.default_rng(7).uniform(-0.5, 0.5, (int(seconds * rate), channels))


def sine(hertz: float, seconds: float, rate: int) -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)


def m4a(path: Path, samples: np.ndarray) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=RATE, layout="stereo")
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples.T, np.float32), format="fltp", layout="stereo")
        frame.sample_rate = RATE
        for packets in (stream.encode(frame), stream.encode(None)):
            container.mux(packets)
    return path


def refusal(source: Path, **limits: float) -> str:
    target = source.with_suffix(".f32")
    with pytest.raises(UnusableFile) as refused:
        decode_audio(source, target, **limits)
    assert not target.exists()
    return str(refused.value)


@pytest.mark.parametrize(("suffix", "subtype"), [("wav", "PCM_16"), ("wav", "PCM_24"), ("flac", "PCM_24")])
def test_whole_numbers_come_back_to_the_bit(tmp_path: Path, suffix: str, subtype: str) -> None:
    source = tmp_path / f"a.{suffix}"
    soundfile.write(source, noise(), RATE, subtype)
    written, _ = soundfile.read(source)
    decoded = decode_audio(source, tmp_path / "out")
    assert (decoded.sample_rate, decoded.channels, decoded.frames) == (RATE, 2, RATE)
    assert np.array_equal(decoded.samples(), written)


def test_floats_beyond_full_scale_stay_as_they_are(tmp_path: Path) -> None:
    samples = noise().astype(np.float32) * 4
    soundfile.write(tmp_path / "a.wav", samples, RATE, "FLOAT")
    assert np.array_equal(decode_audio(tmp_path / "a.wav", tmp_path / "out").samples(), samples)


def test_an_mp3_has_the_length_that_was_written(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.mp3", sine(440, 2.0, RATE), RATE)
    decoded = decode_audio(tmp_path / "a.mp3", tmp_path / "out")
    assert decoded.frames == 2 * RATE
    assert decoded.channels == 1
    assert np.abs(decoded.samples()[:, 0] - sine(440, 2.0, RATE)).max() < 0.05


def test_an_m4a_sounds_as_long_as_what_was_written_but_for_the_encoder_s_frames(tmp_path: Path) -> None:
    decoded = decode_audio(m4a(tmp_path / "a.m4a", noise(2.0)), tmp_path / "out")
    assert decoded.codec == "aac"
    assert 0 <= decoded.frames - 2 * RATE <= 3 * 1024


def test_eight_channels_are_folded_down_to_two_within_full_scale(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.full((4800, 8), 0.9), 48_000)
    decoded = decode_audio(tmp_path / "a.wav", tmp_path / "out")
    assert (decoded.channels, decoded.source_channels) == (2, 8)
    assert 0.3 < np.abs(decoded.samples()).max() <= 1.0


@pytest.mark.parametrize(
    ("rate", "decoded_rate"), [(8_000, 8_000), (48_000, 48_000), (96_000, 48_000), (192_000, 48_000)]
)
def test_the_rate_is_the_file_s_own_up_to_48_kilohertz(tmp_path: Path, rate: int, decoded_rate: int) -> None:
    soundfile.write(tmp_path / "a.wav", sine(1000, 0.5, rate), rate)
    decoded = decode_audio(tmp_path / "a.wav", tmp_path / "out")
    assert (decoded.sample_rate, decoded.source_rate) == (decoded_rate, rate)
    spectrum = np.abs(np.fft.rfft(decoded.samples()[:, 0]))
    assert spectrum.argmax() * decoded_rate / decoded.frames == pytest.approx(1000, abs=4)


def test_a_rate_that_is_asked_for_is_given(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.flac", sine(1000, 1.0, 48_000), 48_000)
    decoded = decode_audio(tmp_path / "a.flac", tmp_path / "out", sample_rate=RATE)
    assert decoded.sample_rate == RATE
    assert decoded.seconds == pytest.approx(1.0, abs=0.002)


def test_silence_is_sound_too(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros((RATE, 2)), RATE)
    assert not decode_audio(tmp_path / "a.wav", tmp_path / "out").samples().any()


@pytest.mark.parametrize("suffix", ["wav", "flac", "mp3"])
def test_of_a_file_that_is_cut_what_is_there_is_decoded(tmp_path: Path, suffix: str) -> None:
    source = tmp_path / f"a.{suffix}"
    soundfile.write(source, noise(3.0), RATE)
    source.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
    decoded = decode_audio(source, tmp_path / "out")
    assert 1.3 < decoded.seconds < 1.7


def test_an_m4a_that_is_cut_has_lost_its_index(tmp_path: Path) -> None:
    source = m4a(tmp_path / "a.m4a", noise())
    source.write_bytes(source.read_bytes()[:8000])
    assert refusal(source) == "The file is damaged or cut: its beginning cannot be read"


@pytest.mark.parametrize("mark", [b"drms", b"enca"])
def test_a_protected_file_is_called_protected(tmp_path: Path, mark: bytes) -> None:
    source = m4a(tmp_path / "a.m4a", noise())
    source.write_bytes(source.read_bytes().replace(b"mp4a", mark, 1))
    assert refusal(source) == "The file is protected (DRM) and cannot be decoded"


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").touch()
    assert refusal(tmp_path / "a.mp3") == "Empty file received"


def test_a_wav_of_a_header_alone_holds_no_sound(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", noise(0.1), RATE)
    (tmp_path / "a.wav").write_bytes((tmp_path / "a.wav").read_bytes()[:44])
    assert refusal(tmp_path / "a.wav") == "The file holds no sound that can be decoded"


def test_garbage_behind_a_genuine_frame_header_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"\xff\xfb\x90\x64" + np.random.default_rng(1).bytes(60_000))
    assert refusal(tmp_path / "a.mp3").startswith("The file ")


def test_a_file_damaged_all_over_is_called_damaged(tmp_path: Path) -> None:
    source = m4a(tmp_path / "a.m4a", noise(3.0))
    data = np.frombuffer(source.read_bytes(), np.uint8).copy()
    data[2000:-4000:37] ^= 0x55
    source.write_bytes(data.tobytes())
    assert refusal(source).startswith("The file is damaged: ")


def test_samples_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    samples = noise().astype(np.float32)
    samples[RATE // 2] = np.nan
    soundfile.write(tmp_path / "a.wav", samples, RATE, "FLOAT")
    assert refusal(tmp_path / "a.wav") == "The file holds samples that are no numbers"


def test_small_files_that_hold_hours_are_refused_once_they_are_too_long(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.flac", np.zeros(RATE * 20), RATE)
    assert (tmp_path / "a.flac").stat().st_size < 20_000
    assert refusal(tmp_path / "a.flac", longest_s=10.0) == "The file is longer than 10 seconds"


def test_a_wav_that_claims_more_than_it_holds_is_as_long_as_what_it_holds(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", noise(1.0, 1), RATE, "PCM_16")
    data = bytearray((tmp_path / "a.wav").read_bytes())
    at = data.index(b"data") + 4
    data[at : at + 4] = struct.pack("<I", 0xFFFFFF00)
    (tmp_path / "a.wav").write_bytes(data)
    assert decode_audio(tmp_path / "a.wav", tmp_path / "out").frames == RATE


def test_a_decoder_that_needs_more_memory_than_is_allowed_costs_the_file_and_not_the_caller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soundfile.write(tmp_path / "a.wav", noise(), RATE)
    monkeypatch.setattr(decoder, "_MEMORY_BYTES", 64 << 20)
    assert refusal(tmp_path / "a.wav").startswith("The file ")


def test_a_decoder_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    soundfile.write(tmp_path / "a.wav", noise(), RATE)
    monkeypatch.setattr(decoder, "_WALL_S", 0.01)
    assert refusal(tmp_path / "a.wav") == "The file takes too long to read"


def test_no_file_can_be_opened_once_a_stranger_s_is_being_read(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import audio_program as p\n"
        "opened = p.av.open\n"
        "def spy(*a, **k):\n"
        "    try: open('/etc/hostname').close(); print('open')\n"
        "    except OSError as error: print(error.errno)\n"
        "    return opened(*a, **k)\n"
        "p._load_decoder = lambda load=p._load_decoder: (load(), setattr(p.av, 'open', spy))\n"
        "p.main()"
    )
    soundfile.write(tmp_path / "a.wav", noise(), RATE)
    order = {"source": str(tmp_path / "a.wav"), "target": str(tmp_path / "out"), "demuxer": "wav", "sample_rate": 0}
    order |= {"highest_rate": 48_000, "limit_s": 10, "memory_bytes": 1 << 30, "cpu_s": 10, "file_bytes": 1 << 26}
    room = str(Path(decoder.__file__).parent)
    process = subprocess.Popen(
        [sys.executable, "-c", program, room], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        said, _ = process.communicate(json.dumps(order | {"parent": os.getpid()}) + "\n")
    told, answer = said.splitlines()
    assert told == "24"  # EMFILE: too many open files
    assert json.loads(answer)["frames"] == RATE
