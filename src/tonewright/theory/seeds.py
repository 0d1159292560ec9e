"""One seed split by name, so that changing one part of a piece never changes another."""

import hashlib

import numpy as np


def rng(seed: int, name: str) -> np.random.Generator:
    """A random generator for one named purpose, such as `melody/chorus/bar 3`.

    The stream depends on seed and name alone: PCG64 seeded with the first 16 bytes of
    SHA-256(`<seed>/<name>`), the same on every machine.
    """
    digest = hashlib.sha256(f"{seed}/{name}".encode()).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))
