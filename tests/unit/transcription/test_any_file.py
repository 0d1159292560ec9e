"""Whatever a MIDI file holds, its lead sheet can be read and played."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tonewright.brief.reader import read_brief
from tonewright.brief.wishes import Wishes
from tonewright.composition.compose import compose
from tonewright.decoding.midi import MidiMusic, MidiNote, MidiTrack
from tonewright.errors import UnusableFile
from tonewright.performance.perform import perform
from tonewright.transcription.lead_sheet import LeadSheet
from tonewright.transcription.reading import lead_sheet_of

BEATS = st.one_of(st.integers(0, 80).map(lambda n: n / 2), st.floats(0, 60))
LENGTHS = st.one_of(st.sampled_from((0.25, 0.5, 1.0, 2.0)), st.floats(0.001, 30))
NOTES = st.builds(MidiNote, BEATS, LENGTHS, st.integers(0, 127), st.integers(1, 127), st.sampled_from((0, 0, 1, 9)))
WORDS = st.tuples(BEATS, st.sampled_from(("la ", "hel-", "lo", "\r", "/so", "\\new", "@Kmidi", " ", "語")))
TRACKS = st.builds(
    MidiTrack,
    st.sampled_from(("", "Melody", "Chords", "Bass", "Übung")),
    st.lists(NOTES, min_size=1, max_size=40).map(lambda notes: tuple(sorted(notes, key=lambda note: note.start))),
    st.just(()),
    st.lists(WORDS, max_size=6).map(lambda words: tuple(sorted(words))),
)
TEMPOS = st.tuples(BEATS, st.sampled_from((3.6, 35.0, 96.0, 120.0, 310.0, 6e7)))
METERS = st.tuples(BEATS, st.sampled_from((1, 2, 3, 4, 5, 6, 7, 12, 255)), st.sampled_from((1, 2, 4, 8, 16, 64)))
MARKERS = st.tuples(BEATS, st.sampled_from(("Verse 1", "CHORUS", "Am7", "F", "x", "Solo")))
KEYS = st.tuples(st.just(0.0), st.integers(-7, 7), st.booleans())


def ordered(events: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(events, max_size=3).map(lambda found: tuple(sorted(found)))


FILES = st.builds(
    MidiMusic,
    st.just(120.0),
    ordered(TEMPOS),
    ordered(METERS),
    ordered(KEYS),
    ordered(MARKERS),
    st.lists(TRACKS, min_size=1, max_size=3).map(tuple),
)


def read(file: MidiMusic) -> LeadSheet | None:
    try:
        return lead_sheet_of(file)
    except UnusableFile:
        assert all(note.channel == 9 for track in file.tracks for note in track.notes)
        return None


@settings(max_examples=80, deadline=None, derandomize=True)
@given(FILES)
def test_every_file_with_a_pitched_note_has_a_lead_sheet_that_is_whole(file: MidiMusic) -> None:
    sheet = read(file)
    if sheet is None:
        return
    assert sheet.melody
    assert all(a.start + a.length <= b.start + 1e-6 for a, b in pairwise(sheet.melody))
    assert sheet.chords[0].start == 0.0
    assert [c.start for c in sheet.chords] == sorted({c.start for c in sheet.chords})
    assert sheet.sections[0].start_bar == 0
    assert sum(section.bars for section in sheet.sections) == sheet.bars.count
    assert len(sheet.syllables) in (0, len(sheet.melody))
    assert 42.0 <= sheet.tempo_bpm <= 200.0 or not sheet.tempo.is_constant


@settings(max_examples=25, deadline=None, derandomize=True)
@given(FILES, st.sampled_from(("pop", "swing", "string quartet")), st.sampled_from((None, 20.0)), st.booleans())
def test_every_lead_sheet_can_be_played_within_the_asked_length(
    file: MidiMusic, prompt: str, seconds: float | None, is_song: bool
) -> None:
    sheet = read(file)
    if sheet is None:
        return
    lyrics = "La la la\nHello (hello) world" if is_song else None
    kind = "song" if is_song else "instrumental"
    wishes = Wishes(kind, prompt, "i4", 90.0, 1, lyrics=lyrics, duration_s=seconds)
    performance = perform(compose(read_brief(wishes), sheet))
    assert 0 < performance.seconds <= (seconds or 90.0)
    notes = [note for part in performance.parts for note in part.notes]
    notes += [n for v in performance.vocals for line in v.lines for s in line.syllables for n in s.notes]
    assert notes
    assert all(0 <= n.pitch <= 127 and n.start_s + n.duration_s <= performance.seconds + 1e-6 for n in notes)
