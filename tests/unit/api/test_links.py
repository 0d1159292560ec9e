"""Links to files and the paths in them."""

import re

import pytest

from tonewright.api.links import JobFilePath, Links, MidiFilePath, VoiceFilePath, parse_file_path
from tonewright.delivery.signed_urls import LinkSigner

ITEM = "0123456789abcde"


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("mp3", f"ai_material/ai_material/mp3/{ITEM}.mp3"),
        ("wav", f"ai_material/ai_material/wav/{ITEM}.wav"),
        ("stems", f"ai_material/ai_material/stems/{ITEM}.zip"),
        ("cover", f"ai_material/ai_material/cover/{ITEM}.png"),
        ("waveform", f"ai_material/ai_material/waveform/{ITEM}.json"),
    ],
)
def test_a_path_names_a_kind_and_an_item_and_back(kind, path):
    assert str(JobFilePath(kind, ITEM)) == path
    assert parse_file_path(path) == JobFilePath(kind, ITEM)


def test_a_midi_file_has_a_path():
    path = f"ai_material/ai_material/midi/{ITEM}.mid"
    assert str(MidiFilePath(ITEM)) == path
    assert parse_file_path(path) == MidiFilePath(ITEM)


def test_a_voices_sample_has_a_path():
    assert parse_file_path("ai_material/ai_material/voice/ada.mp3") == VoiceFilePath("ada", "mp3")


@pytest.mark.parametrize(
    "path",
    [
        f"ai_material/ai_material/mp3/{ITEM}.wav",
        f"ai_material/ai_material/../mp3/{ITEM}.mp3",
        f"/ai_material/ai_material/mp3/{ITEM}.mp3",
        f"ai_material/ai_material/mp3/{ITEM}.mp3\x00",
        f"ai_material/ai_material/midi/{ITEM}.midi",
        "ai_material/ai_material/mp3/../../etc/passwd",
        "ai_material/ai_material/voice/../ada.mp3",
        "etc/passwd",
    ],
)
def test_other_paths_name_nothing(path):
    assert parse_file_path(path) is None


def test_a_link_is_absolute_and_tells_truly_how_long_it_works():
    links = Links(LinkSigner(b"k" * 32, ttl_s=600), "https://music.example.com/", lambda: 1_700_000_000.25)
    link = links.to(JobFilePath("mp3", ITEM))
    shape = rf"https://music\.example\.com/ai_material/ai_material/mp3/{ITEM}\.mp3\?auth_key=1700000600-[^-]+-0-[0-9a-f]{{64}}"
    assert re.fullmatch(shape, link.url)
    assert link.remain_s == 599  # of the 599.75 s that are left
