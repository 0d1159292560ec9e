from pathlib import Path

import pytest

from tonewright.performance.performed import Performance, PlayedNote, SungPart, TimedLine, TimedSyllable
from tonewright.render.vocals import render_vocals
from tonewright.render.voice import analysis


def part(name: str, voice: str, step: int, stem: str = "vocals") -> SungPart:
    def line(start_s: float) -> TimedLine:
        notes = [PlayedNote(start_s + 0.4 * k, 0.4, 55 + step + k, 90) for k in range(3)]
        syllables = tuple(TimedSyllable("la", k, (note,)) for k, note in enumerate(notes))
        return TimedLine("hold me now", ("hold", "me", "now"), 0, syllables)

    return SungPart(name, stem, voice, (line(0.5), line(2.5)), 0.0, 0.0, 0.2)


def test_a_repeated_line_a_harmony_and_a_double_are_spoken_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyse, said = analysis.analyse, []
    monkeypatch.setattr(analysis, "analyse", lambda utterance: (said.append(1), analyse(utterance))[1])
    analysis.speak_line.cache_clear()
    parts = (
        part("lead", "jonasreedbaritone01", 0),
        part("double", "jonasreedbaritone01", 0, "backing_vocals"),
        part("third above", "elinmarlowemezzo01", 4, "backing_vocals"),
    )

    stems, heard = render_vocals(Performance(4.5, 120.0, "4/4", (), (), (), parts), tmp_path, 1)

    assert [stem.name for stem in stems] == ["vocals", "backing_vocals"]
    assert [[len(line.heard) for line in sung.lines] for sung in heard] == [[3, 3]] * 3
    assert len(said) == 1
    assert analysis.speak_line.cache_info().currsize == 0
