"""Tonewright: a self-hosted music-generation server."""

from importlib.metadata import version

__version__ = version("tonewright")
