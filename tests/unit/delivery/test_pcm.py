import numpy as np
import pytest

from tonewright.delivery.pcm import pack_24_bit, round_to_16_bit


@pytest.mark.parametrize("frames", [0, 1, 2, 3, 1000, 1001])
def test_24_bits_are_the_three_low_bytes_of_each_sample(frames: int) -> None:
    random = np.random.default_rng(frames)
    samples = random.integers(-(2**23), 2**23, (frames, 2), dtype=np.int32)
    expected = b"".join(int(value).to_bytes(3, "little", signed=True) for value in samples.ravel())
    assert pack_24_bit(samples) == expected
    samples.flags.writeable = False
    assert pack_24_bit(samples[:]) == expected


@pytest.mark.parametrize("frame", [0, 1, 2, 3, 4])
def test_a_value_too_large_is_found_wherever_it_is(frame: int) -> None:
    samples = np.zeros((5, 2), np.int32)
    samples[frame, frame % 2] = 2**23
    with pytest.raises(OverflowError):
        pack_24_bit(samples)


def test_16_bits_are_rounded_and_saturate_at_the_top() -> None:
    samples = np.array([[127, 128], [-128, -129], [2**23 - 1, -(2**23)], [0x123480, 256]], np.int32)
    rounded = np.frombuffer(round_to_16_bit(samples), "<i2").reshape(-1, 2)
    assert rounded.tolist() == [[0, 1], [0, -1], [32767, -32768], [0x1235, 1]]


@pytest.mark.parametrize("frames", [0, 1, 2, 3, 1001])
def test_one_channel_is_packed_sample_by_sample(frames: int) -> None:
    samples = np.random.default_rng(frames).integers(-(2**23), 2**23, (frames, 1), dtype=np.int32)
    expected = b"".join(int(value).to_bytes(3, "little", signed=True) for value in samples.ravel())
    assert pack_24_bit(samples) == expected
