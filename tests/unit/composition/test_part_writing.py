"""Part writing by the rules of Aldwell & Schachter, "Harmony and Voice Leading", units 5 and 6."""

from itertools import pairwise

from briefs import brief

from tonewright.composition.compose import plan
from tonewright.composition.part_writing import inner_parts, parallel, sounding_at
from tonewright.composition.score import Note

SECOND_VIOLIN, VIOLA = (60, 79), (50, 72)


def test_fifths_octaves_and_unisons_are_parallel_when_both_voices_move() -> None:
    assert parallel((67, 60), (69, 62))
    assert parallel((72, 60), (74, 62))
    assert parallel((60, 60), (62, 62))
    assert not parallel((67, 60), (67, 60))
    assert not parallel((64, 60), (65, 62))
    # A fifth followed by a sixth is what one writes instead.
    assert not parallel((67, 60), (71, 62))


def test_a_line_sounds_from_its_onset_to_its_end() -> None:
    line = [Note(0.0, 1.0, 60, 0.5), Note(2.0, 2.0, 64, 0.5)]
    assert sounding_at(line, [0.0, 0.5, 1.5, 2.0, 3.9, 4.0]) == [60, 60, None, 64, 64, None]


def test_inner_voices_of_a_cadence_move_little_and_make_no_parallels() -> None:
    piece, _ = plan(brief("string_quartet", 1, seconds=30.0, bpm=90.0, chords="C F G C"))
    beats = [span.start_beat for span in piece.chords]
    tops = {0: 76, 1: 77, 2: 74, 3: 72}
    lows = {0: 48, 1: 41, 2: 43, 3: 48}
    tune = [Note(beat, 4.0, tops[i % 4], 0.7) for i, beat in enumerate(beats)]
    ground = [Note(beat, 4.0, lows[i % 4], 0.7) for i, beat in enumerate(beats)]
    second, viola = inner_parts(piece, tune, ground, (SECOND_VIOLIN, VIOLA))
    voices = list(zip([n.pitch for n in tune], second, viola, [n.pitch for n in ground], strict=True))
    for before, now in pairwise(voices):
        for one in range(4):
            for other in range(one + 1, 4):
                if (one, other) != (0, 3):
                    assert not parallel((before[one], before[other]), (now[one], now[other]))
    for chord, sounding in zip((span.chord for span in piece.chords), voices, strict=True):
        assert sounding == tuple(sorted(sounding, reverse=True))
        assert chord.pitch_classes[1] in {pitch % 12 for pitch in sounding}
    for line in (second, viola):
        assert max(abs(a - b) for a, b in pairwise(line)) <= 5
