"""Lyrics as plain text: what is sung, each section's lines under its tag."""

from tonewright.contract.timed_lyrics import TimedLyrics


def lyrics_text(lyrics: TimedLyrics) -> str:
    """The lines in order, without a line break at the end; this is the record's `lyricsPrompt`."""
    parts = [
        "\n".join([f"[{section['name'].title()}]", *(line["text"] for line in section["lines"])])
        for section in lyrics["sections"]
        if section["lines"]
    ]
    return "\n\n".join(parts)
