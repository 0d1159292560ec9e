"""How a piece runs: beginnings, growth, silences, endings and a change of key."""

import math

import pytest
from briefs import brief
from test_compose import LYRICS

from tonewright.brief.brief import Course
from tonewright.composition.compose import compose, plan
from tonewright.composition.instruments import named_by
from tonewright.composition.score import Score
from tonewright.performance.perform import perform

STYLES = ("pop", "cinematic", "deep_house", "swing")


def notes_of(score: Score):
    return [n for p in score.parts if p.role != "fx" for n in p.notes]


def fullness(score: Score, index: int) -> float:
    section = score.sections[index]
    start, end = (bar * score.meter.bar_beats for bar in (section.start_bar, section.start_bar + section.bars))
    return sum(start <= n.start_beat < end for n in notes_of(score)) / section.bars


@pytest.mark.parametrize("style", STYLES)
def test_a_piece_that_starts_as_one_guitar_starts_as_one_guitar_and_ends_full(style):
    course = Course(begins_with=("guitar",), begins="soft", ends="full", line="grow")
    score = compose(brief(style, 2, seconds=120, wanted=("guitar",), course=course))
    beats = score.meter.bar_beats
    first = {p.instrument for p in score.parts if any(n.start_beat < 2 * beats for n in p.notes)}
    assert len(first) == 1 and first <= set(named_by("guitar"))
    assert min(n.start_beat for n in notes_of(score)) < beats
    assert fullness(score, -1) > 2 * fullness(score, 0)
    levels = [s.intensity for s in score.sections]
    assert levels[0] <= 0.25 and levels[-1] >= 0.9


@pytest.mark.parametrize("style", STYLES)
def test_a_fading_line_falls_and_an_arch_has_its_top_inside(style):
    fading = [s.intensity for s in compose(brief(style, 1, seconds=120, course=Course(line="fade"))).sections]
    assert fading[-1] < 0.5 and fading[0] > fading[-1]
    arch = [s.intensity for s in compose(brief(style, 1, seconds=150, course=Course(line="arch"))).sections]
    assert max(arch) > arch[0] + 0.2 and max(arch) > arch[-1] + 0.2


@pytest.mark.parametrize("style", STYLES)
def test_all_fall_silent_before_the_last_chorus_or_drop(style):
    kind = "drop" if style == "deep_house" else "chorus"
    score = compose(brief(style, 1, seconds=150, course=Course(silence_before=(f"last {kind}",))))
    starts = [s.start_bar for s in score.sections if s.name == kind]
    assert starts
    start = starts[-1] * score.meter.bar_beats
    sounding = [n for n in notes_of(score) if n.start_beat < start - 1e-6 and n.end_beat > start - 1.5]
    assert not sounding
    assert any(abs(n.start_beat - start) < 1e-6 for n in notes_of(score))


@pytest.mark.parametrize("seconds", [30, 61, 120])
@pytest.mark.parametrize("style", STYLES)
def test_a_fade_plays_on_to_the_asked_end(style, seconds):
    score = compose(brief(style, 1, seconds=seconds, course=Course(ending="fade")))
    assert score.seconds == seconds
    assert 5 <= score.fade_s <= 14
    played = perform(score)
    assert played.fade_s == score.fade_s
    last = [n for p in played.parts for n in p.notes if n.start_s > seconds - 2]
    assert len(last) > 8
    assert max(n.start_s + n.duration_s for p in played.parts for n in p.notes) <= seconds


def test_a_song_that_fades_ends_where_its_last_bar_ends():
    score = compose(brief("pop", 1, lyrics=LYRICS, course=Course(ending="fade")))
    bars = sum(s.bars for s in score.sections) - 1
    assert math.isclose(score.seconds, bars * 4 * score.seconds_per_beat, abs_tol=0.02)


