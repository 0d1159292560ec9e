"""FluidSynth through ctypes: the SoundFont's instruments, one note at a time.

Each note is synthesised alone and placed by render/strike.py. So notes begin on their very sample rather than
on FluidSynth's blocks of 64, and a note that comes back costs nothing. What a shared synthesiser does between
notes (a key struck again ends its earlier note, a closed hi-hat chokes an open one, the pedal) is done there.
"""

import ctypes
import ctypes.util
import threading
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from tonewright.errors import RenderError
from tonewright.render.instruments.instrument import Sound
from tonewright.render.stems import SAMPLE_RATE

DEFAULT_FONT = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")

_LIBRARY_NAMES = ("libfluidsynth.so.3", "libfluidsynth.so.2", "libfluidsynth.dylib", "libfluidsynth-3.dll")
_BLOCK = 64
_RELEASE_BLOCK = 4096
_SILENCE = 10.0 ** (-72.0 / 20.0)
_FADE = 512
_GAIN = 1.0
_VOICES = 16
_WASH_PITCHES = (*range(60, 97), *range(59, 20, -1))

_BIRTH = threading.Lock()

_POINTER = ctypes.c_void_p
_INT = ctypes.c_int
_TEXT = ctypes.c_char_p
_SIGNATURES: dict[str, tuple[Any, ...]] = {
    "new_fluid_settings": (_POINTER,),
    "delete_fluid_settings": (None, _POINTER),
    "fluid_settings_setnum": (_INT, _POINTER, _TEXT, ctypes.c_double),
    "fluid_settings_setint": (_INT, _POINTER, _TEXT, _INT),
    "new_fluid_synth": (_POINTER, _POINTER),
    "delete_fluid_synth": (None, _POINTER),
    "fluid_synth_sfload": (_INT, _POINTER, _TEXT, _INT),
    "fluid_synth_program_select": (_INT, _POINTER, _INT, _INT, _INT, _INT),
    "fluid_synth_noteon": (_INT, _POINTER, _INT, _INT, _INT),
    "fluid_synth_noteoff": (_INT, _POINTER, _INT, _INT),
    "fluid_synth_all_sounds_off": (_INT, _POINTER, _INT),
    "fluid_synth_get_active_voice_count": (_INT, _POINTER),
    "fluid_synth_process": (_INT, _POINTER, _INT, _INT, _POINTER, _INT, _POINTER),
    "fluid_set_log_function": (_POINTER, _INT, _POINTER, _POINTER),
}


class SoundFont:
    """A SoundFont loaded into a synthesiser of its own; one thread at a time may use it.

    Raises RenderError if libfluidsynth is missing, or the font is missing or unreadable.
    """

    def __init__(self, path: Path = DEFAULT_FONT) -> None:
        library = fluidsynth_library()
        if not path.is_file():
            raise RenderError(f"the SoundFont {path} is missing; on Debian: apt install fluid-soundfont-gm")
        self._library = library
        self._settings = library.new_fluid_settings()
        library.fluid_settings_setnum(self._settings, b"synth.sample-rate", float(SAMPLE_RATE))
        library.fluid_settings_setnum(self._settings, b"synth.gain", _GAIN)
        library.fluid_settings_setint(self._settings, b"synth.polyphony", _VOICES)
        library.fluid_settings_setint(self._settings, b"synth.dynamic-sample-loading", 1)
        for name in (
            b"synth.reverb.active",
            b"synth.chorus.active",
            b"synth.lock-memory",
            b"synth.threadsafe-api",
        ):
            library.fluid_settings_setint(self._settings, name, 0)
        # The first synthesiser of a process sets up tables and default modulators that all share, without waiting: one
        # made beside it on another thread would copy them unfinished, and sound otherwise for as long as it lives.
        with _BIRTH:
            self._synth = library.new_fluid_synth(self._settings)
        self._font = library.fluid_synth_sfload(self._synth, str(path).encode(), 0)
        if self._font < 0:
            self.close()
            raise RenderError(f"FluidSynth cannot read the SoundFont {path}")

    def preset(self, bank: int, program: int, release_s: float) -> "FontInstrument":
        """Select a preset and give it as an instrument; it serves until the next one is selected.

        Raises RenderError if the font has no such preset.
        """
        if self._library.fluid_synth_program_select(self._synth, 0, self._font, bank, program) != 0:
            raise RenderError(f"the SoundFont has no preset {program} in bank {bank}")
        self._wash()
        return FontInstrument(self._library, self._synth, bank, round(release_s * SAMPLE_RATE))

    def _wash(self) -> None:
        """Use every voice once, so that what it played for the preset before cannot be heard.

        A voice's filter keeps a little of its last note (some −50 dB at the next attack). Washed, a
        preset gives the same samples whatever was played before it, and so on whichever thread it is
        rendered.
        """
        for pitch in _WASH_PITCHES:
            if self._library.fluid_synth_get_active_voice_count(self._synth) >= _VOICES:
                break
            self._library.fluid_synth_noteon(self._synth, 0, pitch, 100)
        _process(self._library, self._synth, 2 * _BLOCK)
        self._library.fluid_synth_all_sounds_off(self._synth, -1)
        _process(self._library, self._synth, _BLOCK)

    def close(self) -> None:
        """Free the synthesiser and the samples it holds."""
        if self._synth is not None:
            self._library.delete_fluid_synth(self._synth)
            self._library.delete_fluid_settings(self._settings)
            self._synth = None


