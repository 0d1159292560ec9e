"""Lead sheets for the tests of this room, read from small files that are made by hand."""

from tonewright.decoding.midi import MidiMusic, MidiNote, MidiTrack
from tonewright.transcription.lead_sheet import LeadSheet
from tonewright.transcription.reading import lead_sheet_of

# Ode to joy, two phrases of four bars.
TUNE = (64, 64, 65, 67, 67, 65, 64, 62, 60, 60, 62, 64, 64, 62, 62)
LENGTHS = (1.0,) * 12 + (1.5, 0.5, 2.0)
CHORDS = ((0, 4, 7), (0, 4, 7), (7, 11, 2), (0, 4, 7))


def given(
    times: int = 2,
    bpm: float = 120.0,
    tempos: tuple[tuple[float, float], ...] = (),
    meter: tuple[int, int] = (4, 4),
    lyrics: tuple[tuple[float, str], ...] = (),
    up: int = 0,
) -> LeadSheet:
    """The tune so many times, with a block chord in every bar of four beats."""
    notes, blocks, beat = [], [], 0.0
    for _ in range(times):
        for pitch, length in zip(TUNE, LENGTHS, strict=True):
            notes.append(MidiNote(beat, length, pitch + up, 90, 0))
            beat += length
    for bar in range(times * 4):
        for tone in CHORDS[bar % 4]:
            blocks.append(MidiNote(bar * 4.0, 4.0, 48 + tone, 70, 1))
    tracks = (
        MidiTrack("Melody", tuple(notes), (), lyrics),
        MidiTrack("Chords", tuple(sorted(blocks, key=lambda n: (n.start, n.pitch))), (), ()),
    )
    return lead_sheet_of(MidiMusic(beat, tempos or ((0.0, bpm),), ((0.0, *meter),), (), (), tracks))
