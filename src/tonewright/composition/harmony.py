"""Harmony: the chords of every bar, from the user's symbols or the style's Roman numerals."""

from tonewright.brief.brief import Brief
from tonewright.composition.piece import Piece, SectionPlan
from tonewright.composition.score import ChordSpan
from tonewright.composition.style import Style, Weighted
from tonewright.theory.chord import Chord, make_chord
from tonewright.theory.key import Key
from tonewright.theory.scale import SCALES
from tonewright.theory.seeds import rng

# Where a style says nothing about a section, it sounds like another one.
_LIKE = {
    "intro": "chorus", "prechorus": "verse", "bridge": "verse", "instrumental": "chorus", "solo": "chorus",
    "break": "verse", "breakdown": "chorus", "build": "prechorus", "drop": "chorus", "outro": "chorus",
}  # fmt: skip

Bar = tuple[Chord | None, ...]


def sounding_chord(key: Key, numeral: str) -> Chord:
    """The chord of a numeral that may name its bass: `V:3` is V over its third, `I:5` over its fifth."""
    text, _, member = numeral.partition(":")
    chord = key.numeral(text)
    if not member:
        return chord
    bass = chord.pitch_classes[{"3": 1, "5": 2, "7": 3}[member]]
    return make_chord(chord.root, chord.quality, key.uses_flats, bass)


def scale_over(key: Key, chord: Chord | None) -> tuple[int, ...]:
    """The scale to play over a chord: the key's, bent where the chord has tones of its own."""
    if chord is None:
        return key.scale
    own = set(chord.pitch_classes)
    kept = set(key.scale)
    for tone in own - kept:
        # A raised tone (a leading tone, as a rule) replaces the one below it, a lowered tone the one above.
        raised = (tone - chord.root) % 12 in (4, 6, 8, 11) or (tone - key.tonic) % 12 == 6
        kept.discard((tone - 1 if raised else tone + 1) % 12)
    return tuple(sorted(kept | own))


def tune_scale(piece: Piece, chord: Chord | None) -> tuple[int, ...]:
    """The scale that a tune has over a chord: the one that the style names, with the chord's tones, else the key's.

    Over chords that the user wrote it is the key's.
    """
    name = piece.style.scales.get("minor" if piece.key.is_minor else "major")
    if name is None or piece.given_chords:
        return scale_over(piece.key, chord)
    own = {(piece.key.tonic + step) % 12 for step in SCALES[name]}
    return tuple(sorted(own | set(chord.pitch_classes if chord else ())))


def ending_cost(brief: Brief, key: Key, bars: int) -> float:
    """How badly a last section of so many bars ends, given the user's chords: 0 on the tonic."""
    given = brief.chords.value
    if given is None:
        return 0.0
    last = given[bars % len(given)].chords[0]
    if last is None:
        return 20.0
    return 0.0 if last.root == key.tonic else 4.0


def harmonise(
    brief: Brief, style: Style, key: Key, bar_beats: float, sections: tuple[SectionPlan, ...], end_beat: float
) -> tuple[ChordSpan, ...]:
    """The chord of every moment, the last one ringing to `end_beat`."""
    spans: list[ChordSpan] = []
    for index, section in enumerate(sections):
        is_final = index == len(sections) - 1
        bars = _section_bars(brief, style, key, sections, index, section.bars + is_final)
        for offset, bar in enumerate(bars):
            start = (section.start_bar + offset) * bar_beats
            if is_final and offset == section.bars:
                spans.append(ChordSpan(start, end_beat - start, bar[0]))
                break
            share = bar_beats / len(bar)
            spans += [ChordSpan(start + i * share, share, chord) for i, chord in enumerate(bar)]
    return tuple(spans)


def _section_bars(
    brief: Brief, style: Style, key: Key, sections: tuple[SectionPlan, ...], index: int, count: int
) -> list[Bar]:
    given = brief.chords.value
    if given is not None:
        return [given[i % len(given)].chords for i in range(count)]
    section = sections[index]
    side = key.mode if key.mode in style.harmony else "minor" if key.is_minor else "major"
    pattern = progression_of(style, side, section.kind, brief.seed)
    bars = [pattern[i % len(pattern)] for i in range(count)]
    is_final = index == len(sections) - 1
    if is_final and brief.course.ending != "fade":
        cadence = _pick(style.cadences[f"final {side}"], brief.seed, "final cadence")
        # A tiny piece keeps its opening bar and gets only the last step home.
        room = min(len(cadence), max(0, section.bars - 1))
        bars[section.bars - room : section.bars] = cadence[len(cadence) - room :]
        bars[section.bars] = (style.last[side],)
    elif style.cadences[f"half {side}"] and (section.kind in style.open_ended or section.bars % len(pattern)):
        cadence = _pick(style.cadences[f"half {side}"], brief.seed, f"half cadence/{section.kind}")
        room = min(len(cadence), section.bars // 2)
        if bars[-1] not in (("V",), ("V7",), ("V7sus4",), ("Vsus4",)):
            bars[len(bars) - room :] = cadence[len(cadence) - room :]
    return [tuple(sounding_chord(key, n) for n in bar) for bar in bars]


def progression_of(style: Style, side: str, kind: str, seed: int) -> tuple[tuple[str, ...], ...]:
    """The numerals that a kind of section repeats; every section of that kind has the same."""
    if kind in style.like:
        return tuple(bar for other in style.like[kind] for bar in progression_of(style, side, other, seed))
    table = style.harmony[side]
    while kind not in table:
        kind = _LIKE[kind]
    options: tuple[Weighted, ...] = table[kind]
    weights = [option.weight for option in options]
    mark = float(rng(seed, f"harmony/{kind}").random()) * sum(weights)
    for option, weight in zip(options, weights, strict=True):
        mark -= weight
        if mark < 0:
            return option.bars
    return options[-1].bars


def _pick(options: tuple[tuple[tuple[str, ...], ...], ...], seed: int, name: str) -> tuple[tuple[str, ...], ...]:
    return options[int(rng(seed, name).integers(len(options)))]
