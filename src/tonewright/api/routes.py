"""Every surface of the API on one page."""

from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from fastapi import FastAPI, Response

from tonewright.api import (
    accounts_routes,
    cloned_voices_routes,
    downloads_routes,
    files_routes,
    health_routes,
    lyrics_routes,
    midi_routes,
    music_routes,
    scheduler_routes,
    splitter_routes,
    voices_routes,
)
from tonewright.api.body import JSON, MULTIPART
from tonewright.api.documentation import FILE_FORMAT_PARAMETER, JOB_ID_PARAMETER, Documented
from tonewright.contract import examples, replies, timed_lyrics
from tonewright.contract.account_requests import AccountRequest
from tonewright.contract.lyrics_requests import LyricsRequest
from tonewright.contract.music_requests import InstrumentalRequest, SongRequest
from tonewright.contract.upload_requests import AUDIO_TYPES, MIDI_TYPES

BASE = "/v1/tempolor"
FILES = "/ai_material"
_IS_POST = (400, 409, 413, 415, 422)
_BAD_ID = {400: "job_id has incorrect format"}
_BAD_MIDI_ID = {
    400: "midiItemId has incorrect format",
    404: "No record found for user:1-tempolor:band-midi:0123456789abcde",
}
_BAD_VOICE_ID = {
    400: "clonedVoiceItemId has incorrect format",
    404: "No record found for user:1-tempolor:band-voice:0123456789abcde",
}
_NO_ACCOUNT = {404: "No record found for band"}
_NOT_RUNNING = {400: "job_id has incorrect format", 404: "Unable to locate running job_id"}
_LINK = "Give a link to a file. It needs no Authorization and works for `remainSeconds`."
_NOT_COMPLETED = {400: "Generation is not completed yet (0)"}


class Surface(NamedTuple):
    """One operation: how it is called, who answers, and what the documentation says of it."""

    method: str
    path: str
    handler: Callable[..., Awaitable[Response]]
    documented: Documented


