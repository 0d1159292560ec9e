"""Balancing: every stem through its strip, into its space and to its place in the mix."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from tonewright.dsp.biquad import Sections, filter_in_place
from tonewright.dsp.compressor import apply_gains_db
from tonewright.dsp.loudness import SILENCE_LUFS, measure_lufs
from tonewright.mix.ducking import kick_envelope
from tonewright.mix.space import space_of
from tonewright.mix.strip import strip_of
from tonewright.mix.tone import tone_correction
from tonewright.mix.vocals import (
    VOCAL_STEMS,
    chain_of,
    excerpts,
    make_room,
    place_near,
    set_above,
    singing,
    voice_band_powers,
)
from tonewright.render.stems import SAMPLE_RATE, Stem, release_pages

_ANCHOR_LUFS = -20.0
_SENT = 0.6


def balance(stems: Sequence[Stem], style: str, tempo_bpm: float, threads: int = 1) -> tuple[Stem, ...]:
    """Mix the stems in place and give them back: equalised, compressed, in their space, at their level.

    `style` is the performance's style, `tempo_bpm` times echo and ducking. Each stem keeps its own reverb
    and echo; stems touch one another only through gains (the kick ducks, the voice makes room), so they
    still add up to the mix. The samples do not depend on `threads`.
    """
    if not stems:
        return ()
    desk = _Desk(stems, style, tempo_bpm)
    with ThreadPoolExecutor(max(threads, 1)) as pool:
        list(pool.map(desk.sing, desk.voices))
        desk.listen()
        powers = list(pool.map(desk.play, desk.band))
    for voice in desk.voices:
        place_near(voice, chain_of(voice.name, style), sum(powers, np.zeros(1)))
    correction = tone_correction(stems, style)
    for stem in stems:
        release_pages(stem.samples)
    with ThreadPoolExecutor(max(threads, 1)) as pool:
        list(pool.map(lambda voice: _tone(voice, correction), desk.voices))
        powers = list(pool.map(lambda stem: _tone(stem, correction, heard=bool(desk.voices)), desk.band))
    for voice in desk.voices:
        set_above(voice, chain_of(voice.name, style), sum(powers, np.zeros(1)))
        release_pages(voice.samples)
    return tuple(stems)


def _tone(stem: Stem, correction: Sections, heard: bool = False) -> NDArray[np.float64]:
    """Draw a stem's tone; gives its power in the voice's band where that is asked."""
    filter_in_place(stem.samples, correction)
    powers = voice_band_powers(stem.samples) if heard else np.zeros(1)
    release_pages(stem.samples)
    return powers


class _Desk:
    """One mix: the stems, and what they share — the space, the kick and the voice."""

    def __init__(self, stems: Sequence[Stem], style: str, tempo_bpm: float) -> None:
        self.voices = [stem for stem in stems if stem.name in VOCAL_STEMS]
        self.band = [stem for stem in stems if stem.name not in VOCAL_STEMS]
        self._frames = stems[0].samples.shape[1]
        self._strips = {stem.name: strip_of(stem.name, stem.style or style) for stem in self.band}
        self._space = space_of(style, tempo_bpm)
        self._style, self._tempo_bpm = style, tempo_bpm
        self._kick: NDArray[np.float64] | None = None
        self._singing: NDArray[np.float64] | None = None

    def sing(self, voice: Stem) -> None:
        """Run a voice through its chain."""
        chain_of(voice.name, self._style).apply(voice, self._tempo_bpm)
        release_pages(voice.samples)

    def listen(self) -> None:
        """Hear where the voice sings and the kick strikes, before anything gives way to them."""
        if self.voices:
            self._singing = singing(self.voices, self._frames)
            for voice in self.voices:
                release_pages(voice.samples)
        ducked = any(strip.duck_db > 0.0 for strip in self._strips.values())
        drums = next((stem for stem in self.band if stem.name == "drums"), None)
        if ducked and drums is not None:
            self._kick = kick_envelope(drums.samples, self._tempo_bpm)
            release_pages(drums.samples)

    def play(self, stem: Stem) -> NDArray[np.float64]:
        """Treat and place one stem of the band; gives its excerpts' power in the voice's band, if there is a voice."""
        strip = self._strips[stem.name]
        strip.apply(stem.samples, SAMPLE_RATE)
        if strip.duck_db > 0.0 and self._kick is not None:
            apply_gains_db(stem.samples, -strip.duck_db * self._kick)
        self._space.return_into(
            stem.samples, _SENT * stem.reverb_send * strip.reverb, _SENT * stem.delay_send * strip.delay
        )
        if strip.dip_db > 0.0 and self._singing is not None:
            make_room(stem.samples, self._singing, strip.dip_db)
        here_lufs = measure_lufs(stem.samples, SAMPLE_RATE)
        if here_lufs > SILENCE_LUFS:
            gain_db = _ANCHOR_LUFS + stem.level_db + strip.offset_db - here_lufs
            stem.samples[:] *= np.float32(10.0 ** (gain_db / 20.0))
        powers = voice_band_powers(excerpts(stem.samples)) if self.voices else np.zeros(1)
        release_pages(stem.samples)
        return powers
