import re
from xml.etree import ElementTree

from tonewright.api.voice_picture import draw_voice_picture
from tonewright.speech.roster import voices

SVG = "{http://www.w3.org/2000/svg}"


def test_every_voice_has_a_picture_of_its_own_that_stays_on_its_canvas() -> None:
    rings = set()
    for voice in voices():
        drawn = ElementTree.fromstring(draw_voice_picture(voice.item_id, voice.name))
        assert drawn.findtext(f"{SVG}text") == voice.name[0]
        paths = [path.attrib["d"] for path in drawn.iter(f"{SVG}path")]
        assert all(0 < float(number) < 256 for path in paths for number in re.findall(r"[\d.-]+", path))
        rings.add(paths[-1])
    assert len(rings) == len(voices())


def test_a_picture_is_the_same_each_time_and_says_names_as_they_are() -> None:
    assert draw_voice_picture("a", "<b>") == draw_voice_picture("a", "<b>")
    assert "&lt;" in draw_voice_picture("a", "<b>")
