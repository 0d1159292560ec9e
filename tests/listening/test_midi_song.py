"""A MIDI file through the whole studio: what stands in the archive that is delivered."""

import io
import zipfile
from pathlib import Path

import mido
import pytest

from tonewright.engines.engine import EngineRequest, Product
from tonewright.engines.studio import Studio
from tonewright.errors import EngineError

FONT = Path("/usr/share/sounds/sf2/FluidR3_GM.sf2")
TICKS = 480
TUNE = (67, 64, 64, 65, 62, 62, 60, 62, 64, 65, 67, 67, 67, 67, 64, 64, 65, 62, 62, 60, 64, 67, 67, 60)
LENGTHS = (1, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 2, 1, 1, 2, 1, 1, 1, 1, 4)


def written(folder: Path, channel: int = 0) -> str:
    """Hänschen klein, which slows down from beat 16."""
    track = mido.MidiTrack(
        [mido.MetaMessage("track_name", name="Melody"), mido.MetaMessage("set_tempo", tempo=500_000)]
    )
    beat = 0
    for pitch, length in zip(TUNE, LENGTHS, strict=True):
        if beat == 16:
            track.append(mido.MetaMessage("set_tempo", tempo=750_000))
        track.append(mido.Message("note_on", note=pitch, channel=channel))
        track.append(mido.Message("note_off", note=pitch, channel=channel, time=length * TICKS))
        beat += length
    file = mido.MidiFile(ticks_per_beat=TICKS)
    file.tracks.append(track)
    path = folder / "tune.mid"
    file.save(path)
    return str(path)


def made(kind: str, folder: Path, **fields: object) -> tuple[Product, mido.MidiFile]:
    work = folder / "work"
    work.mkdir()
    model = "v4.8" if kind == "song" else "i4"
    request = EngineRequest(kind, "pop", model, 300.0, 5, midi=written(folder), **fields)  # type: ignore[arg-type]
    product = Studio(FONT).make(request, work, lambda percent: None)
    with zipfile.ZipFile(product.files["stems"].path) as archive:
        return product, mido.MidiFile(file=io.BytesIO(archive.read("song.mid")))


def onsets(file: mido.MidiFile, stem: str) -> list[tuple[float, int]]:
    tracks = [file.tracks[0], *(track for track in file.tracks if track.name.startswith(f"{stem}: "))]
    alone = mido.MidiFile(type=1, ticks_per_beat=file.ticks_per_beat)
    alone.tracks += tracks
    now, found = 0.0, []
    for message in alone:
        now += message.time
        if message.type == "note_on" and message.velocity:
            found.append((now, message.note))
    return found


def wanted() -> list[float]:
    """The second of every note: 0.5 s a beat, from beat 16 on 0.75 s."""
    beats = [sum(LENGTHS[:index]) for index in range(len(TUNE))]
    return [beat * 0.5 if beat <= 16 else 8.0 + (beat - 16) * 0.75 for beat in beats]


@pytest.mark.parametrize(("kind", "stem"), [("instrumental", "lead"), ("song", "vocals")])
def test_the_delivered_piece_has_the_files_tune_at_its_times(tmp_path: Path, kind: str, stem: str) -> None:
    product, file = made(kind, tmp_path, **({"lyrics": "The sun is in the sky"} if kind == "song" else {}))
    notes = onsets(file, stem)
    shift = notes[0][1] - TUNE[0]
    assert shift % 12 == 0
    for at, pitch in zip(wanted(), TUNE, strict=True):
        assert any(abs(at - heard) <= 0.030 and note == pitch + shift for heard, note in notes)
    # A singer may strike a note again for a syllable that is left over.
    assert len(notes) - len(TUNE) in ((0,) if kind == "instrumental" else (0, 1, 2))
    assert (product.facts["bpm"], product.facts["key"]) == (80, "C:major")
    assert product.facts["dur"] == pytest.approx(wanted()[-1] + 6, abs=3)


def test_a_file_without_a_melody_fails_in_words_that_a_user_can_act_on(tmp_path: Path) -> None:
    request = EngineRequest("instrumental", "pop", "i4", 300.0, 5, midi=written(tmp_path, channel=9))
    with pytest.raises(EngineError, match="no notes but those of drums"):
        Studio(FONT).make(request, tmp_path, lambda percent: None)
