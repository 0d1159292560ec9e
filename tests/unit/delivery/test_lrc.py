from tonewright.contract.timed_lyrics import LyricsLine, TimedLyrics
from tonewright.delivery.lrc import lrc_text


def with_lines(lyrics: TimedLyrics, *lines: LyricsLine, seconds: float = 200.0) -> TimedLyrics:
    return {
        **lyrics,
        "seconds": seconds,
        "sections": [{"start": 0.0, "end": seconds, "name": "verse", "lines": list(lines)}],
    }


def sung(text: str, start: float, end: float, *words: tuple[float, float, str]) -> LyricsLine:
    return {
        "start": start,
        "end": end,
        "text": text,
        "singers": ["lead"],
        "language": "en",
        "words": [{"start": a, "end": b, "text": word} for a, b, word in words],
    }


def test_lines_and_words_have_their_times_under_a_head(lyrics: TimedLyrics) -> None:
    head, body = lrc_text(lyrics).split("\n\n")
    assert head.split("\n")[:4] == [
        "[ti:Große Stille 東京]",
        "[ar:Tonewright]",
        "[la:en]",
        "[length:00:08.00]",
    ]
    assert "MACHINE_MADE=yes" in head
    assert body.split("\n") == [
        "[00:00.50]<00:00.50>Hello <00:01.00>my <00:01.50>world,<00:02.00>",
        "[00:02.00]<00:02.00>Größe<00:02.75>",
        "[00:02.75]",
        "",
    ]


def test_minutes_carry_over_and_hundredths_are_rounded(lyrics: TimedLyrics) -> None:
    text = lrc_text(with_lines(lyrics, sung("late", 119.996, 121.0, (119.996, 121.0, "late")), seconds=125.0))
    assert "[02:00.00]<02:00.00>late<02:01.00>\n" in text


def test_brackets_cannot_break_out_of_a_tag_or_a_line(lyrics: TimedLyrics) -> None:
    line = sung("sing <00:09.00> [00:01.00]\nnow", 1.0, 2.0)
    text = lrc_text({**with_lines(lyrics, line), "title": "a]\n[00:01.00]b"})
    assert text.startswith("[ti:a) (00:01.00)b]\n")
    assert "[00:01.00]sing (00:09.00) (00:01.00) now\n" in text


def test_a_script_without_spaces_gets_none(lyrics: TimedLyrics) -> None:
    line = sung("我爱你，东京。", 1.0, 3.0, (1.0, 1.5, "我"), (1.5, 2.0, "爱"), (2.0, 2.5, "你"), (2.5, 3.0, "东京"))
    text = lrc_text(with_lines(lyrics, line))
    assert "[00:01.00]<00:01.00>我<00:01.50>爱<00:02.00>你，<00:02.50>东京。<00:03.00>\n" in text


def test_echoes_stand_between_the_lines_at_their_time(duet_lyrics: TimedLyrics) -> None:
    rows = lrc_text(duet_lyrics).split("\n\n")[1].split("\n")
    assert rows[1] == "[00:02.40]<00:02.40>(and <00:02.90>me)<00:03.40>"
    assert [row[1:9] for row in rows[:4]] == ["00:00.50", "00:02.40", "00:03.00", "00:05.00"]
