from dataclasses import replace

from tonewright.delivery.label import Label
from tonewright.delivery.lrc import lrc_text
from tonewright.performance.performed import Performance, PlayedNote, TimedLine, TimedSyllable


def test_the_lines_have_their_times_under_a_head(performance: Performance, label: Label) -> None:
    head, body = lrc_text(performance, label).split("\n\n")
    assert head.split("\n")[:5] == [
        "[ti:Große Stille 東京]",
        "[ar:Tonewright]",
        "[la:en]",
        "[length:00:08.00]",
        "[re:Tonewright 0.1.0]",
    ]
    assert "MACHINE_MADE=yes" in head
    assert body.split("\n") == ["[00:00.50]Hello my world,", "[00:02.00]Größe", "[00:02.75]", ""]


def test_minutes_carry_over_and_hundredths_are_rounded(performance: Performance, label: Label) -> None:
    note = PlayedNote(119.996, 1.0, 60, 80)
    line = TimedLine("late", ("late",), 0, (TimedSyllable("late", 0, (note,)),))
    vocals = (replace(performance.vocals[0], lines=(line,)),)
    text = lrc_text(replace(performance, seconds=125.0, vocals=vocals), label)
    assert "[02:00.00]late" in text


def test_a_title_cannot_break_out_of_its_tag(performance: Performance, label: Label) -> None:
    text = lrc_text(performance, replace(label, title="a]\n[00:01.00]b"))
    assert text.startswith("[ti:a) (00:01.00)b]\n")
