"""Named instruments: where they play, in which role and in which way."""

import pytest
from briefs import brief

from tonewright.brief.brief import PartWish
from tonewright.composition.compose import compose
from tonewright.composition.instruments import named_by
from tonewright.composition.score import Score

STYLES = ("pop", "swing", "deep_house", "cinematic", "flamenco")


def player(score: Score, word: str):
    return next(p for p in score.parts if p.instrument in named_by(word))


def bars_with(score: Score, part) -> set[int]:
    beats = score.meter.bar_beats
    return {bar for n in part.notes for bar in range(int(n.start_beat // beats), int((n.end_beat - 1e-6) // beats) + 1)}


def sections_with(score: Score, part) -> set[str]:
    bars = {int(n.start_beat // score.meter.bar_beats) for n in part.notes}
    return {s.name for s in score.sections if bars & set(range(s.start_bar, s.start_bar + s.bars))}


@pytest.mark.parametrize("style", STYLES)
def test_many_named_instruments_all_play_in_a_sixth_of_the_bars_and_stand_near_the_loudest(style):
    words = ("oboe", "cello", "harp", "organ", "accordion", "trumpet", "drums", "double bass", "electric guitar")
    score = compose(brief(style, 3, seconds=120, wanted=words))
    loudest = max(p.level_db for p in score.parts)
    bars = sum(s.bars for s in score.sections)
    for word in words:
        part = player(score, word)
        assert len(bars_with(score, part)) >= 0.15 * bars, word
        assert part.level_db > loudest - 15, word


@pytest.mark.parametrize("style", STYLES)
def test_a_lonely_oboe_answers_the_strings(style):
    wishes = (PartWish("oboe", "answer"), PartWish("strings", "lead"))
    score = compose(brief(style, 1, wanted=("oboe", "strings"), parts=wishes))
    assert player(score, "oboe").role == "counter"
    lead = next(p for p in score.parts if p.role == "melody")
    assert lead.instrument in named_by("strings")
    # Who answers speaks when the other is silent.
    answers = player(score, "oboe").notes
    over = [any(m.start_beat < n.start_beat < m.end_beat for m in lead.notes) for n in answers]
    assert sum(over) < len(over)


@pytest.mark.parametrize("style", ["waltz", "pop", "folk"])
@pytest.mark.parametrize("seed", range(3))
def test_who_answers_does_so_from_the_first_verse_on(style, seed):
    wishes = (PartWish("clarinet", "answer"), PartWish("accordion", "lead"))
    score = compose(brief(style, seed, wanted=("clarinet", "accordion"), parts=wishes, seconds=90))
    assert {"verse", "chorus"} <= sections_with(score, player(score, "clarinet"))


@pytest.mark.parametrize(("role", "score_role"), [("chords", "comp"), ("lead", "melody"), ("pad", "pad")])
def test_an_organ_takes_the_role_that_is_asked_of_it(role, score_role):
    score = compose(brief("pop", 2, wanted=("organ",), parts=(PartWish("organ", role),)))
    assert player(score, "organ").role == score_role


def test_an_instrument_plays_only_in_the_sections_that_are_named():
    wishes = (PartWish("trumpet", "", only=("last chorus",)), PartWish("drums", "", without=("bridge", "intro")))
    score = compose(brief("pop", 1, seconds=180, wanted=("trumpet", "drums"), parts=wishes))
    names = [s.name for s in score.sections]
    assert "bridge" in names
    last = max(i for i, name in enumerate(names) if name == "chorus")
    bars = {int(n.start_beat // 4) for n in player(score, "trumpet").notes}
    section = score.sections[last]
    assert bars and bars <= set(range(section.start_bar, section.start_bar + section.bars + 1))
    assert not sections_with(score, player(score, "drums")) & {"bridge", "intro"}


def test_slap_pizzicato_mutes_and_brushes_are_other_instruments():
    wishes = (
        PartWish("bass", technique="slap"), PartWish("strings", technique="pizzicato"),
        PartWish("trumpet", technique="muted"), PartWish("drums", technique="brushes"),
    )  # fmt: skip
    score = compose(brief("pop", 1, wanted=tuple(w.instrument for w in wishes), parts=wishes))
    names = {p.instrument for p in score.parts}
    assert {"slap_bass", "pizzicato_strings", "muted_trumpet", "brush_kit"} <= names


def test_a_cross_stick_takes_the_place_of_the_snare():
    score = compose(brief("pop", 1, parts=(PartWish("drums", technique="cross-stick"),)))
    fills = {bar for s in score.sections for bar in range(s.start_bar + 7, s.start_bar + s.bars, 8)}
    fills |= {s.start_bar + s.bars - 1 for s in score.sections}
    steady = [n for n in player(score, "drums").notes if int(n.start_beat // 4) not in fills and n.start_beat < 190]
    assert not [n for n in steady if n.pitch == 38]
    assert len([n for n in steady if n.pitch == 37]) > 20


def test_congas_are_struck_where_they_are_named():
    score = compose(
        brief("pop", 1, wanted=("percussion",), parts=(PartWish("percussion", technique="congas"),), seconds=90)
    )
    part = next(p for p in score.parts if p.role == "percussion")
    assert {n.pitch for n in part.notes} == {62, 63, 64}


def test_a_walking_bass_has_a_note_on_every_beat():
    score = compose(brief("pop", 1, wanted=("double bass",), parts=(PartWish("double bass", technique="walking"),)))
    part = next(p for p in score.parts if p.role == "bass")
    chorus = next(s for s in score.sections if s.name == "chorus")
    beats = {n.start_beat - chorus.start_bar * 4 for n in part.notes}
    assert {float(beat) for beat in range(16)} <= beats


def test_a_staccato_is_short_and_a_distant_horn_stands_back():
    near = compose(brief("cinematic", 1, wanted=("french horn",)))
    far = compose(brief("cinematic", 1, wanted=("french horn",), parts=(PartWish("french horn", technique="distant"),)))
    one, other = player(near, "french horn"), player(far, "french horn")
    assert other.level_db < one.level_db and other.reverb_send > one.reverb_send
    short = compose(brief("cinematic", 1, wanted=("strings",), parts=(PartWish("strings", technique="staccato"),)))
    assert {n.articulation for n in player(short, "strings").notes} <= {"staccato", "accent", "ghost"}


def test_a_wish_that_nobody_understands_changes_nothing():
    plain = compose(brief("pop", 1, wanted=("piano",)))
    odd = compose(brief("pop", 1, wanted=("piano",), parts=(PartWish("piano", technique="sul tasto"),)))
    assert plain.parts == odd.parts
