"""The model that writes lyrics, against a real HTTP server on this machine."""

import json
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest
from model_server import says, served

from tonewright.brief.lyrics_reader import read_lyrics
from tonewright.brief.mood import read_mood
from tonewright.brief.prompt import Prompt
from tonewright.brief.writing.lyrics_model import LyricsModel, lyrics_schema
from tonewright.brief.writing.lyrics_wish import LyricsWish, lyrics_for
from tonewright.errors import InvalidParameter

POLISH = {
    "title": "Morze i ja",
    "sections": [
        {"kind": "verse", "singer": "lead", "lines": ["Nad ranem gasną lampy w porcie", "A ojciec suszy mokrą sieć"]},
        {"kind": "chorus", "singer": "lead", "lines": ["Morze, oddaj mi mój żagiel", "Tylko tyle chciałbym mieć"]},
    ],
}


def answering(answer: object, status: int = 200) -> AbstractContextManager[tuple[str, list[dict[str, Any]]]]:
    """A server that gives this answer as a model would; its address and what it was asked."""
    return served(says(answer if isinstance(answer, str) else json.dumps(answer), status))


def wish(language: str, prompt: str = "a song about the sea") -> LyricsWish:
    read = Prompt(prompt)
    return LyricsWish(read, read_mood(read), language, 20.0, 4.0, 1)


def titled(title: str) -> LyricsWish:
    return replace(wish("pl"), title=title)


def section(*lines: str, kind: str = "verse", singer: str = "lead") -> dict[str, Any]:
    return {"kind": kind, "singer": singer, "lines": list(lines)}


def test_what_a_model_writes_is_sung_in_a_language_that_we_cannot_write() -> None:
    with answering(POLISH) as (url, asked):
        written = lyrics_for(wish("pl"), LyricsModel(url, "small"))
    assert written.title == "Morze i ja"
    assert written.lyrics.startswith("[Verse]\nNad ranem gasną lampy w porcie\nA ojciec suszy mokrą sieć\n\n[Chorus]\n")
    sent = json.loads(asked[0]["body"]["messages"][-1]["content"])
    assert (sent["prompt"], sent["language"], sent["lines"], sent["duet"]) == ("a song about the sea", "pl", 4, False)
    assert asked[0]["body"]["response_format"]["json_schema"]["strict"] is True


def test_a_title_that_is_given_is_told_to_the_model_and_kept_whatever_it_answers() -> None:
    with answering(POLISH) as (url, asked):
        lyrics_for(wish("pl"), LyricsModel(url, "small"))
        written = lyrics_for(titled("Mewa #1"), LyricsModel(url, "small"))
        lyrics_for(titled("m" * 200), LyricsModel(url, "small"))
    sent = [json.loads(one["body"]["messages"][-1]["content"])["title"] for one in asked]
    assert sent == [None, "Mewa #1", "m" * 60]
    assert written.title == "Mewa #1"


def test_the_schema_allows_nothing_besides_what_it_names() -> None:
    schema = lyrics_schema()
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["title", "sections"]
    assert schema["$defs"]["SectionAnswer"]["additionalProperties"] is False


@pytest.mark.parametrize(
    "answer",
    [
        "Here are your lyrics!",
        [],
        {"title": "x"},
        {**POLISH, "more": 1},
        {**POLISH, "title": ""},
        {**POLISH, "title": "long " * 20},
        {**POLISH, "sections": []},
        {**POLISH, "sections": [section("Nad ranem gasną lampy", "", "Morze", "Port")]},
        {**POLISH, "sections": [section("[Chorus]", "Nad ranem", "Morze", "Port")]},
        {**POLISH, "sections": [section("???", "Nad ranem", "Morze", "Port")]},
        {**POLISH, "sections": [section("Nad ranem\nMorze", "Port", "Port", "Port")]},
        {**POLISH, "sections": [section("z" * 91, "Port", "Port", "Port")]},
        {**POLISH, "sections": [section("Morze")]},
        {**POLISH, "sections": [section(*["Morze i ja"] * 16)]},
        {**POLISH, "sections": [section("Port", "Port", "Port", "Port", kind="rap")]},
        {**POLISH, "sections": [section("The sea is wide and I am here", "And you are not with me tonight")] * 2},
    ],
)
def test_an_answer_that_is_not_what_was_asked_for_is_not_sung(answer: object) -> None:
    with answering(answer) as (url, _), pytest.raises(InvalidParameter, match="language"):
        lyrics_for(wish("pl"), LyricsModel(url, "small"))


def test_where_the_model_fails_our_own_lyrics_are_sung() -> None:
    with answering("{}", status=500) as (url, _):
        written = lyrics_for(wish("es"), LyricsModel(url, "small"))
    assert written == lyrics_for(wish("es"))
    assert written.title == ""


def test_a_duets_parts_stand_under_their_singers() -> None:
    duet = {
        "title": "Two",
        "sections": [
            section("I saw you at the harbor wall", kind="verse", singer="male"),
            section("I did not see you there at all", kind="verse", singer="female"),
            section("And now the sea is ours tonight", "And all the harbor is alight", kind="chorus", singer="both"),
        ],
    }
    with answering(duet) as (url, _):
        written = lyrics_for(wish("en", "a duet about the sea"), LyricsModel(url, "small"))
    verse, chorus = read_lyrics(written.lyrics)
    assert [line.singers for line in (*verse.lines, *chorus.lines)] == ["lead", "second", "both", "both"]


def test_the_key_is_not_shown() -> None:
    assert "s3cret" not in repr(LyricsModel("http://here", "small", "s3cret"))