# fmt: off
# Matched from the top: what is asked for most often stands first.
SURFACES = (
    Surface("GET", f"{BASE}/music/download/{{job_id}}", downloads_routes.get_download,
            Documented("music", replies.DownloadReply, (400, 404), messages=_NOT_COMPLETED,
                       parameters=(JOB_ID_PARAMETER, FILE_FORMAT_PARAMETER), description=_LINK)),

    Surface("POST", f"{BASE}/accounts", accounts_routes.save_account,
            Documented("accounts", replies.AccountReply, _IS_POST, body=AccountRequest)),
    Surface("GET", f"{BASE}/accounts", accounts_routes.list_accounts,
            Documented("accounts", dict[str, replies.AccountReply], (404,), example=examples.ACCOUNTS,
                       messages={404: "No accounts found"})),
    Surface("GET", f"{BASE}/accounts/{{user_id}}", accounts_routes.get_account,
            Documented("accounts", replies.AccountReply, (400, 404), messages=_NO_ACCOUNT)),
    Surface("DELETE", f"{BASE}/accounts/{{user_id}}", accounts_routes.delete_account,
            Documented("accounts", None, (400, 404), status=204, messages=_NO_ACCOUNT)),

    Surface("POST", f"{BASE}/music/song", music_routes.create_song,
            Documented("music", replies.JobsReply, (*_IS_POST, 404, 429), body=SongRequest,
                       media_types=(JSON, MULTIPART), messages=_NO_ACCOUNT)),
    Surface("POST", f"{BASE}/music/instrumental", music_routes.create_instrumental,
            Documented("music", replies.JobsReply, (*_IS_POST, 404, 429), body=InstrumentalRequest,
                       media_types=(JSON, MULTIPART), messages=_NO_ACCOUNT)),
    Surface("POST", f"{BASE}/music/lyrics", lyrics_routes.write_lyrics,
            Documented("music", replies.WrittenLyrics, _IS_POST, body=LyricsRequest, media_types=(JSON, MULTIPART))),
    Surface("GET", f"{BASE}/music", music_routes.list_music,
            Documented("music", replies.MusicList, (400, 404), messages=_NO_ACCOUNT)),
    Surface("GET", f"{BASE}/music/artist-voices", voices_routes.list_artist_voices,
            Documented("voices", replies.ArtistVoiceList, (400, 404), messages=_NO_ACCOUNT)),
    Surface("POST", f"{BASE}/music/cloned-voices", cloned_voices_routes.clone_voice,
            Documented("voices", replies.ClonedVoiceReply, (400, 404, 409, 413, 422, 429, 507), file_types=AUDIO_TYPES,
                       messages=_NO_ACCOUNT, accepted=replies.ClonedVoiceLater)),
    Surface("GET", f"{BASE}/music/cloned-voices", cloned_voices_routes.list_cloned_voices,
            Documented("voices", replies.ClonedVoiceList, (400, 404), messages=_NO_ACCOUNT)),
    Surface("DELETE", f"{BASE}/music/cloned-voices/{{cloned_voice_item_id}}", cloned_voices_routes.delete_cloned_voice,
            Documented("voices", replies.ResultReply, (400, 404), messages=_BAD_VOICE_ID)),
    Surface("POST", f"{BASE}/music/stems-splitter", splitter_routes.split,
            Documented("stems", replies.SplitReply, (400, 404, 409, 413, 422, 429, 507), file_types=AUDIO_TYPES,
                       messages=_NO_ACCOUNT)),
    Surface("POST", f"{BASE}/music/midi", midi_routes.upload_midi,
            Documented("midi", replies.MidiReply, (400, 404, 409, 413, 422, 507), file_types=MIDI_TYPES,
                       messages=_NO_ACCOUNT)),
    Surface("GET", f"{BASE}/music/midi", midi_routes.list_midi,
            Documented("midi", replies.MidiList, (400, 404), messages=_NO_ACCOUNT)),
    Surface("DELETE", f"{BASE}/music/midi/{{midi_item_id}}", midi_routes.delete_midi,
            Documented("midi", replies.ResultReply, (400, 404), messages=_BAD_MIDI_ID)),
    Surface("GET", f"{BASE}/music/{{job_id}}", music_routes.get_music,
            Documented("music", replies.MusicRecord, (400, 404), messages=_BAD_ID)),
    Surface("GET", f"{BASE}/music/{{job_id}}/lyrics", lyrics_routes.get_lyrics,
            Documented("music", timed_lyrics.TimedLyrics, (400, 404), messages=_NOT_COMPLETED,
                       texts=("text/vtt", "text/plain"))),
    Surface("DELETE", f"{BASE}/music/{{job_id}}", music_routes.delete_music,
            Documented("music", replies.ResultReply, (400, 404), messages=_BAD_ID)),

    Surface("GET", f"{BASE}/scheduler", scheduler_routes.list_executing,
            Documented("scheduler", list[replies.ExecutingJob])),
    Surface("GET", f"{BASE}/scheduler/available", scheduler_routes.list_available,
            Documented("scheduler", replies.AvailableReply)),
    Surface("DELETE", f"{BASE}/scheduler/{{job_id}}", scheduler_routes.cancel_job,
            Documented("scheduler", None, (400, 404), status=204, messages=_NOT_RUNNING)),

    Surface("GET", f"{FILES}/{{path:path}}", files_routes.send_file,
            Documented("files", None, (403, 404, 410, 416), file=True, secured=False)),
    Surface("HEAD", f"{FILES}/{{path:path}}", files_routes.send_file,
            Documented("files", None, (403, 404, 410, 416), file=True, secured=False)),

    Surface("GET", "/voice_cloned/{path:path}", files_routes.send_recording,
            Documented("files", None, (404, 416), file=True)),
    Surface("HEAD", "/voice_cloned/{path:path}", files_routes.send_recording,
            Documented("files", None, (404, 416), file=True)),

    Surface("GET", "/healthz", health_routes.healthz,
            Documented("health", replies.HealthReply, secured=False)),
    Surface("GET", "/readyz", health_routes.readyz,
            Documented("health", replies.ReadyReply, secured=False, unready=replies.ReadyReply)),
)
# fmt: on


def add_routes(app: FastAPI) -> None:
    """Mount every surface."""
    for method, path, handler, documented in SURFACES:
        name = getattr(handler, "__name__", "")
        operation: dict[str, Any] = {
            "operation_id": name if method != "HEAD" else f"{name}_head",
            "summary": name.replace("_", " ").capitalize(),
            "description": documented.description,
            "tags": [documented.tag],
            "responses": documented.responses(),
            "openapi_extra": documented.extra(),
        }
        app.add_api_route(
            path, handler, methods=[method], response_model=None, status_code=documented.status, **operation
        )
