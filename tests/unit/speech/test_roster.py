import re
from pathlib import Path

import pytest

from tonewright.errors import SpeechError
from tonewright.speech.roster import default_voice, usual_voices, voice_named, voices

# The usual ranges in MIDI notes (Peckham, "Vocal Workouts for the Contemporary Singer", 2005, page 117; counter-tenors
# E3 to E5 and trebles C4 to A5 by common usage). A singer's own may differ by a whole tone at either end.
RANGES = {
    "bass": (40, 64), "baritone": (41, 65), "tenor": (48, 72), "counter-tenor": (52, 76), "treble": (60, 81),
    "alto": (53, 77), "mezzo-soprano": (57, 81), "soprano": (60, 84),
}  # fmt: skip


def test_every_voice_has_an_id_that_the_wire_accepts_and_no_two_share_one():
    ids = [voice.item_id for voice in voices()]
    assert all(re.fullmatch(r"[0-9a-z]{15,}", item_id) for item_id in ids)
    assert len(set(ids)) == len(ids) >= 12
    assert len({voice.name for voice in voices()}) == len(ids)


def test_a_voice_is_found_by_its_id():
    for voice in voices():
        assert voice_named(voice.item_id) is voice


def test_an_unknown_voice_is_named_in_the_error():
    with pytest.raises(SpeechError, match="nobody000000000"):
        voice_named("nobody000000000")


def test_each_gender_has_a_default_voice_labelled_as_such():
    for gender in ("female", "male"):
        voice = default_voice(gender)
        assert voice.gender == gender
        assert voice.labels[0] == gender


def test_every_kind_of_voice_is_there():
    labels = {label for voice in voices() for label in voice.labels}
    assert labels >= RANGES.keys() | {"breathy", "husky", "bright", "folk", "soft", "rough", "robotic"}


@pytest.mark.parametrize("voice", voices(), ids=lambda voice: voice.name)
def test_a_voice_sings_what_its_kind_sings(voice):
    assert voice.low <= voice.best_low < voice.best_high <= voice.high
    assert voice.best_high - voice.best_low >= 10
    for kind in RANGES.keys() & set(voice.labels):
        low, high = RANGES[kind]
        assert abs(voice.low - low) <= 2
        assert abs(voice.high - high) <= 2


@pytest.mark.parametrize("voice", voices(), ids=lambda voice: voice.name)
def test_no_human_tract_is_stretched_beyond_what_is_human(voice):
    # From a man's tract: 0.88 for the longest, 1.16 to 1.2 for a woman's or a child's (Fant 1966).
    assert voice.labels[0] == voice.gender
    assert 0.88 <= voice.sound.formants <= 1.16 or "robotic" in voice.labels
    assert 0.0 <= voice.sound.breath < 0.8
    assert 4.5 <= voice.sound.vibrato_hz <= 6.5
    assert voice.words


def test_where_nobody_asks_both_sexes_and_only_everyday_voices_are_drawn():
    usual = usual_voices()
    assert {voice.gender for voice in usual} == {"female", "male"}
    assert not {"treble", "robotic", "counter-tenor", "rough"} & {label for voice in usual for label in voice.labels}


def test_the_female_voice_lies_above_the_male_one():
    assert default_voice("female").best_low >= default_voice("male").best_low + 7


def test_the_page_of_voices_tells_of_them_all():
    page = (Path(__file__).parents[3] / "docs" / "voices.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if re.search(r"\| `[0-9a-z]{15,}` \|", line)]
    told = [tuple(cell.strip() for cell in row.strip("|").split("|"))[:5] for row in rows]
    assert told == [
        (
            voice.name,
            ", ".join(voice.labels),
            f"{note(voice.low)}–{note(voice.high)}",
            f"{note(voice.best_low)}–{note(voice.best_high)}",
            f"`{voice.item_id}`",
        )
        for voice in voices()
    ]


def note(midi):
    return f"{('C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B')[midi % 12]}{midi // 12 - 1}"
