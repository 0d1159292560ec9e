"""The studio: how a song is made, from the wish to the files."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields, replace
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tonewright import __version__
from tonewright.brief.brief import Brief
from tonewright.brief.model_reading import NOTHING_READ
from tonewright.brief.prompt import clean
from tonewright.brief.prompt_model import PromptModel
from tonewright.brief.reader import read_brief
from tonewright.brief.wishes import Wishes
from tonewright.brief.writing.lyrics_model import LyricsModel
from tonewright.cloning.profile import singer_of
from tonewright.composition.compose import compose
from tonewright.composition.score import Score
from tonewright.composition.styles import load_style
from tonewright.decoding.midi import read_midi
from tonewright.delivery.deliver import deliver
from tonewright.delivery.label import Label
from tonewright.engines.engine import EngineRequest, Product, Report
from tonewright.engines.facts import facts_of
from tonewright.engines.progress import Progress
from tonewright.errors import EngineError, InvalidParameter, SpeechError, UnusableFile
from tonewright.mix.balance import balance
from tonewright.mix.master import master
from tonewright.performance.perform import perform
from tonewright.performance.performed import Performance, SungPart
from tonewright.render.render import render_band
from tonewright.render.stems import Stem, reopen_track
from tonewright.render.vocals import render_vocals
from tonewright.speech.roster import guest_voice, voice_named
from tonewright.transcription.lead_sheet import LeadSheet
from tonewright.transcription.reading import lead_sheet_of

_SHARES = {"compose": 4, "band": 38, "vocals": 28, "balance": 12, "master": 4, "deliver": 14}
"""What each stage takes of a job's time, measured on a sung piece of three minutes."""

CORES = 2
"""How many cores a job uses at most: the band on one and the singer on the other, or two stems side by side."""

_REHEARSAL_S = 12.0


class Studio:
    """Composes, performs, plays, sings, mixes and masters on the CPU, with nothing but a SoundFont."""

    name = "studio"

    def __init__(
        self, soundfont: Path, brief_model: PromptModel | None = None, writer: LyricsModel | None = None
    ) -> None:
        self._soundfont = soundfont
        self._brief_model = brief_model
        self._writer = writer

    def prepare(self) -> None:
        """Load fonts and compiled kernels by making a few seconds of music."""
        self.rehearse("pop")

    def rehearse(self, style: str) -> None:
        """Make a short song in a style and throw it away, so that all it needs is compiled and loaded."""
        request = EngineRequest("song", style, "v4.8", 300.0, 1, lyrics="Warm up and sing", duration_s=_REHEARSAL_S)
        with TemporaryDirectory(prefix="tonewright-") as folder:
            Studio(self._soundfont).make(request, Path(folder), lambda percent: None)

    def make(self, request: EngineRequest, workspace: Path, report: Report) -> Product:
        """Make the music. Raises EngineError if the request cannot be met, or nobody here can say its words."""
        try:
            if request.cloned_voice is None:
                return self._make(request, workspace, report)
            with guest_voice(singer_of(request.cloned_voice)) as singer:
                return self._make(replace(request, voice=singer.item_id), workspace, report)
        except SpeechError as error:
            raise EngineError(str(error)) from error

    def _make(self, request: EngineRequest, workspace: Path, report: Report) -> Product:
        progress = Progress(_SHARES, report)
        try:
            told = self._brief_model.read(clean(request.prompt)) if self._brief_model else NOTHING_READ
            sheet = None if request.midi is None else lead_sheet_of(read_midi(Path(request.midi)))
            brief = read_brief(_wishes(request, sheet), told, self._writer)
        except (InvalidParameter, UnusableFile) as error:
            raise EngineError(str(error)) from error
        score = compose(brief, sheet)
        performance = perform(score)
        progress.done("compose")
        stems, performance = self._record(performance, workspace, brief.seed, progress)
        balanced = balance(stems, performance.style, performance.tempo_bpm, threads=CORES)
        progress.done("balance")
        mastered = master(balanced, fade_s=performance.fade_s)
        progress.done("master")
        label = _label(brief, score, performance)
        files = deliver(
            performance,
            mastered,
            label,
            workspace,
            lambda share: progress.at("deliver", share),
        )
        return Product(files, facts_of(brief, score, performance, label))

    def _record(
        self, performance: Performance, workspace: Path, seed: int, progress: Progress
    ) -> tuple[tuple[Stem, ...], Performance]:
        """Play the band on one core while another sings; without a singer the band has both."""

        def played(percent: int) -> None:
            progress.at("band", percent / 100)

        if not performance.vocals:
            progress.done("vocals")
            band = render_band(performance, workspace, seed, font_path=self._soundfont, report=played, threads=CORES)
            return band, performance
        with ProcessPoolExecutor(1, get_context("fork")) as booth:
            singing = booth.submit(_sing, performance, workspace, seed)
            band = render_band(performance, workspace, seed, font_path=self._soundfont, report=played)
            unopened, heard = singing.result()
        progress.done("vocals")
        vocals = [replace(stem, samples=reopen_track(workspace / f"{stem.name}.npy")) for stem in unopened]
        return (*vocals, *band), replace(performance, vocals=heard)


def _sing(performance: Performance, workspace: Path, seed: int) -> tuple[tuple[Stem, ...], tuple[SungPart, ...]]:
    """`render_vocals` for another process: the samples stay in their files, as they are too large to send."""
    stems, heard = render_vocals(performance, workspace, seed)
    return tuple(replace(stem, samples=np.empty((2, 0), np.float32)) for stem in stems), heard


def _wishes(request: EngineRequest, sheet: LeadSheet | None) -> Wishes:
    """What is asked for; a file's own words are sung where none are given, and new ones are written for its length."""
    names = {field.name for field in fields(Wishes)} & {field.name for field in fields(EngineRequest)}
    asked = Wishes(**{name: getattr(request, name) for name in names})
    if sheet is None:
        return asked
    return replace(asked, lyrics=asked.lyrics or sheet.words or None, music_s=sheet.seconds)


def _label(brief: Brief, score: Score, performance: Performance) -> Label:
    return Label(
        title=score.title,
        style=load_style(score.style).title,
        key=score.key,
        seed=score.seed,
        engine=Studio.name,
        version=__version__,
        language=brief.language.value,
        singers={part.name: voice_named(part.voice).name for part in performance.vocals},
        moods=brief.moods,
        valence=brief.valence,
        energy=brief.energy,
    )
