import hashlib

import numpy as np

from tonewright.theory.seeds import rng


def test_a_stream_depends_on_seed_and_name_alone() -> None:
    first = rng(7, "melody/chorus/bar 3").integers(0, 2**31, 5)
    assert np.array_equal(first, rng(7, "melody/chorus/bar 3").integers(0, 2**31, 5))
    assert not np.array_equal(first, rng(8, "melody/chorus/bar 3").integers(0, 2**31, 5))
    assert not np.array_equal(first, rng(7, "melody/chorus/bar 4").integers(0, 2**31, 5))


def test_the_stream_is_pcg64_from_the_first_half_of_the_names_sha256() -> None:
    words = int(hashlib.sha256(b"1/bass").hexdigest()[:32], 16)
    assert rng(1, "bass").random() == np.random.Generator(np.random.PCG64(words)).random()


def test_seed_and_name_do_not_run_into_each_other() -> None:
    assert rng(1, "1/x").random() != rng(11, "/x").random()
