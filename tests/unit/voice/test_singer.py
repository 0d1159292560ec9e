from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from tonewright.errors import SpeechError
from tonewright.performance.performed import PlayedNote, TimedLine, TimedSyllable
from tonewright.render.voice.planning import as_heard
from tonewright.render.voice.singer import METAL_S, PEAK, ring_metal, sing
from tonewright.speech.roster import voices

RATE = 44_100


def test_the_track_is_as_long_as_asked_and_peaks_at_minus_six(make_line, make_part):
    track = sing(make_part(make_line("hold me now", 0.5, 0.4, (64, 66, 67))), 2.5, 7)
    assert track.shape == (int(2.5 * RATE),)
    assert track.dtype == np.float32
    assert np.abs(track).max() == pytest.approx(PEAK, rel=1e-4)


def test_the_same_seed_sings_the_same_bytes_and_another_one_does_not(make_line, make_part):
    part = make_part(make_line("hold me now", 0.5, 0.4, (64, 66, 67)))
    first = sing(part, 2.5, 7)
    assert first.tobytes() == sing(part, 2.5, 7).tobytes()
    assert first.tobytes() != sing(part, 2.5, 8).tobytes()


def test_a_line_sounds_the_same_whatever_is_sung_after_it(make_line, make_part):
    line = make_line("hold me now", 0.5, 0.4, (64, 66, 67))
    later = make_line("stay with me", 4.0, 0.4, (60,))
    alone, both = sing(make_part(line), 6.0, 7)[: 2 * RATE], sing(make_part(line, later), 6.0, 7)[: 2 * RATE]
    scale = np.abs(alone).max() / np.abs(both).max()
    assert np.abs(alone - both * scale).max() < 1e-5


def test_nothing_sounds_before_and_after_the_lines(make_line, make_part):
    track = sing(make_part(make_line("hold me now", 1.5, 0.4, (64,))), 5.0, 7)
    assert np.abs(track[: int(0.5 * RATE)]).max() == 0.0
    assert np.abs(track[int(3.2 * RATE) :]).max() == 0.0


def test_no_sample_jumps_like_a_click(make_line, make_part):
    for voice in ("elinmarlowemezzo01", "jonasreedbaritone01"):
        part = make_part(make_line("we are all alone now", 0.5, 0.35, (60, 62, 64)), voice=voice)
        track = sing(part, 3.5, 7).astype(float)
        # A click is a jump far out of what the neighbourhood does; sung pulses repeat, a click does not.
        jumps = np.abs(np.diff(track, 2))
        loudest_each = jumps[: len(jumps) // 4410 * 4410].reshape(-1, 4410).max(axis=1)
        assert loudest_each.max() < 6 * np.percentile(loudest_each, 75)


def test_a_part_without_lines_is_silent(make_part):
    track = sing(make_part(TimedLine("", (), 0, ())), 1.0, 7)
    assert track.shape == (RATE,)
    assert not track.any()


def test_an_unknown_voice_is_named(make_line, make_part):
    with pytest.raises(SpeechError, match="nobody"):
        sing(make_part(make_line("hey", 0.1, 0.3, (60,)), voice="nobody"), 1.0, 7)


@pytest.mark.parametrize("word", ["🎵", "1999", "", "hmm", "a" * 3000, "rhythm", "\x00", "你好"])
@pytest.mark.parametrize("notes", [1, 3])
def test_any_word_on_any_number_of_notes_is_sung(word, notes, make_part):
    syllables = tuple(TimedSyllable("x", 0, (PlayedNote(0.3 + 0.3 * k, 0.3, 62, 90),)) for k in range(notes))
    track = sing(make_part(TimedLine(word, (word,), 0, syllables)), 2.0, 7)
    assert np.isfinite(track).all()
    assert np.abs(track).max() == pytest.approx(PEAK, rel=1e-4)


def test_notes_outside_the_track_do_no_harm(make_line, make_part):
    part = make_part(make_line("hold me now", -0.5, 0.4, (64,)), make_line("stay", 2.9, 2.0, (64,)))
    assert sing(part, 3.0, 7).shape == (3 * RATE,)


def test_words_are_heard_in_order_without_overlap_around_their_notes(make_line, make_part):
    line = make_line("summer rain is falling", 0.5, 0.3, (60, 62))
    heard = as_heard(make_part(line)).lines[0].heard
    assert [span.text for span in heard] == ["summer", "rain", "is", "falling"]
    for span, following in pairwise(heard):
        assert span.start_s < span.end_s <= following.start_s + 1e-9
    first_notes = [next(s for s in line.syllables if s.word == k).notes[0].start_s for k in range(4)]
    for span, note_s in zip(heard, first_notes, strict=True):
        assert note_s - 0.3 <= span.start_s <= note_s


def test_a_throat_of_metal_echoes_at_even_times_ever_more_softly():
    click = np.zeros(2000)
    click[0] = 1.0
    rung = ring_metal(click, 0.5)
    step = round(METAL_S * RATE)
    assert rung[: 4 * step : step] == pytest.approx([1.0, 0.5, 0.25, 0.125])
    assert np.count_nonzero(rung[: 4 * step]) == 4


@pytest.mark.parametrize("voice", voices(), ids=lambda voice: voice.name)
def test_every_voice_sings_at_the_ends_of_its_range(voice, make_line, make_part):
    track = sing(make_part(make_line("way oh", 0.4, 0.4, (voice.low, voice.high)), voice=voice.item_id), 1.6, 7)
    assert np.isfinite(track).all()
    assert np.abs(track).max() == pytest.approx(PEAK, rel=1e-4)


def test_a_louder_line_is_louder_and_brighter(make_line, make_part):
    line = make_line("far away", 0.5, 0.5, (57, 59, 60))
    soft, loud = (with_velocity(line, velocity) for velocity in (70, 120))
    later = with_velocity(make_line("far away", 3.0, 0.5, (57, 59, 60)), 120)
    track = sing(make_part(soft, later, voice="jonasreedbaritone01"), 5.0, 7).astype(float)
    first, second = track[int(0.4 * RATE) : int(2.2 * RATE)], track[int(2.9 * RATE) : int(4.7 * RATE)]
    assert np.sqrt(np.mean(second**2)) > 1.3 * np.sqrt(np.mean(first**2))
    # The same line again, so that only the effort differs.
    again = sing(make_part(loud, voice="jonasreedbaritone01"), 5.0, 7).astype(float)[int(0.4 * RATE) : int(2.2 * RATE)]
    assert high_share(again) > 1.15 * high_share(first)


def with_velocity(line, velocity):
    syllables = tuple(
        replace(one, notes=tuple(replace(note, velocity=velocity) for note in one.notes)) for one in line.syllables
    )
    return replace(line, syllables=syllables)


def high_share(samples):
    power = np.abs(np.fft.rfft(samples)) ** 2
    hz = np.fft.rfftfreq(len(samples), 1 / RATE)
    return power[(hz > 2_000) & (hz < 5_000)].sum() / power[hz < 2_000].sum()
