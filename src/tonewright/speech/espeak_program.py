"""A program of its own that speaks with eSpeak NG and tells when each phone sounds.

The command-line tool `espeak-ng` gives samples and phone names but no times; only events of its library have
them. eSpeak NG is under the GPLv3, so this file is run as a separate process, alone, and is never imported: it
uses nothing but Python's standard library and shares no memory with its caller.

It reads requests from standard input until that ends, one JSON object a line: `text`, `voice` (`es`, or `es+m3` with a
variant), `words_a_minute`, `pitch` and `pitch_range` (0…99). To each it writes a line of JSON and then raw samples:
`sample_rate`, `bytes` (of the 16-bit samples that follow), `phonemes` (the text in the International Phonetic
Alphabet with stress marks, phones parted by `_`) and `events`, each `["phone", sample, name]` or `["word", sample,
first_character]`; or nothing else than `error`, with `missing` true where eSpeak NG is not installed.
"""

import ctypes
import json
import signal
import sys
from ctypes.util import find_library
from typing import Any

RETRIEVAL = 1
PHONEME_EVENTS, PHONEME_IPA, DO_NOT_EXIT = 0x0001, 0x0002, 0x8000
WORD, PHONEME = 1, 7
RATE, PITCH, RANGE = 1, 3, 4
UTF8 = 1
AS_IPA, PARTED_BY = 0x02, ord("_") << 8
BUFFER_MS = 200
SECONDS_AT_MOST = 120
INSTALL = "eSpeak NG is not installed (Debian package espeak-ng)"


class Identity(ctypes.Union):
    """What an event is about."""

    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class Event(ctypes.Structure):
    """espeak_EVENT of speak_lib.h."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", Identity),
    )


CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(Event))


class Speaker:
    """The library, ready to speak."""

    def __init__(self) -> None:
        self.library = _load()
        self.library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        options = PHONEME_EVENTS | PHONEME_IPA | DO_NOT_EXIT
        self.sample_rate = int(self.library.espeak_Initialize(RETRIEVAL, BUFFER_MS, None, options))
        if self.sample_rate <= 0:
            raise OSError("eSpeak NG found no voice data")
        self.samples = bytearray()
        self.events: list[tuple[str, int, str | int]] = []
        self.callback = CALLBACK(self.take)
        self.library.espeak_SetSynthCallback(self.callback)

    def take(self, wave: int | None, frames: int, events: "ctypes._Pointer[Event]") -> int:
        """Keep what the library gives; 1 stops it."""
        if wave and frames > 0:
            self.samples += ctypes.string_at(wave, 2 * frames)
        index = 0
        while events[index].type:
            event = events[index]
            if event.type == PHONEME:
                name = bytes(event.id.string).decode("utf-8", "ignore")
                self.events.append(("phone", event.sample, name))
            elif event.type == WORD:
                self.events.append(("word", event.sample, event.text_position - 1))
            index += 1
        return int(len(self.samples) > 2 * SECONDS_AT_MOST * self.sample_rate)

    def speak(self, request: dict[str, Any]) -> None:
        """Say a request's text; samples and events then hold it."""
        self.samples, self.events = bytearray(), []
        if self.library.espeak_SetVoiceByName(request["voice"].encode()) != 0:
            raise ValueError(f"eSpeak NG has no voice {request['voice']!r}")
        for parameter, name in ((RATE, "words_a_minute"), (PITCH, "pitch"), (RANGE, "pitch_range")):
            self.library.espeak_SetParameter(parameter, int(request[name]), 0)
        text = request["text"].encode() + b"\0"
        # Neither markup nor [[phonemes]] are asked for, so brackets in a text are only brackets.
        if self.library.espeak_Synth(text, ctypes.c_size_t(len(text)), 0, 1, 0, UTF8, None, None) != 0:
            raise ValueError("eSpeak NG did not speak")
        self.library.espeak_Synchronize()

    def phonemes(self, text: str) -> str:
        """The text's phones with stress marks, words parted by spaces, in the voice set last."""
        left = ctypes.c_char_p(text.encode())
        clauses = []
        while left.value:
            clause = self.library.espeak_TextToPhonemes(ctypes.byref(left), UTF8, AS_IPA | PARTED_BY)
            clauses.append((clause or b"").decode("utf-8", "ignore"))
        return " ".join(clauses)


def _load() -> ctypes.CDLL:
    try:
        return ctypes.CDLL("libespeak-ng.so.1")
    except OSError:
        return ctypes.CDLL(find_library("espeak-ng") or "libespeak-ng")


def main() -> None:
    """Answer requests until standard input ends."""
    # Ctrl+C reaches every process of a terminal; this one serves until its caller is done with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = sys.stdout.buffer
    speaker: Speaker | None = None
    for line in sys.stdin.buffer:
        try:
            speaker = speaker or Speaker()
            request = json.loads(line)
            speaker.speak(request)
            phonemes = speaker.phonemes(request["text"])
        except (OSError, ValueError, KeyError) as error:
            missing = speaker is None
            answer = {"error": INSTALL if missing else str(error), "missing": missing}
            out.write(json.dumps(answer).encode() + b"\n")
        else:
            head = {
                "sample_rate": speaker.sample_rate,
                "bytes": len(speaker.samples),
                "phonemes": phonemes,
                "events": speaker.events,
            }
            out.write(json.dumps(head).encode() + b"\n")
            out.write(speaker.samples)
        out.flush()


if __name__ == "__main__":
    main()
