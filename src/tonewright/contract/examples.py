"""Examples of every answer, shown in the OpenAPI document. They obey the shapes of `replies`."""

from typing import Any

_ITEM = "4k0l1v8r2m9q7c3x5z6w1t0ye"
_JOB_ID = f"user:1-tempolor:band-job:{_ITEM}"
_LINK = "https://music.example.com/ai_material/ai_material"
_KEY = "auth_key=1716569300-8f14e45fceea167a-0-6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"

ERROR: dict[str, Any] = {"error": "Parameter prompt is required", "code": 400}
BUSY: dict[str, Any] = {
    "error": "Account is busy executing 10 of 10 jobs",
    "code": 429,
    "retryAfter": "2024-05-24T16:10:25.000Z",
}
ACCOUNT: dict[str, Any] = {
    "user_id": "band",
    "updated": 1716565425000,
    "updatedUTC": "2024-05-24T15:43:45.000Z",
    "maxJobs": 10,
    "requestParams": {"user_id": "band", "engine": "studio"},
}
ACCOUNTS: dict[str, Any] = {"band": ACCOUNT}
JOBS: dict[str, Any] = {"jobs": [_JOB_ID], "unlimited": True}
RECORD: dict[str, Any] = {
    "bizType": "ai_material_music",
    "childType": "lyric_to_material",
    "matChildType": "lyric_to_material",
    "sourceType": "sm_user_gen",
    "itemId": _ITEM,
    "job_id": _JOB_ID,
    "genItemId": _ITEM,
    "userId": "band",
    "titleEn": "Epic Orchestral",
    "cover": f"{_LINK}/cover/{_ITEM}.png?{_KEY}",
    "mp3OssId": f"ai_material/ai_material/mp3/{_ITEM}.mp3",
    "wavOssId": f"ai_material/ai_material/wav/{_ITEM}.wav",
    "ossWatermarkMp3": "",
    "officialPlaylistSong": False,
    "status": 30,
    "status_name": "COMPLETED",
    "status_final": True,
    "progress": 100,
    "downloadTotal": 0,
    "likeTotal": 0,
    "collectTotal": 0,
    "musicMaterial": {
        "style": "Orchestral",
        "chord": "Fm Db Ab Eb",
        "mood": "heroic",
        "inst": "strings, brass, timpani",
        "instInfo": "strings carry the harmony, brass the theme, timpani the pulse",
        "scene": "battlefield",
        "otherInfo": "Epic orchestral battle music",
        "otherInfoCn": "",
        "key": "F:minor",
        "bpm": 130,
        "dur": 180,
        "seed": 1234567890,
        "waveformUrl": f"{_LINK}/waveform/{_ITEM}.json?{_KEY}",
    },
    "readStatus": False,
    "downloadStatus": False,
    "createTime": 1716565425000,
    "updateTime": 1716565700000,
    "materialQualityScore": 0,
    "ltmMaterialExtendDto": {
        "lyricsPrompt": "[verse]\nWe ride at dawn",
        "description": "Epic orchestral battle music",
        "lyrics_sections": [{"start": 7.4, "end": 9.2, "text": "We ride at dawn"}],
        "words": [{"start": 7.4, "end": 7.7, "text": "We", "voice": "ada"}],
        "sections": [{"start": 7.4, "end": 22.2, "name": "verse"}],
        "chords": [{"start": 7.4, "end": 9.2, "text": "Fm"}],
        "notes": ['"Slow" and 130 BPM contradict each other: the number counts.'],
        "model": "v4.8",
        "engine": "studio",
        "language": "en",
    },
}
MUSIC_LIST: dict[str, Any] = {"records": [RECORD], "hasNext": False, "cursor": ""}
DOWNLOAD: dict[str, Any] = {"url": f"{_LINK}/mp3/{_ITEM}.mp3?{_KEY}", "remainSeconds": 3600}
ARTIST_VOICES: dict[str, Any] = {
    "records": [
        {
            "ucid": "band",
            "bizType": "ai_voice_cloned",
            "itemId": "ada",
            "name": "Ada",
            "resourceUrl": f"https://music.example.com/ai_material/ai_material/voice/ada.mp3?{_KEY}",
            "coverUrl": f"https://music.example.com/ai_material/ai_material/voice/ada.svg?{_KEY}",
            "vocalUrl": f"https://music.example.com/ai_material/ai_material/voice/ada.mp3?{_KEY}",
            "weight": 100,
            "isAddRel": False,
            "relSource": "",
            "labels": ["female", "soprano", "clear"],
        }
    ],
    "hasNext": False,
    "cursor": "",
    "sysTime": 1716565425000,
}
SPLIT: dict[str, Any] = {
    "state": 2,
    "title": "audio_file.mp3",
    "stemsZipUrl": f"{_LINK}/stems/{_ITEM}.zip?{_KEY}",
    "job_id": _JOB_ID,
}
_VOICE_ID = f"user:1-tempolor:band-voice:{_ITEM}"
_CONSENT = "The uploader has the consent of the person whose voice this is."
CLONED_VOICE: dict[str, Any] = {
    "result": True,
    "itemId": _ITEM,
    "clonedVoiceItemId": _VOICE_ID,
    "consent": _CONSENT,
}
CLONED_VOICE_LATER: dict[str, Any] = {
    "itemId": _ITEM,
    "clonedVoiceItemId": _VOICE_ID,
    "message": "The voice is still being made; music/cloned-voices says when it is ready",
    "consent": _CONSENT,
}
CLONED_VOICES: dict[str, Any] = {
    "records": [
        {
            "isAddRel": False,
            "relSource": "",
            "ucid": "band",
            "bizType": "user",
            "operatorType": "gen",
            "itemId": _ITEM,
            "rootItemId": _ITEM,
            "parentItemId": _ITEM,
            "name": "My voice",
            "resourceUrl": f"voice_cloned/audio/{_ITEM}.mp3",
            "coverUrl": f"{_LINK}/voice/{_ITEM}.svg?{_KEY}",
            "readStatus": 0,
            "status": 30,
            "vocalUrl": f"{_LINK}/vocal/{_ITEM}.mp3?{_KEY}",
            "createTime": 1716565425000,
            "updateTime": 1716565440000,
            "labels": [],
            "clonedVoiceItemId": _VOICE_ID,
            "consent": _CONSENT,
        }
    ],
    "hasNext": False,
    "cursor": "",
}
_MIDI_FILE: dict[str, Any] = {
    "opType": "upload",
    "ucid": "band",
    "midiItemId": f"user:1-tempolor:band-midi:{_ITEM}",
    "name": "My melody",
    "midiUrl": f"{_LINK}/midi/{_ITEM}.mid?{_KEY}",
}
MIDI: dict[str, Any] = {"isFirst": True, "midiRenderVO": _MIDI_FILE}
MIDI_LIST: dict[str, Any] = {"records": [_MIDI_FILE], "hasNext": False, "cursor": ""}
EXECUTING: dict[str, Any] = {
    "job_id": _JOB_ID,
    "started": "2024-05-24T15:43:45.000Z",
    "elapsed": "01:23",
    "replyUrl": "https://example.com/hooks/music",
    "replyRef": "order 4711",
}
AVAILABLE: dict[str, Any] = {
    "executing": [EXECUTING],
    "available": [{"user_id": "band", "maxJobs": 10, "executing": 1, "available": 9}],
}
WRITTEN_LYRICS: dict[str, Any] = {
    "title": "Carry Me Home Across the Sea",
    "lyrics": "[Verse]\nThe harbor lamps go one by one\nThe nets are in, the night is done\n\n"
    "[Chorus]\nCarry me home across the sea\nA light is on that waits for me",
}
