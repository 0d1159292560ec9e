"""Every artist voice has a sample that plays."""

import pytest
from mutagen.mp3 import MP3

from tonewright.engines.voice_sample import make
from tonewright.render.voice.samples import sample_part
from tonewright.speech.roster import voices


@pytest.mark.parametrize("number", [0, -1])
def test_a_voice_introduces_itself_in_a_playable_file(number, tmp_path):
    path = tmp_path / "voice.mp3"
    make(voices()[number].item_id, path)
    info = MP3(path).info
    assert (info.channels, info.sample_rate, info.bitrate) == (2, 44_100, 192_000)
    assert 6.0 < info.length < 12.0


@pytest.mark.parametrize("voice", voices(), ids=lambda voice: voice.name)
def test_what_a_voice_introduces_itself_with_lies_in_its_range(voice):
    part = sample_part(voice)
    pitches = [note.pitch for line in part.lines for syllable in line.syllables for note in syllable.notes]
    assert part.voice == voice.item_id
    assert voice.low <= min(pitches)
    assert max(pitches) <= voice.high
