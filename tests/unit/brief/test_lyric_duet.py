from tonewright.brief.brief import LyricSection
from tonewright.brief.lyrics_reader import read_cast, read_lyrics

VERSE = "[Verse]\nI walk along the river\nand you are gone\n"
CHORUS = "[Chorus]\nCome home (come home)\n"


def singers(text: str, duet: bool = True) -> list[list[str]]:
    sections: tuple[LyricSection, ...] = read_lyrics(text, "en", read_cast(text, "female", duet))
    return [[line.singers for line in section.lines] for section in sections]


def test_verses_are_taken_in_turns_and_choruses_sung_together() -> None:
    assert singers(VERSE + CHORUS + VERSE + CHORUS) == [
        ["lead", "lead"], ["both", "backing"], ["second", "second"], ["both", "backing"],
    ]  # fmt: skip


def test_a_single_verse_is_shared() -> None:
    assert singers(VERSE + CHORUS) == [["lead", "second"], ["both", "backing"]]


def test_a_bridge_is_traded() -> None:
    assert singers(VERSE + CHORUS + VERSE + "[Bridge]\nOne\nTwo\nThree\n")[-1] == ["lead", "lead", "second"]


def test_lyrics_with_roles_keep_them() -> None:
    assert singers("[Male]\nHello\n[Female]\nThere") == [["second", "lead"]]


def test_nobody_shares_where_one_singer_is_asked_for() -> None:
    assert singers(VERSE + CHORUS, duet=False) == [["lead", "lead"], ["lead", "backing"]]
