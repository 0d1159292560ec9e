"""Every artist voice has a sample that plays."""

from mutagen.mp3 import MP3

from tonewright.engines.voice_sample import make
from tonewright.speech.roster import voices


def test_every_voice_introduces_itself_in_a_playable_file(tmp_path):
    for voice in voices():
        path = tmp_path / f"{voice.item_id}.mp3"
        make(voice.item_id, path)
        info = MP3(path).info
        assert (info.channels, info.sample_rate, info.bitrate) == (2, 44_100, 192_000)
        assert 6.0 < info.length < 12.0
