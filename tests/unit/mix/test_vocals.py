from dataclasses import replace

import numpy as np
import pytest
from scipy.signal import butter, sosfilt

from tonewright.dsp.compressor import BLOCK
from tonewright.mix.strip import active_level_db
from tonewright.mix.vocals import chain_of, make_room, set_above, singing, voice_band_powers
from tonewright.render.stems import SAMPLE_RATE, Stem
from tonewright.styles.packs import pack, pack_names

TEMPO = 100.0
SECONDS = np.arange(8 * SAMPLE_RATE) / SAMPLE_RATE
SINGS = (SECONDS % 4.0 > 0.5) & (SECONDS % 4.0 < 3.0)


def sung(level: float = 0.2) -> Stem:
    """A voice-like buzz of 220 Hz, from 0.5 to 3 s of every 4."""
    wave = sum(np.sin(2.0 * np.pi * 220.0 * h * SECONDS) / h for h in range(1, 20))
    wave = level * wave * SINGS
    return Stem("vocals", np.stack([wave, wave]).astype(np.float32), ("lead",), (-1,), 0.2)


def accompaniment() -> np.ndarray:
    noise = 0.1 * np.random.default_rng(9).standard_normal((2, len(SECONDS)))
    return noise.astype(np.float32)


def ratio_db(voice: np.ndarray, band: np.ndarray, sings: np.ndarray = SINGS) -> float:
    """Voice against band in 300 Hz…4 kHz while it sings, by an independent filter."""
    sections = butter(4, [300.0, 4000.0], "bandpass", fs=SAMPLE_RATE, output="sos")
    powers = [np.square(sosfilt(sections, signal, axis=1)[:, sings]).mean() for signal in (voice, band)]
    return float(10.0 * np.log10(powers[0] / powers[1]))


@pytest.mark.parametrize("level", [0.01, 0.5])
def test_the_voice_stands_where_it_should_however_loud_it_was_recorded(level: float) -> None:
    voice, band = sung(level), accompaniment()
    chain_of("vocals", "pop").apply(voice, TEMPO)
    set_above(voice, chain_of("vocals", "pop"), voice_band_powers(band))
    assert 0.0 <= ratio_db(voice.samples, band) <= 4.0


def test_verse_and_chorus_stand_alike_though_the_band_does_not() -> None:
    seconds = np.arange(32 * SAMPLE_RATE) / SAMPLE_RATE
    louder = seconds > 16.0
    voice = replace(sung(), samples=np.tile(sung().samples, 4))
    band = np.tile(accompaniment(), 4) * np.where(louder, 1.0, 10.0 ** (-8.0 / 20.0)).astype(np.float32)
    set_above(voice, chain_of("vocals", "pop"), voice_band_powers(band))
    verse, chorus = (slice(0, 12 * SAMPLE_RATE), slice(20 * SAMPLE_RATE, None))
    verse_db, chorus_db = (
        ratio_db(voice.samples[:, part], band[:, part], np.tile(SINGS, 4)[part]) for part in (verse, chorus)
    )
    assert verse_db == pytest.approx(chorus_db, abs=0.7)
    assert -1.0 <= verse_db <= 5.0


def test_what_rings_after_a_line_is_not_lifted() -> None:
    fade = 10.0 ** (-18.0 / 20.0)
    voice = replace(sung(), samples=sung().samples + 0.0)
    ringing = np.roll(SINGS, SAMPLE_RATE) & ~SINGS
    tone = 0.2 * fade * np.sin(2.0 * np.pi * 660.0 * SECONDS) * ringing
    voice.samples[:] += tone.astype(np.float32)
    after = slice(round(3.2 * SAMPLE_RATE), round(3.8 * SAMPLE_RATE))
    before = slice(round(2.0 * SAMPLE_RATE), round(2.8 * SAMPLE_RATE))
    apart = voice.samples[:, before].std() / voice.samples[:, after].std()
    set_above(voice, chain_of("vocals", "pop"), voice_band_powers(accompaniment()))
    assert voice.samples[:, before].std() / voice.samples[:, after].std() == pytest.approx(apart, rel=0.1)


