from collections.abc import Callable
from dataclasses import replace

from tonewright.delivery.sung_lines import sung_lines
from tonewright.performance.performed import Performance, SungPart, TimedLine, TimedSpan

Line = Callable[..., TimedLine]
Singer = Callable[..., SungPart]


def texts(performance: Performance, *vocals: SungPart) -> list[tuple[str, tuple[str, ...]]]:
    return [(line.text, line.singers) for line in sung_lines(replace(performance, vocals=vocals))]


def test_lines_of_all_singers_stand_in_order_of_time(performance: Performance, line: Line, singer: Singer) -> None:
    lead = singer("lead", line("first", 0.0), line("third", 4.0))
    other = singer("other", line("second", 2.0), line("fourth", 6.0))
    assert [text for text, _ in texts(performance, lead, other)] == ["first", "second", "third", "fourth"]


def test_what_two_sing_together_is_one_line_of_both(performance: Performance, line: Line, singer: Singer) -> None:
    parts = (singer("lead", line("hold me", 1.0)), singer("other", line("Hold me", 1.02)))
    assert texts(performance, *parts) == [("hold me", ("lead", "other"))]


def test_what_two_sing_one_after_the_other_is_two_lines(performance: Performance, line: Line, singer: Singer) -> None:
    parts = (singer("lead", line("hold me", 1.0)), singer("other", line("hold me", 3.0)))
    assert texts(performance, *parts) == [("hold me", ("lead",)), ("hold me", ("other",))]


def test_an_echo_stands_in_parentheses_once(performance: Performance, line: Line, singer: Singer) -> None:
    echo = singer("echo", line("hold me", 2.0), line("(so long)", 3.0), line("（好）", 4.0), stem="backing_vocals")
    found = texts(performance, singer("lead", line("hold me", 1.0)), echo)
    assert [text for text, _ in found] == ["hold me", "(hold me)", "(so long)", "（好）"]


def test_a_choir_without_a_lead_is_no_echo(performance: Performance, line: Line, singer: Singer) -> None:
    assert texts(performance, singer("choir", line("gloria", 1.0), stem="backing_vocals")) == [("gloria", ("choir",))]


def test_backing_voices_that_sing_with_the_lead_do_not_double_its_line(
    performance: Performance, line: Line, singer: Singer
) -> None:
    gang = singer("gang", line("hey ho", 1.1), stem="backing_vocals")
    assert texts(performance, gang, singer("lead", line("hey ho", 1.0))) == [("hey ho", ("lead", "gang"))]


def test_a_harmony_that_is_not_shown_is_in_no_line(performance: Performance, line: Line, singer: Singer) -> None:
    harmony = singer("third", line("ooh", 1.0), stem="backing_vocals", words_shown=False)
    assert texts(performance, singer("lead", line("hold me", 1.0)), harmony) == [("hold me", ("lead",))]


def test_a_line_lasts_from_its_first_sound_to_its_last(performance: Performance, line: Line, singer: Singer) -> None:
    heard = (TimedSpan(0.93, 1.4, "hold"), TimedSpan(1.4, 2.1, "me"))
    (found,) = sung_lines(replace(performance, vocals=(singer("lead", replace(line("hold me", 1.0), heard=heard)),)))
    assert (found.start_s, found.end_s) == (0.93, 2.1)
    assert found.words == heard
