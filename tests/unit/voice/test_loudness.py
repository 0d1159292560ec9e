import numpy as np

from tonewright.performance.performed import PlayedNote
from tonewright.render.voice.alignment import Nucleus
from tonewright.render.voice.loudness import USUAL_VELOCITY, dynamics
from tonewright.speech.utterance import Phone

TIMES = np.arange(0.0, 5.0, 0.005)


def effort(*notes, stress=1):
    vowel = Phone("aa", "vowel", 0.0, 0.1)
    nuclei = [Nucleus((), vowel, (), k, stress, (PlayedNote(*note),)) for k, note in enumerate(notes)]
    return dynamics(nuclei, TIMES)


def at(values, seconds):
    return values[round(seconds / 0.005)]


def test_a_louder_line_takes_more_effort():
    soft, loud = (effort((1.0, 0.4, 60, velocity), (1.4, 0.4, 62, velocity)) for velocity in (80, 110))
    assert at(loud, 1.4) > at(soft, 1.4) + 1.0
    assert abs(np.mean(effort((1.0, 3.0, 60, USUAL_VELOCITY))[200:800])) < 1.5


def test_a_phrase_grows_towards_its_middle():
    line = effort(*((1.0 + 0.3 * k, 0.3, 60, 90) for k in range(10)))
    assert at(line, 2.3) > at(line, 1.05) + 1.0
    assert at(line, 2.3) > at(line, 3.95) + 1.0


def test_a_held_note_swells_and_falls_off():
    held = effort((1.0, 2.5, 60, 90))
    assert at(held, 2.0) > at(held, 1.05)
    assert at(held, 3.45) < at(held, 2.0) - 2.0
