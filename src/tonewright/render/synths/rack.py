"""The rack: our synthesisers by name."""

from collections.abc import Callable
from functools import partial

from tonewright.errors import RenderError
from tonewright.render.instruments.instrument import Instrument
from tonewright.render.synths.acid_bass import AcidBass
from tonewright.render.synths.analog_pad import AnalogPad
from tonewright.render.synths.bass_808 import Bass808
from tonewright.render.synths.bodhran_kit import bodhran_kit
from tonewright.render.synths.cajon_kit import cajon_kit
from tonewright.render.synths.chip_kit import chip_kit
from tonewright.render.synths.chip_pulse import ChipPulse
from tonewright.render.synths.chip_triangle import ChipTriangle
from tonewright.render.synths.dark_bell import DarkBell
from tonewright.render.synths.dembow_kit import dembow_kit
from tonewright.render.synths.drone import Drone
from tonewright.render.synths.dub_stab import DubStab
from tonewright.render.synths.field_noise import FieldNoise
from tonewright.render.synths.fm_keys import FmKeys
from tonewright.render.synths.gated_kit import gated_kit
from tonewright.render.synths.house_kit import house_kit
from tonewright.render.synths.house_stab import HouseStab
from tonewright.render.synths.noise_riser import NoiseRiser
from tonewright.render.synths.reese_bass import ReeseBass
from tonewright.render.synths.shimmer import Shimmer
from tonewright.render.synths.sub_bass import SubBass
from tonewright.render.synths.sub_drop import SubDrop
from tonewright.render.synths.supersaw import Supersaw
from tonewright.render.synths.synth_pluck import SynthPluck
from tonewright.render.synths.techno_kit import techno_kit
from tonewright.render.synths.tonewheel_organ import TonewheelOrgan
from tonewright.render.synths.trance_kit import trance_kit
from tonewright.render.synths.trance_pluck import TrancePluck
from tonewright.render.synths.trap_kit import trap_kit
from tonewright.render.synths.vinyl_noise import VinylNoise
from tonewright.render.synths.wave_bass import WaveBass
from tonewright.render.synths.wave_brass import WaveBrass

RACK: dict[str, Callable[[int], Instrument]] = {
    "sub_bass": SubBass,
    "reese_bass": ReeseBass,
    "supersaw": Supersaw,
    "anthem_lead": partial(Supersaw, amount=0.24, bright=1.5, attack_s=0.005, release_s=0.3),
    "gate_saws": partial(Supersaw, amount=0.2, bright=1.1, attack_s=0.004, release_s=0.08),
    "synth_pluck": SynthPluck,
    "house_stab": HouseStab,
    "fm_keys": FmKeys,
    "tonewheel_organ": TonewheelOrgan,
    "noise_riser": NoiseRiser,
    "sub_drop": SubDrop,
    "vinyl_noise": VinylNoise,
    "house_kit": house_kit,
    "cajon_kit": cajon_kit,
    "trap_kit": trap_kit,
    "bass_808": Bass808,
    "dark_bell": DarkBell,
    "bodhran_kit": bodhran_kit,
    "techno_kit": techno_kit,
    "acid_bass": AcidBass,
    "dub_stab": DubStab,
    "chip_pulse_12": partial(ChipPulse, 0.125),
    "chip_pulse_25": partial(ChipPulse, 0.25),
    "chip_pulse_50": partial(ChipPulse, 0.5),
    "chip_triangle": ChipTriangle,
    "chip_kit": chip_kit,
    "drone": Drone,
    "shimmer": Shimmer,
    "wind_noise": partial(FieldNoise, kind="wind"),
    "rain_noise": partial(FieldNoise, kind="rain"),
    "sea_noise": partial(FieldNoise, kind="sea"),
    "gated_kit": gated_kit,
    "wave_bass": WaveBass,
    "analog_pad": AnalogPad,
    "wave_brass": WaveBrass,
    "trance_kit": trance_kit,
    "trance_pluck": TrancePluck,
    "dembow_kit": dembow_kit,
}


def synth(name: str, seed: int) -> Instrument:
    """The synthesiser of that name; `seed` is what its noise is made from. Raises RenderError if unknown."""
    if name not in RACK:
        raise RenderError(f"unknown synthesiser {name!r}, known are {', '.join(RACK)}")
    return RACK[name](seed)
