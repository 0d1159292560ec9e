"""The bodies of song and instrumental requests, rule by rule of the contract's table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonewright.contract.music_requests import InstrumentalRequest, SongRequest
from tonewright.contract.requests import parse_request
from tonewright.errors import InvalidParameter, MalformedId, MissingParameter


def song(**fields):
    return parse_request(SongRequest, {"prompt": "a song"} | fields)


def instrumental(**fields):
    return parse_request(InstrumentalRequest, {"prompt": "a piece"} | fields)


@pytest.mark.parametrize("fields", [{}, {"prompt": ""}, {"prompt": None}, {"prompt": " \x00\n"}])
@pytest.mark.parametrize("model", [SongRequest, InstrumentalRequest])
def test_a_prompt_is_required(model, fields):
    with pytest.raises(MissingParameter, match=r"^Parameter prompt is required$"):
        parse_request(model, fields)


def test_absent_fields_are_none_however_they_are_absent():
    asked = song(lyrics="", bpm=None, tonality="", seed="", title=None, replyUrl="", unknown={"x": [1]})
    assert asked.model_dump(exclude_none=True, by_alias=True) == {"prompt": "a song"}


@pytest.mark.parametrize("name", ["prompt", "lyrics", "chords", "title", "replyUrl", "replyRef"])
def test_texts_have_a_longest_length(name):
    longest = {
        "prompt": 2000,
        "lyrics": 3000,
        "chords": 200,
        "title": 200,
        "replyUrl": 1024,
        "replyRef": 1024,
    }[name]
    song(**{name: "a" * longest})
    with pytest.raises(InvalidParameter, match=rf"^Parameter {name} has value 'a+\.\.\., allowed: .*{longest}"):
        song(**{name: "a" * (longest + 1)})


def test_two_thousand_emoji_are_two_thousand_characters():
    assert len(song(prompt="🎸" * 2000).prompt) == 2000


@pytest.mark.parametrize(
    ("model", "maximum_s"), [("v3", 120), ("v3.5", 270), ("v4.5+", 300), ("v4.8", 300), (None, 300)]
)
def test_a_songs_model_sets_its_longest_duration(model, maximum_s):
    assert song(model_song=model, duration=maximum_s).duration == maximum_s
    with pytest.raises(
        InvalidParameter,
        match=rf"duration has value {maximum_s + 1}, allowed: a number from 10 to {maximum_s}",
    ):
        song(model_song=model, duration=maximum_s + 1)


@pytest.mark.parametrize(
    ("model", "maximum_s"), [("i3", 120), ("i3.5", 270), ("i3.5 beta", 270), ("i4", 300), (None, 300)]
)
def test_an_instrumentals_model_sets_its_longest_duration(model, maximum_s):
    assert instrumental(model_instrumental=model, duration=maximum_s).duration == maximum_s
    with pytest.raises(InvalidParameter, match=r"duration"):
        instrumental(model_instrumental=model, duration=maximum_s + 0.5)


def test_the_default_models_are_the_newest():
    assert song().model == "v4.8"
    assert instrumental().model == "i4"


@pytest.mark.parametrize(
    ("name", "values", "wrong"),
    [
        (
            "bpm",
            [50, 190, "120", 92.5, "92.5"],
            [49, 191, 49.99, "fast", True, False, [], {}, float("inf"), "1e999"],
        ),
        ("seed", [0, 2**53 - 1, "9007199254740991", 3.0], [-1, 2**53, 1.5, "1.5", True, "0x1", 10**400]),
        ("maxJobs", [1, 100, "7"], [0, 101, 1.5, True, "many"]),
        ("duration", [10, 300, "45.5"], [9, 9.99, 301, True, "long", float("nan")]),
    ],
)
def test_numbers_have_a_range_and_are_no_booleans(name, values, wrong):
    for value in values:
        given_back = song(**{name: value}).model_dump(by_alias=True)[name]
        assert given_back == float(value)
    for value in wrong:
        with pytest.raises(InvalidParameter, match=rf"^Parameter {name} has value .*, allowed: a (whole )?number from"):
            song(**{name: value})


def test_a_large_seed_written_as_text_loses_nothing():
    assert song(seed="9007199254740991").seed == 9007199254740991


TONALITIES = [
    *("A:major", "A:minor", "Ab:major", "Ab:minor", "B:major", "B:minor", "Bb:major", "Bb:minor"),
    *("C#:major", "C#:minor", "C:major", "C:minor", "D:major", "D:minor", "E:major", "E:minor"),
    *("Eb:major", "Eb:minor", "F#:major", "F#:minor", "F:major", "F:minor", "G:major", "G:minor"),
]


def test_all_24_tonalities_are_known():
    assert len(TONALITIES) == 24
    for name in TONALITIES:
        assert instrumental(tonality=name).tonality == name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("tonality", "Db:major"),
        ("tonality", "c:major"),
        ("tonality", ["C:major"]),
        ("time_signature", "5/4"),
        ("model_song", "v5"),
        ("model_song", "i4"),
        ("language", "english please"),
        ("language", "e"),
        ("user_id", "a b"),
        ("user_id", "../x"),
        ("user_id", "a" * 65),
        ("user_id", "a\x00"),
        ("prompt", ["a"]),
        ("prompt", 7),
        ("lyrics", {"a": 1}),
        ("lyrics", "\ud800"),
        ("replyRef", "a\x00b"),
        ("title", True),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(name, value):
    with pytest.raises(InvalidParameter) as refused:
        song(**{name: value})
    message = str(refused.value)
    assert message.startswith(f"Parameter {name} has value {value!r}"[:60])
    assert ", allowed: " in message


def test_chord_is_another_name_of_chords_and_chords_wins():
    assert song(chord="C F G").chords == "C F G"
    assert song(chord="C F G", chords="Am").chords == "Am"
    assert song(chord="C F G", chords="").chords == "C F G"


def test_an_account_id_may_be_sent_as_a_number():
    assert song(user_id=1234567).user_id == "1234567"


@pytest.mark.parametrize("tag", ["en", "pt-BR", "zh-Hant-TW", "es-419"])
def test_languages_are_bcp_47_tags(tag):
    assert song(language=tag).language == tag


VOICE = "user:1-tempolor:band-voice:0123456789abcde"
MIDI = "user:1-tempolor:band-midi:0123456789abcde"


def test_both_kinds_of_voices_at_once_are_refused():
    with pytest.raises(InvalidParameter, match=r"clonedVoiceItemId .* not together with artistVoiceItemId"):
        song(artistVoiceItemId="ada", clonedVoiceItemId=VOICE)


def test_a_song_takes_a_cloned_voice():
    assert song(clonedVoiceItemId=VOICE).cloned_voice_item_id == VOICE


def test_malformed_ids_are_told_so():
    for name in ("clonedVoiceItemId", "midiItemId"):
        with pytest.raises(MalformedId, match=rf"^{name} has incorrect format$"):
            song(**{name: "nonsense"})


def test_songs_and_instrumentals_take_a_midi_file():
    assert song(midiItemId=MIDI).midi_item_id == instrumental(midiItemId=MIDI).midi_item_id == MIDI


def test_an_instrumental_ignores_what_only_songs_have():
    asked = instrumental(lyrics="la la", artistVoiceItemId="ada", model_song="v3", clonedVoiceItemId="x")
    assert asked.model_dump(exclude_none=True) == {"prompt": "a piece"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=2),
    max_leaves=4,
)
NAMES = sorted({field.alias or name for name, field in SongRequest.model_fields.items()})


@given(st.dictionaries(st.sampled_from(NAMES), JSON, max_size=4))
def test_no_value_of_any_field_does_anything_but_parse_or_be_refused(fields):
    try:
        song(**fields)
    except InvalidParameter as refused:
        assert any(name in str(refused) for name in NAMES)
