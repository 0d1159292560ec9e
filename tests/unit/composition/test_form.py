from tonewright.composition.form import Stretch, fit, instrumental_form, length_costs
from tonewright.composition.length import bar_choices
from tonewright.composition.style import SectionSpec
from tonewright.composition.styles import load_style


def test_lengths_add_up_exactly_at_the_least_cost():
    verse = Stretch(SectionSpec("verse", 8, 0.5), {4: 2.0, 8: 0.0, 12: 2.0})
    chorus = Stretch(SectionSpec("chorus", 8, 0.8), {4: 5.0, 8: 0.0, 16: 1.0})
    assert fit([verse, chorus], 16) == (0.0, [8, 8])
    assert fit([verse, chorus], 20) == (2.0, [12, 8]) or fit([verse, chorus], 20) == (3.0, [4, 16])
    assert fit([verse, chorus], 17) is None


def form(style, seconds, bar_s):
    return instrumental_form(load_style(style), bar_s, bar_choices(seconds, bar_s), lambda _: 0.0)


def test_a_two_minute_pop_piece_has_verses_choruses_and_a_real_beginning_and_end():
    kinds = [section.kind for section in form("pop", 120, 2.2)]
    assert kinds[0] == "intro" and kinds[-1] == "outro"
    assert kinds.count("chorus") >= 2 and "verse" in kinds


def test_ten_seconds_are_a_small_whole_and_five_minutes_have_contrast():
    assert len(form("pop", 10, 2.0)) == 1
    long = form("pop", 300, 2.2)
    assert len(long) >= 10
    assert len({section.kind for section in long}) >= 6
    assert max(s.bars * 2.2 for s in long) <= 45


def test_choruses_are_more_intense_than_verses_and_the_last_one_most():
    for style, loud in (
        ("pop", "chorus"),
        ("lofi", "chorus"),
        ("cinematic", "chorus"),
        ("deep_house", "drop"),
    ):
        sections = form(style, 200, 2.0)
        peaks = [s.intensity for s in sections if s.kind == loud]
        assert min(peaks) > max(s.intensity for s in sections if s.kind == "verse")
        assert peaks[-1] == max(s.intensity for s in sections)


def test_sections_written_in_whole_choruses_keep_to_them():
    costs = length_costs(SectionSpec("verse", 12, 0.5), 12, 2.3, cycle=12)
    assert min(costs, key=costs.get) == 12
    assert all(costs[24] < cost for bars, cost in costs.items() if bars not in (12, 24))
    eight = SectionSpec("bridge", 8, 0.5)
    assert length_costs(eight, 8, 2.3, cycle=12) == length_costs(eight, 8, 2.3)
