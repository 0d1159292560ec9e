"""flite's C interface through ctypes: text in, samples and segment rows out."""

import ctypes
import threading
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tonewright.errors import SpeechEngineMissing, SpeechError

_POINTER = ctypes.c_void_p
_NOISE_SEED = 1
_UTTERANCE_FUNCTION = ctypes.CFUNCTYPE(_POINTER, _POINTER)


class _Voice(ctypes.Structure):
    _fields_ = (("name", _POINTER), ("features", _POINTER), ("functions", _POINTER))


class _Wave(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_char_p),
        ("sample_rate", ctypes.c_int),
        ("frames", ctypes.c_int),
        ("channels", ctypes.c_int),
        ("samples", ctypes.POINTER(ctypes.c_short)),
    )


@dataclass(frozen=True)
class SegmentRow:
    """A phone as flite has it: `token` and `syllable` count from 0 in the utterance."""

    symbol: str
    start_s: float
    end_s: float
    token: int
    syllable: int
    stress: int

    def moved(self, seconds: float) -> "SegmentRow":
        """The same row, later."""
        return replace(self, start_s=self.start_s + seconds, end_s=self.end_s + seconds)


@dataclass(frozen=True)
class Said:
    """What flite made of a text: mono float64 samples and the rows of its segments."""

    samples: NDArray[np.float64]
    sample_rate: int
    segments: tuple[SegmentRow, ...]


class FliteLibrary:
    """The loaded libraries; calls are serialised, since flite's voices are shared state.

    Raises SpeechEngineMissing at construction if the libraries are not installed.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._voices: dict[str, int] = {}
        try:
            self._flite = ctypes.CDLL("libflite.so.1", mode=ctypes.RTLD_GLOBAL)
            for name in ("usenglish", "cmulex"):
                ctypes.CDLL(f"libflite_{name}.so.1", mode=ctypes.RTLD_GLOBAL)
        except OSError as cause:
            raise SpeechEngineMissing("flite is not installed (Debian package libflite1)") from cause
        self._bind()
        self._start()

    def synthesise(self, text: str, voice: str, slowness: float) -> Said:
        """Say the text. Raises SpeechError if the voice is missing or flite gives nothing."""
        with self._lock:
            handle = self._voice(voice)
            features = self._features(handle)
            self._set_float(features, b"duration_stretch", slowness)
            # Its noise comes from the C library's generator: what was said before must change nothing.
            self._seed(_NOISE_SEED)
            utterance = self._synth_text(text.encode("ascii"), handle)
            if not utterance:
                raise SpeechError(f"flite said nothing for {text[:40]!r}")
            try:
                wave = ctypes.cast(self._utt_wave(utterance), ctypes.POINTER(_Wave)).contents
                whole = np.ctypeslib.as_array(wave.samples, (wave.frames,)).astype(np.float64) / 32768.0
                return Said(whole, int(wave.sample_rate), self._rows(utterance))
            finally:
                self._delete(utterance)

    def analyse(self, text: str) -> tuple[SegmentRow, ...]:
        """The segments that the text would be said in, without durations (all times are 0)."""
        with self._lock:
            handle = self._voice("rms")
            features = self._features(handle)
            self._feat_set(features, b"wave_synth_func", self._no_wave)
            try:
                utterance = self._synth_text(text.encode("ascii"), handle)
                if not utterance:
                    return ()
                try:
                    return self._rows(utterance)
                finally:
                    self._delete(utterance)
            finally:
                self._feat_set(features, b"wave_synth_func", self._wave_function)

    def _rows(self, utterance: int) -> tuple[SegmentRow, ...]:
        rows: list[SegmentRow] = []
        syllables = 0
        token = self._head(self._relation(utterance, b"Token"))
        token_index = 0
        while token:
            for word in self._daughters(token):
                is_content = self._string(word, b"gpos") == b"content"
                parts = self._daughters(self._item_as(word, b"SylStructure"))
                for syllable in parts:
                    stress = int(self._string(syllable, b"stress") == b"1" and (is_content or len(parts) > 1))
                    for segment in self._daughters(syllable):
                        symbol = self._string(segment, b"name").decode("ascii")
                        start_s = self._float(segment, b"R:Segment.p.end")
                        end_s = self._float(segment, b"R:Segment.end")
                        rows.append(SegmentRow(symbol, start_s, end_s, token_index, syllables, stress))
                    syllables += 1
            token = self._next(token)
            token_index += 1
        return tuple(rows)

    def _daughters(self, item: int | None) -> list[int]:
        found: list[int] = []
        daughter = self._daughter(item) if item else None
        while daughter:
            found.append(daughter)
            daughter = self._next(daughter)
        return found

    def _voice(self, name: str) -> int:
        if name not in self._voices:
            try:
                library = ctypes.CDLL(f"libflite_cmu_us_{name}.so.1")
                register = library[f"register_cmu_us_{name}"]
            except (OSError, AttributeError) as cause:
                raise SpeechEngineMissing(f"flite has no voice {name!r} (Debian package libflite1)") from cause
            register.restype, register.argtypes = _POINTER, (_POINTER,)
            handle = register(None)
            if not handle:
                raise SpeechError(f"flite could not open the voice {name!r}")
            self._voices[name] = int(handle)
        return self._voices[name]

    def _features(self, voice: int) -> int:
        return int(ctypes.cast(voice, ctypes.POINTER(_Voice)).contents.features)

    def _bind(self) -> None:
        pointer, text = _POINTER, ctypes.c_char_p
        self._seed = ctypes.CDLL(None).srand
        self._synth_text = self._function("flite_synth_text", pointer, text, pointer)
        self._delete = self._function("delete_utterance", None, pointer)
        self._utt_wave = self._function("utt_wave", pointer, pointer)
        self._relation = self._function("utt_relation", pointer, pointer, text)
        self._head = self._function("relation_head", pointer, pointer)
        self._next = self._function("item_next", pointer, pointer)
        self._daughter = self._function("item_daughter", pointer, pointer)
        self._item_as = self._function("item_as", pointer, pointer, text)
        self._string = self._function("ffeature_string", text, pointer, text)
        self._float = self._function("ffeature_float", ctypes.c_float, pointer, text)
        self._feat_val = self._function("feat_val", pointer, pointer, text)
        self._feat_set = self._function("feat_set", None, pointer, text, pointer)
        self._set_float = self._function("feat_set_float", None, pointer, text, ctypes.c_float)
        self._hold = self._function("val_inc_refcount", pointer, pointer)

    def _function(self, name: str, result: Any, *arguments: Any) -> Any:
        function = self._flite[name]
        function.restype, function.argtypes = result, arguments
        return function

    def _start(self) -> None:
        """Initialise flite and make the value that replaces waveform synthesis in `analyse`."""
        self._function("flite_init", ctypes.c_int)()
        self._identity = _UTTERANCE_FUNCTION(lambda utterance: utterance)
        value = self._function("uttfunc_val", _POINTER, _POINTER)
        self._no_wave = value(ctypes.cast(self._identity, _POINTER))
        self._wave_function = self._feat_val(self._features(self._voice("rms")), b"wave_synth_func")
        # feat_set gives up the reference of the value it replaces; ours keep both alive for good.
        for _ in range(2):
            self._hold(self._no_wave)
            self._hold(self._wave_function)