def test_what_fades_goes_on_with_the_chorus_and_comes_to_no_close():
    score = compose(brief("pop", 5, seconds=80, course=Course(ending="fade")))
    assert [s.name for s in score.sections][-2:] == ["chorus", "chorus"]
    before, last = score.sections[-2:]
    start = {s.start_beat: s.text for s in score.chords}
    assert [start[(before.start_bar + i) * 4.0] for i in range(4)] == [
        start[(last.start_bar + i) * 4.0] for i in range(4)
    ]
    drums = next(p for p in score.parts if p.role == "drums")
    assert any(n.start_beat * score.seconds_per_beat > 78 for n in drums.notes)


def test_no_cymbal_rings_over_a_damped_ending():
    score = compose(brief("rock", 1, seconds=60, course=Course(ending="hit")))
    drums = next(p for p in score.parts if p.role == "drums")
    last = [n.pitch for n in drums.notes if n.start_beat >= score.chords[-1].start_beat]
    assert last and not {49, 57, 52, 55, 51} & set(last)


@pytest.mark.parametrize("style", STYLES)
def test_a_hit_is_struck_once_and_damped(style):
    score = compose(brief(style, 1, seconds=60, course=Course(ending="hit")))
    final = score.chords[-1].start_beat
    last = [n for n in notes_of(score) if n.end_beat > final + 1e-6]
    assert last and all(math.isclose(n.start_beat, final) for n in last)
    assert max(n.end_beat for n in last) * score.seconds_per_beat <= final * score.seconds_per_beat + 0.5
    bar_s = score.meter.bar_beats * score.seconds_per_beat
    assert 0.9 < score.seconds - final * score.seconds_per_beat <= 1 + 2 * bar_s
    assert score.seconds == 60


def test_a_soft_ending_is_softer_than_a_usual_one():
    usual = compose(brief("pop", 1, seconds=60))
    soft = compose(brief("pop", 1, seconds=60, course=Course(ending="soft")))
    level = [max(n.velocity for n in notes_of(s) if n.start_beat >= s.chords[-1].start_beat) for s in (usual, soft)]
    assert level[1] < 0.7 * level[0]


@pytest.mark.parametrize("seed", range(4))
def test_the_last_chorus_stands_a_step_higher_after_the_dominant_of_the_new_key(seed):
    plain = compose(brief("pop", seed, seconds=180, tonality="C:major"))
    score = compose(brief("pop", seed, seconds=180, tonality="C:major", course=Course(key_change=True)))
    assert score.key == plain.key
    start = max(s.start_bar for s in score.sections if s.name == "chorus") * 4.0
    first = {s.start_beat: s.chord for s in score.chords}[start]
    same = {s.start_beat: s.chord for s in plain.chords}[start]
    up = (first.root - same.root) % 12
    assert up in (1, 2) and first.quality == same.quality
    before = [s.chord for s in score.chords if s.start_beat < start][-1]
    assert (before.root - up) % 12 == 7 and before.quality == "7"
    outside = {
        n.pitch % 12 for p in score.parts if p.role in ("comp", "pad") for n in p.notes if n.start_beat > start + 1
    }
    assert outside - {n.pitch % 12 for p in plain.parts if p.role in ("comp", "pad") for n in p.notes}


def test_a_singer_goes_up_too():
    score = compose(brief("pop", 1, lyrics=LYRICS, course=Course(key_change=True)))
    plain = compose(brief("pop", 1, lyrics=LYRICS))
    tops = [
        [max(n.pitch for syl in line.syllables for n in syl.notes) for line in s.vocals[0].lines]
        for s in (plain, score)
    ]
    assert [b - a for a, b in zip(*tops, strict=True)][-4:] in ([1] * 4, [2] * 4)


def test_chords_that_the_user_wrote_are_never_moved():
    for course in (Course(), Course(key_change=True)):
        score = compose(brief("pop", 1, seconds=120, chords="C F G Am", course=course))
        assert {s.text for s in score.chords} <= {"C", "F", "G", "Am"}


def test_a_form_has_the_sections_that_the_brief_speaks_of():
    piece, _ = plan(brief("pop", 1, seconds=75, course=Course(silence_before=("bridge",))))
    assert "bridge" in {s.kind for s in piece.sections}


def test_an_empty_course_changes_nothing():
    assert compose(brief("pop", 1)) == compose(brief("pop", 1, course=Course()))
