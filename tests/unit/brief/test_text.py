from dataclasses import replace

from tonewright.brief.reader import read_brief
from tonewright.brief.text import describe
from tonewright.brief.wishes import Wishes

WISHES = Wishes("song", "happy pop in D minor, 96 bpm, no drums", "v4.8", 300.0, 7, lyrics="[Chorus]\nHello, my river")


def test_every_field_is_shown_with_where_it_came_from() -> None:
    lines = describe(read_brief(WISHES)).splitlines()
    assert lines[0] == "song for v4.8, at most 300 s, seed 7"
    assert "title: Hello, My River (lyrics)" in lines
    assert "style: pop (prompt)" in lines
    assert "tempo: 96 BPM (prompt)" in lines
    assert "key: D minor (prompt)" in lines
    assert "meter: 4/4 (default)" in lines
    assert "chords: open (default)" in lines
    assert "length: open (default)" in lines
    assert "language: en (default)" in lines


def test_lyrics_are_shown_in_syllables() -> None:
    assert describe(read_brief(WISHES)).endswith("[chorus]\n   5  Hel·lo, my riv·er")


def test_an_instrumental_shows_neither_voice_nor_language() -> None:
    text = describe(read_brief(replace(WISHES, kind="instrumental", chords="Am | F", duration_s=30.0)))
    assert "voice" not in text
    assert "language" not in text
    assert "chords: Am | F (parameter)" in text
    assert "length: 30 s (parameter)" in text
