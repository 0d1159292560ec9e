"""Whatever is wished for, in whatever combination, something whole comes of it."""

from briefs import brief
from hypothesis import given, settings
from hypothesis import strategies as st

from tonewright.brief.brief import Blend, Course, PartWish
from tonewright.brief.lexicon import table
from tonewright.composition.compose import compose
from tonewright.composition.instruments import instrument
from tonewright.composition.style import ROLES, SECTIONS
from tonewright.composition.technique import techniques
from tonewright.performance.perform import perform
from tonewright.styles.packs import pack_names

WORDS = st.sampled_from(sorted(table("instruments")["names"]))
PLACES = st.lists(st.sampled_from((*SECTIONS, "last chorus", "verse 2")), max_size=2).map(tuple)
WISHES = st.builds(
    PartWish,
    WORDS,
    st.sampled_from(("", "lead", "answer", "chords", "bass", "rhythm", "pad", "accent")),
    PLACES,
    PLACES,
    st.sampled_from((*sorted(techniques()), "", "sul tasto")),
)
COURSES = st.builds(
    Course,
    st.lists(WORDS, max_size=1).map(tuple),
    st.sampled_from(("", "soft", "full")),
    st.sampled_from(("", "soft", "full")),
    st.sampled_from(("", "grow", "fade", "arch", "steady")),
    PLACES,
    st.sampled_from(("", "fade", "hit", "ring", "soft")),
    st.booleans(),
)
BLENDS = st.none() | st.builds(
    Blend, st.sampled_from(pack_names()), st.lists(st.sampled_from(ROLES), max_size=3).map(tuple)
)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(
    st.sampled_from(pack_names()),
    st.lists(WORDS, max_size=24, unique=True).map(tuple),
    st.lists(WISHES, max_size=3).map(tuple),
    COURSES,
    BLENDS,
    st.sampled_from(("4/4", "3/4", "6/8")),
    st.sampled_from((10, 30, 75)),
)
def test_any_wish_gives_a_piece_of_the_asked_length_in_range(style, wanted, parts, course, blend, meter, seconds):
    score = compose(
        brief(style, 1, seconds=seconds, meter=meter, wanted=wanted, parts=parts, course=course, blend=blend)
    )
    assert score.seconds == seconds
    assert score.parts
    assert len({part.name for part in score.parts}) == len(score.parts)
    for part in score.parts:
        player = instrument(part.instrument)
        assert all(player.low <= n.pitch <= player.high for n in part.notes), part.name
        assert all(0 < n.velocity <= 1 and n.duration_beats > 0 and n.start_beat >= 0 for n in part.notes)
    assert any(part.notes for part in perform(score).parts)
