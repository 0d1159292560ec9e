import pytest

from tonewright.speech.division import divide


@pytest.mark.parametrize(
    ("divided", "undivided"),
    [
        ("es·pe·ro", ()),
        ("ca·lle", ("ll", "rr")),
        ("can·ción", ("ll", "rr")),
        ("rí·o", ()),
        ("bel·la", ("gn", "gl")),
        ("so·gno", ("gn", "gl")),
        ("lu·mière", ("gn",)),
        ("fe·nêtre", ("gn",)),
        ("schnel·ler", ("sch",)),
        ("Mor·gen", ()),
        ("co·ra·ção", ("lh", "nh")),
        ("bri·lham", ("lh", "nh")),
        ("straat", ()),
        ("gwiaz·dy", ("cz", "sz")),
        ("cze·kam", ("cz", "sz")),
        ("до·ро·ге", ()),
        ("тём·ном", ()),
        ("мо·є·му", ()),
        ("yıl·dız·lar", ()),
        ("κα·λο·καί·ρι", ("μπ", "ντ")),
        ("τρα·γου·δά·ει", ()),
        ("me·nung·gu", ("ng", "ny")),
        ("사·랑·해", ()),
        ("我·爱·你", ()),
        ("ひ·か·り", ()),
        ("とん·で", ()),
        ("ずっ·と", ()),
        ("きょ·う", ()),
        ("ना·चें", ()),
        ("सप·नों", ()),
    ],
)
def test_words_are_cut_where_print_cuts_them(divided, undivided):
    word, count = divided.replace("·", ""), divided.count("·") + 1
    assert divide(word, count, undivided) == divided.split("·")


@pytest.mark.parametrize("word", ["palabra", "1995", "любовь", "東京", "한국", "प्यार", "حب", "…", "bzz", "ça!"])
@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_the_pieces_are_as_many_as_asked_and_give_the_word_back(word, count):
    pieces = divide(word, count)
    assert len(pieces) == count
    assert "".join(pieces) == word


def test_kana_behind_kanji_keep_their_own_syllables():
    # 愛してる is a-i-shi-te-ru: the kanji has two.
    assert divide("愛してる", 5) == ["愛", "", "し", "て", "る"]
