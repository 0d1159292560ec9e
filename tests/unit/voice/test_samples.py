import wave

from tonewright.render.voice.samples import make_sample
from tonewright.speech.roster import voices


def test_every_voice_introduces_itself_in_a_playable_file(tmp_path):
    for voice in voices():
        path = tmp_path / f"{voice.item_id}.wav"
        make_sample(voice, path)
        with wave.open(str(path)) as file:
            assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (1, 44_100, 2)
            assert 6.0 < file.getnframes() / 44_100 < 12.0
