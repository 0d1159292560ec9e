import os
from pathlib import Path

import pytest

from tonewright.delivery.disk import DiskStorage
from tonewright.errors import DeliveryError, StoredFileExists, StoredFileMissing

BAD_KEYS = (
    "",
    "..",
    "../outside",
    "a/../../outside",
    "/etc/passwd",
    "a//b",
    "a/",
    "a/./b",
    "a\0b",
    "a\\..\\b",
    "%2e%2e/outside",
    ".hidden",
    "a/-rf",
    "line\nbreak",
    "ö",
    "a" * 513,
)


@pytest.fixture
def storage(tmp_path: Path) -> DiskStorage:
    return DiskStorage(tmp_path / "store")


def written(path: Path, content: bytes = b"finished") -> Path:
    path.write_bytes(content)
    return path


def test_a_published_file_is_moved_whole_under_its_key(storage: DiskStorage, tmp_path: Path) -> None:
    source = written(tmp_path / "song.mp3")
    storage.publish(source, "music/abc/1/song.mp3")
    path = storage.local_path("music/abc/1/song.mp3")
    assert path == storage.root / "music/abc/1/song.mp3"
    assert path.read_bytes() == b"finished"
    assert not source.exists()
    assert storage.exists("music/abc/1/song.mp3")


def test_publishing_on_the_same_disk_keeps_the_very_same_inode(storage: DiskStorage, tmp_path: Path) -> None:
    source = written(tmp_path / "song.wav")
    inode = source.stat().st_ino
    storage.publish(source, "song.wav")
    assert (storage.root / "song.wav").stat().st_ino == inode
    assert (storage.root / "song.wav").stat().st_nlink == 1


def test_publishing_from_another_disk_copies_and_leaves_nothing_behind(
    storage: DiskStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Path("/dev/shm") / f"tonewright-{os.getpid()}"
    source = written(other, os.urandom(20_000_000))
    content = source.read_bytes()
    assert source.stat().st_dev != storage.root.stat().st_dev
    storage.publish(source, "music/long.wav")
    assert (storage.root / "music/long.wav").read_bytes() == content
    assert not source.exists()
    assert sorted(p.name for p in storage.root.rglob("*") if p.is_file()) == ["long.wav"]


def test_a_key_is_written_once_from_either_disk(storage: DiskStorage, tmp_path: Path) -> None:
    storage.publish(written(tmp_path / "first", b"first"), "song.mp3")
    near = written(tmp_path / "second", b"second")
    far = written(Path("/dev/shm") / f"tonewright-{os.getpid()}-second", b"second")
    try:
        for source in (near, far):
            with pytest.raises(StoredFileExists, match=r"song\.mp3"):
                storage.publish(source, "song.mp3")
    finally:
        far.unlink()
    assert (storage.root / "song.mp3").read_bytes() == b"first"
    assert sorted(p.name for p in storage.root.rglob("*") if p.is_file()) == ["song.mp3"]


def test_publishing_a_file_that_is_not_there_says_so(storage: DiskStorage, tmp_path: Path) -> None:
    with pytest.raises(StoredFileMissing, match=r"nothing\.mp3"):
        storage.publish(tmp_path / "nothing.mp3", "song.mp3")


def test_deleting_removes_the_file_and_its_empty_folders_only(storage: DiskStorage, tmp_path: Path) -> None:
    storage.publish(written(tmp_path / "a"), "music/a/1.mp3")
    storage.publish(written(tmp_path / "b"), "music/b/1.mp3")
    storage.delete("music/a/1.mp3")
    assert not storage.exists("music/a/1.mp3")
    assert not (storage.root / "music/a").exists()
    assert storage.exists("music/b/1.mp3")
    storage.delete("music/b/1.mp3")
    assert [path.name for path in storage.root.rglob("*")] == ["music"]


def test_deleting_what_is_not_there_is_fine(storage: DiskStorage) -> None:
    storage.delete("music/a/1.mp3")


@pytest.mark.parametrize("key", BAD_KEYS)
def test_a_key_that_is_no_plain_relative_path_is_refused(storage: DiskStorage, tmp_path: Path, key: str) -> None:
    source = written(tmp_path / "song.mp3")
    for call in (
        lambda: storage.publish(source, key),
        lambda: storage.delete(key),
        lambda: storage.local_path(key),
        lambda: storage.exists(key),
    ):
        with pytest.raises(DeliveryError, match="plain relative path"):
            call()
    assert source.exists()


def test_a_link_out_of_the_store_is_not_followed(storage: DiskStorage, tmp_path: Path) -> None:
    secret = written(tmp_path / "secret")
    (storage.root / "song.mp3").symlink_to(secret)
    assert storage.local_path("song.mp3") is None
    assert not storage.exists("song.mp3")


def test_a_folder_is_not_a_stored_file(storage: DiskStorage, tmp_path: Path) -> None:
    storage.publish(written(tmp_path / "a"), "music/a.mp3")
    assert not storage.exists("music")