class FontInstrument:
    """A selected preset of a SoundFont."""

    def __init__(self, library: ctypes.CDLL, synth: int, bank: int, release_frames: int) -> None:
        self._library = library
        self._synth = synth
        self._bank = bank
        self._release_frames = release_frames

    def strike(self, pitch: int, velocity: int, hold_frames: int) -> Sound:
        """The note held for `hold_frames` frames (rounded up to 64) and released until it is silent."""
        held = -(-max(hold_frames, _BLOCK) // _BLOCK) * _BLOCK
        sound = np.zeros((2, held + self._release_frames + _RELEASE_BLOCK), dtype=np.float32)
        self._library.fluid_synth_noteon(self._synth, 0, pitch, velocity)
        _process_into(self._library, self._synth, sound[:, :held])
        self._library.fluid_synth_noteoff(self._synth, 0, pitch)
        loudest = _highest(sound[:, :held])
        released = 0
        while released < self._release_frames and self._sounding():
            piece = sound[:, held + released : held + released + _RELEASE_BLOCK]
            _process_into(self._library, self._synth, piece)
            released += _RELEASE_BLOCK
            here = _highest(piece)
            loudest = max(loudest, here)
            if here <= loudest * _SILENCE:
                break
        if self._sounding():
            self._library.fluid_synth_all_sounds_off(self._synth, -1)
            _process(self._library, self._synth, _BLOCK)
        sound = np.ascontiguousarray(sound[:, : held + released])
        fade = min(_FADE if released < self._release_frames else _RELEASE_BLOCK * 4, sound.shape[1])
        sound[:, -fade:] *= np.linspace(1.0, 0.0, fade, dtype=np.float32) ** 2
        return sound

    def _sounding(self) -> bool:
        return bool(self._library.fluid_synth_get_active_voice_count(self._synth) > 0)


def _process(library: ctypes.CDLL, synth: int, frames: int) -> None:
    """Let the synthesiser play on unheard."""
    _process_into(library, synth, np.zeros((2, frames), dtype=np.float32))


def _process_into(library: ctypes.CDLL, synth: int, block: Sound) -> None:
    """Add what the synthesiser plays next."""
    channels = (_POINTER * 2)(block[0].ctypes.data, block[1].ctypes.data)
    library.fluid_synth_process(synth, block.shape[1], 0, None, 2, channels)


def _highest(sound: Sound) -> float:
    return max(float(sound.max()), -float(sound.min()))


@cache
def fluidsynth_library() -> ctypes.CDLL:
    """The FluidSynth library with typed functions and its log silenced.

    Raises RenderError if it is not installed.
    """
    names = [*_LIBRARY_NAMES, *filter(None, [ctypes.util.find_library("fluidsynth")])]
    for name in names:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        for function, (result, *arguments) in _SIGNATURES.items():
            typed = getattr(library, function)
            typed.restype = result
            typed.argtypes = arguments
        for level in range(5):
            library.fluid_set_log_function(level, None, None)
        return library
    raise RenderError("FluidSynth is missing; on Debian: apt install libfluidsynth3")
