import numpy as np
import pytest
from bench.chords import entry_of, exchanged, fits_audio, fits_midi, settled, share, vocabulary
from bench.notes import Notes, Track
from bench.pitches import folded, listen
from tests.unit.bench.tones import RATE, sequence, tones

from tonewright.theory.chord import QUALITIES, Chord, parse_chord

C_MAJ9 = [60, 64, 67, 71, 74]


def heard_as(symbol: str, harmony: list[int], bass: int) -> bool:
    high, low = (folded(listen(tones(pitches, 6.0), RATE).notes_in(2.0, 4.0)) for pitches in (harmony, [bass]))
    return fits_audio(high, low, parse_chord(symbol))


def band(harmony: list[int], bass: int, lead: list[int] | None = None) -> Notes:
    """Two seconds of chord, bass and perhaps a lead."""

    def track(stem: str, pitches: list[int]) -> Track:
        return Track(stem, stem, False, 0, np.array([[0.0, 2.0, pitch, 90.0] for pitch in pitches]))

    players = [track("keys", harmony), track("bass", [bass])] + ([track("lead", lead)] if lead else [])
    return Notes(tuple(players), 0.5, 2.0)


PROGRESSION = {
    "Cmaj7/E": ([60, 64, 67, 71], 40),
    "F": ([60, 65, 69], 41),
    "Dm7": ([60, 62, 65, 69], 38),
    "G7b9": ([59, 62, 65, 68], 43),
    "Am": ([57, 60, 64], 33),
    "Gsus4": ([60, 62, 67], 43),
}
"""Chords, how they are laid out, and their basses."""
HALF_BAR_S = 1.0


def shares_of(harmony: np.ndarray, bass: np.ndarray) -> tuple[float, float]:
    """The share of the progression that fits, and of its exchanged labels."""
    above, below = listen(harmony, RATE), listen(bass, RATE)
    spans = [
        {"start": place * HALF_BAR_S, "end": (place + 1) * HALF_BAR_S, "text": text}
        for place, text in enumerate(PROGRESSION)
    ]

    def fits(start_s: float, end_s: float, chord: Chord) -> bool:
        played = folded(above.notes_in(settled(start_s, end_s), end_s))
        return fits_audio(played, folded(below.notes_in(start_s, start_s + 0.5, fading=True)), chord)

    return share(spans, fits)[0], share(exchanged(spans), fits)[0]


def test_quick_changes_are_heard_and_no_chord_is_taken_for_another_ones_label() -> None:
    harmony = sequence([high for high, _ in PROGRESSION.values()], HALF_BAR_S)
    bass = sequence([[low] for _, low in PROGRESSION.values()], HALF_BAR_S)

    assert shares_of(harmony, bass) == (1.0, 0.0)


def test_what_rings_over_from_the_chord_before_is_no_part_of_the_next() -> None:
    harmony = sequence([high for high, _ in PROGRESSION.values()], HALF_BAR_S)
    bass = sequence([[low] for _, low in PROGRESSION.values()], HALF_BAR_S)
    half = round(HALF_BAR_S * RATE)
    rings = np.concatenate([tones(high, 2 * HALF_BAR_S)[:, half:] for high, _ in PROGRESSION.values()], axis=1)
    rings *= np.tile(np.exp(-np.arange(half) / RATE / 0.12), len(PROGRESSION)).astype(np.float32)
    harmony[:, half:] += rings[:, :-half]

    right, wrong = shares_of(harmony, bass)
    assert right >= 0.8
    assert wrong == 0.0


@pytest.mark.parametrize(
    ("symbol", "harmony", "bass"),
    [
        ("C", [60, 64, 67], 36),
        ("Cm", [60, 63, 67], 36),
        ("Cmaj7", [59, 60, 64, 67], 36),
        ("Am7", [57, 60, 64, 67], 33),
        ("F#m7b5", [57, 60, 64, 66], 30),
        ("C/E", [60, 64, 67], 40),
        ("G7b9", [59, 62, 65, 68], 31),
    ],
)
def test_a_chord_that_sounds_is_heard(symbol: str, harmony: list[int], bass: int) -> None:
    assert heard_as(symbol, harmony, bass)


@pytest.mark.parametrize(
    ("symbol", "harmony", "bass"),
    [
        ("C", [60, 63, 67], 36),  # its third is minor
        ("C", [60, 64, 67], 40),  # it stands on its third
        ("Cmaj7", [60, 64, 67, 70], 36),  # its seventh is flat
        ("C", C_MAJ9, 36),  # there is more than a triad
        ("Cmaj9", [60, 64, 67], 36),  # there is less than a ninth
        ("C", [62, 65, 69], 38),
    ],
)
def test_another_chord_is_heard_as_another(symbol: str, harmony: list[int], bass: int) -> None:
    assert not heard_as(symbol, harmony, bass)
    assert not fits_midi(band(harmony, bass), 0.0, 2.0, parse_chord(symbol))


def test_a_written_chord_is_right_on_midi_even_without_its_perfect_fifth() -> None:
    assert fits_midi(band([60, 64, 71, 74], 36), 0.0, 2.0, parse_chord("Cmaj9"))
    assert not fits_midi(band([60, 64], 36), 0.0, 2.0, parse_chord("Cmaj9"))


def test_a_note_whose_channels_are_out_of_phase_is_heard() -> None:
    third = tones([64], 6.0) * np.array([[1.0], [-1.0]], np.float32)
    heard = folded(listen(tones([60, 67], 6.0) + third, RATE).notes_in(2.0, 4.0))

    assert heard[4] > 0.5 * heard.max()


def test_the_leads_passing_notes_are_no_part_of_the_chord() -> None:
    assert fits_midi(band([60, 64, 67], 36, lead=[74, 77]), 0.0, 2.0, parse_chord("C"))


def test_a_bass_on_another_note_makes_another_chord() -> None:
    assert fits_midi(band([60, 64, 67], 40), 0.0, 2.0, parse_chord("C/E"))
    assert not fits_midi(band([60, 64, 67], 40), 0.0, 2.0, parse_chord("C"))


def test_chords_of_the_same_notes_over_the_same_bass_are_one() -> None:
    assert entry_of(parse_chord("C6")) == entry_of(parse_chord("Am7/C"))
    assert entry_of(parse_chord("C6")) != entry_of(parse_chord("Am7"))
    assert len(vocabulary().entries) == 12 * 12 * len(QUALITIES)


def test_where_two_bass_notes_are_equally_long_the_first_is_the_bass() -> None:
    octaves = Track("bass", "bass", False, 0, np.array([[0.0, 0.12, 40.0, 90.0], [0.3, 0.42, 38.0, 90.0]]))
    keys = band([59, 62, 64, 66, 68], 40).tracks[0]
    assert fits_midi(Notes((keys, octaves), 0.6, 2.4), 0.0, 2.0, parse_chord("E9"))


def test_exchanged_labels_are_never_the_spans_own() -> None:
    spans = [{"start": float(at), "end": at + 1.0, "text": text} for at, text in enumerate(["C", "C", "N.C.", "F"])]
    assert [span["text"] for span in exchanged(spans)] == ["F", "F", "C"]


def test_a_share_is_of_time_and_passes_over_rests() -> None:
    spans = [
        {"start": 0.0, "end": 3.0, "text": "C"},
        {"start": 3.0, "end": 4.0, "text": "G"},
        {"start": 4.0, "end": 9.0, "text": "N.C."},
    ]

    right, wrong = share(spans, lambda start, end, chord: chord.text == "C")

    assert right == pytest.approx(0.75)
    assert wrong == ["G at 3.0 s"]
