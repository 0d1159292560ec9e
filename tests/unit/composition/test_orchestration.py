import pytest
from briefs import brief

from tonewright.brief.lexicon import table
from tonewright.composition.compose import plan
from tonewright.composition.instruments import catalogue, named_by
from tonewright.composition.orchestration import barred, cast, moods_of, stretches_of
from tonewright.composition.styles import load_style


def test_every_word_that_the_reader_knows_names_instruments():
    for word in table("instruments")["names"]:
        assert named_by(word), word
        assert set(named_by(word)) <= set(catalogue())


def test_wanted_instruments_take_the_roles_they_are_made_for():
    players = cast(brief(wanted=("violin", "piano", "double bass", "strings")), load_style("pop"))
    assert players["melody"] == "violin"
    assert players["comp1"] == "acoustic_grand_piano"
    assert players["bass"] == "upright_bass"
    assert players["strings"] == "string_ensemble"


def test_unwanted_instruments_are_replaced_or_left_out():
    style = load_style("pop")
    players = cast(brief(unwanted=("piano", "electric piano", "bass", "drums")), style)
    assert "bass" not in players and "kit" not in players and "percussion" not in players
    assert "comp1" in players and "piano" not in players["comp1"]


def test_no_instruments_at_all_leaves_voices_only():
    assert set(cast(brief(unwanted=("*",)), load_style("pop")).values()) <= {"choir_aahs", "voice_oohs"}
    assert "acoustic_grand_piano" in barred(brief(unwanted=("*",)))


def test_sad_and_energetic_briefs_choose_other_colours():
    style = load_style("cinematic")
    sad = [cast(brief(seed=s, valence=-0.8, energy=0.2), style) for s in range(20)]
    strong = [cast(brief(seed=s, valence=0.4, energy=0.9), style) for s in range(20)]
    assert {c["melody"] for c in sad} <= {"cello", "oboe", "violin", "flute"}
    assert {c["melody"] for c in strong} <= {"french_horn", "trumpet", "flute"}
    assert moods_of(brief(valence=-0.8, energy=0.2)) == ("sad", "calm")


def test_parts_enter_and_leave():
    piece, _ = plan(brief("pop", 1, seconds=150))
    players = cast(piece.brief, piece.style)
    stretches = stretches_of(piece, players)
    busy = {
        section: sum(any(s.start_bar <= section.start_bar < s.end_bar for s in there) for there in stretches.values())
        for section in piece.sections
    }
    intro, chorus = piece.sections[0], max(piece.sections, key=lambda s: s.intensity)
    assert busy[intro] + 4 <= busy[chorus]


@pytest.mark.parametrize("style", ["pop", "blues", "bossa_nova", "techno", "trap"])
def test_inside_a_section_players_enter_only_after_eight_bars_or_a_whole_chorus(style):
    for seconds in (50, 100, 200, 300):
        piece, _ = plan(brief(style, 1, seconds=seconds))
        stretches = stretches_of(piece, cast(piece.brief, piece.style))
        for section in piece.sections:
            inside = range(section.start_bar + 1, section.end_bar)
            entered = {s.start_bar for there in stretches.values() for s in there if s.start_bar in inside}
            entries = {bar - section.start_bar for bar in entered}
            assert entries <= {max(8, piece.style.cycle)}
            assert not entries or section.bars > max(11, piece.style.cycle)
