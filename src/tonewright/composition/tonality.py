"""Key and tempo: what the brief asks for, else what its mood and style suggest."""

from tonewright.brief.brief import Brief
from tonewright.composition.length import fitting_tempo
from tonewright.composition.style import Style
from tonewright.theory.chord import Chord
from tonewright.theory.key import Key
from tonewright.theory.pitch import parse_pitch_class
from tonewright.theory.progression import ProgressionBar
from tonewright.theory.seeds import rng


def choose_key(brief: Brief, style: Style) -> Key:
    """The piece's key: as asked, else read from the user's chords, else the style's choice for the mood."""
    if brief.key.value is not None:
        return brief.key.value
    if brief.chords.value is not None:
        return infer_key(brief.chords.value, brief.mode.value)
    minor = brief.mode.value == "minor" or (brief.mode.value is None and brief.valence < style.minor_below_valence)
    side = "minor" if minor else "major"
    tonics = style.keys[side]
    tonic = tonics[int(rng(brief.seed, "key").integers(len(tonics)))]
    modes = style.modes[side]
    mode = modes[0] if len(modes) == 1 else modes[int(rng(brief.seed, "mode").integers(len(modes)))]
    return Key(parse_pitch_class(tonic), mode)


def infer_key(bars: tuple[ProgressionBar, ...], mode: str | None = None) -> Key:
    """The major or minor key that fits a progression best.

    Each chord votes with its tones for the scales that hold them; a tonic chord at the start, at the end and
    after its dominant counts more. `mode` restricts the answer. C major where there is no chord at all.
    """
    chords = [chord for bar in bars for chord in bar.chords if chord is not None]
    if not chords:
        return Key(9, "minor") if mode == "minor" else Key(0, "major")
    keys = [Key(tonic, m) for m in ("major", "minor") for tonic in range(12) if mode in (None, m)]
    return max(keys, key=lambda key: _fit(key, chords))


def choose_tempo(brief: Brief, style: Style) -> float:
    """The piece's tempo in quarter notes per minute: exactly as asked, else the style's, moved by energy."""
    if brief.tempo_bpm.value is not None:
        return float(brief.tempo_bpm.value)
    low, high, usual = style.tempo_range(brief.meter.value.name)
    default = usual[0] if len(usual) == 1 else usual[int(rng(brief.seed, "usual tempo").integers(len(usual)))]
    wish = default + (brief.energy - 0.5) * (high - low) * 0.7
    wish += float(rng(brief.seed, "tempo").integers(-3, 4))
    wish = min(max(wish, low), high)
    if brief.kind == "song" and brief.duration_s.value is None:
        return float(round(wish))
    seconds = min(brief.duration_s.value or 120.0, brief.maximum_s)
    return fitting_tempo(seconds, brief.meter.value.bar_beats, wish, low, high, brief.course.ending)


def _fit(key: Key, chords: list[Chord]) -> float:
    tones = set(key.scale)
    if key.is_minor:
        dominant_third = (key.tonic + 11) % 12
    score = 0.0
    for index, chord in enumerate(chords):
        allowed = tones | ({dominant_third} if key.is_minor and chord.root == (key.tonic + 7) % 12 else set())
        score += sum(1.0 if pc in allowed else -1.5 for pc in chord.pitch_classes) / len(chord.pitch_classes)
        if chord.root == key.tonic and chord.is_minor == key.is_minor:
            score += 0.25
            score += 0.6 if index == 0 else 0.0
            score += 0.4 if index == len(chords) - 1 else 0.0
            before = chords[index - 1]
            score += 0.35 if before.root == (key.tonic + 7) % 12 and not before.is_minor else 0.0
    return score