def test_no_style_takes_the_lead_away_from_where_a_listener_follows_it() -> None:
    wanted = {
        name: chain_of("vocals", name).above_band_db + pack(name)["mix"]["vocals"]["level_db"] for name in pack_names()
    }
    assert all(1.0 <= above_db <= 3.0 for above_db in wanted.values()), wanted
    assert max(wanted["rock"], wanted["metal"], wanted["techno"]) < min(wanted["pop"], wanted["folk"], wanted["soul"])


def test_backing_voices_stand_behind_the_lead() -> None:
    lead, backing, band = sung(), sung(), accompaniment()
    set_above(lead, chain_of("vocals", "pop"), voice_band_powers(band))
    set_above(backing, chain_of("backing_vocals", "pop"), voice_band_powers(band))
    assert ratio_db(lead.samples, backing.samples) > 4.0


def test_a_voice_alone_keeps_sounding() -> None:
    voice = sung()
    set_above(voice, chain_of("vocals", "pop"), np.zeros(80))
    assert np.isfinite(voice.samples).all()
    assert active_level_db(voice.samples) > -40.0


def test_a_silent_voice_is_left_alone() -> None:
    silent = Stem("vocals", np.zeros((2, SAMPLE_RATE), dtype=np.float32), (), ())
    chain_of("vocals", "pop").apply(silent, TEMPO)
    set_above(silent, chain_of("vocals", "pop"), np.ones(10))
    assert not silent.samples.any()


def test_singing_is_heard_where_it_is() -> None:
    activity = singing([sung()], len(SECONDS))
    middle = [round((start + 1.5) * SAMPLE_RATE / BLOCK) for start in (0.0, 4.0)]
    assert all(activity[place] > 0.9 for place in middle)
    assert activity[round(3.9 * SAMPLE_RATE / BLOCK)] < 0.1


def test_the_band_makes_room_only_while_somebody_sings() -> None:
    band = accompaniment()
    kept = band.copy()
    make_room(band, singing([sung()], len(SECONDS)), 4.0)
    sections = butter(4, [1200.0, 2400.0], "bandpass", fs=SAMPLE_RATE, output="sos")
    change = [
        10.0 * np.log10(np.square(sosfilt(sections, one, axis=1)[:, part]).mean())
        for part in (slice(SAMPLE_RATE, 2 * SAMPLE_RATE), slice(4 * SAMPLE_RATE - 9000, 4 * SAMPLE_RATE))
        for one in (band, kept)
    ]
    assert change[0] - change[1] == pytest.approx(-3.6, abs=0.6)
    assert change[2] - change[3] == pytest.approx(0.0, abs=0.4)


def test_the_chain_evens_out_a_voice() -> None:
    voice = sung()
    voice.samples[:] *= np.where(SECONDS < 4.0, 1.0, 0.25).astype(np.float32)
    chain_of("vocals", "pop").apply(voice, TEMPO)
    loud, quiet = (voice.samples[:, start * SAMPLE_RATE :][:, : SAMPLE_RATE // 2].std() for start in (2, 6))
    assert loud / quiet < 3.0


def test_sibilants_are_softened_and_the_voice_is_not() -> None:
    softened, as_it_was = sung(), sung()
    hiss = sosfilt(
        butter(2, [5000.0, 9000.0], "bandpass", fs=SAMPLE_RATE, output="sos"),
        np.random.default_rng(3).standard_normal((2, 4000)),
    )
    for voice in (softened, as_it_was):
        voice.samples[:, SAMPLE_RATE : SAMPLE_RATE + 4000] = hiss
    uncompressed = replace(chain_of("vocals", "pop"), ratio=1.0)
    uncompressed.apply(softened, TEMPO)
    replace(uncompressed, ess_over_db=99.0).apply(as_it_was, TEMPO)
    sibilant, vowel = slice(SAMPLE_RATE + 500, SAMPLE_RATE + 4000), slice(2 * SAMPLE_RATE, 3 * SAMPLE_RATE)
    assert softened.samples[:, sibilant].std() < 0.7 * as_it_was.samples[:, sibilant].std()
    assert softened.samples[:, vowel].std() == pytest.approx(as_it_was.samples[:, vowel].std(), rel=0.08)
