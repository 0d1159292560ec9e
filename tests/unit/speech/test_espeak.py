import os
import signal

import numpy as np
import pytest

from tonewright.errors import SpeechEngineMissing, SpeechError
from tonewright.speech import espeak_process
from tonewright.speech.espeak import EspeakSpeech
from tonewright.speech.espeak_process import EspeakProcess
from tonewright.speech.languages import sung_languages

# Natural lines, and how many syllables a singer gives each of their words.
LINES = {
    "es": ("Y cada noche vuelve el corazón", (1, 2, 2, 2, 1, 3)),
    "fr": ("Les amis chantent sous la pluie", (1, 2, 1, 1, 1, 1)),
    "de": ("Komm, lass uns fliegen über Berg", (1, 1, 1, 2, 2, 1)),
    "it": ("Dammi la mano e andiamo lontano", (2, 1, 2, 1, 3, 3)),
    "pt": ("As estrelas brilham na rua", (1, 3, 2, 1, 2)),
    "nl": ("De regen valt zacht op het raam", (1, 2, 1, 1, 1, 1, 1)),
    "pl": ("Chodź ze mną zatańczymy dziś", (1, 1, 1, 4, 1)),
    "ru": ("Снег кружится над рекой", (1, 3, 1, 2)),
    "uk": ("Ти моя пісня і моя доля", (1, 2, 2, 1, 2, 2)),
    "tr": ("Gece yarısı yıldızlar parlar", (2, 3, 3, 2)),
    "el": ("Πάμε μαζί στο καλοκαίρι", (2, 2, 1, 4)),
    "hi": ("तुम मेरे दिल में प्यार हो", (1, 2, 1, 1, 1, 1)),
    "ar": ("يا حبيبي تعال نرقص", (1, 3, 3, 2)),
    "id": ("Hujan turun di kota ini", (2, 2, 1, 2, 2)),
    "vi": ("Mưa rơi trên phố vắng", (1, 1, 1, 1, 1)),
    "ko": ("나는 오늘 밤 너를 기다려", (2, 2, 1, 2, 3)),
    "zh": ("我 的 眼睛 像 星星", (1, 1, 2, 1, 2)),
    "ja": ("わたしは 君を 愛してる", (4, 3, 5)),
    "en": ("Follow me over the river", (2, 1, 2, 1, 2)),
}


def spoken(text, tag, variant="benjamin"):
    return EspeakSpeech().speak(tuple(text.split()), f"{tag}+{variant}")


def phones_of(utterance):
    return [phone for word in utterance.words for syllable in word.syllables for phone in syllable.phones]


def symbols(word):
    return [phone.symbol for syllable in word.syllables for phone in syllable.phones]


@pytest.fixture
def program():
    process = EspeakProcess()
    yield process
    process.end()


def test_every_language_has_a_line_here():
    assert set(LINES) == set(sung_languages())


@pytest.mark.parametrize("tag", sorted(LINES))
def test_a_line_comes_back_word_for_word_with_the_syllables_that_a_singer_gives_it(tag):
    text, counts = LINES[tag]
    utterance = spoken(text, tag)
    assert tuple(word.text for word in utterance.words) == tuple(text.split())
    assert tuple(len(word.syllables) for word in utterance.words) == counts


@pytest.mark.parametrize("tag", sorted(LINES))
def test_every_syllable_has_one_vowel_and_phones_follow_each_other_within_the_sound(tag):
    utterance = spoken(LINES[tag][0], tag)
    for word in utterance.words:
        for syllable in word.syllables:
            assert [phone.kind for phone in syllable.phones].count("vowel") == 1
    ends = [0.0]
    for phone in phones_of(utterance):
        assert phone.start_s >= ends[-1] - 1e-6
        assert phone.end_s > phone.start_s
        ends.append(phone.end_s)
    assert ends[-1] <= len(utterance.samples) / utterance.sample_rate


def test_vowels_sound_where_their_phones_say_and_closures_are_silent():
    utterance = spoken("Tapa la copa de Paco", "es")
    rate = utterance.sample_rate

    def level(start_s, end_s):
        return np.sqrt(np.mean(utterance.samples[round(start_s * rate) : round(end_s * rate)] ** 2))

    phones = phones_of(utterance)
    vowels = [level(p.start_s + 0.02, p.end_s - 0.02) for p in phones if p.kind == "vowel"]
    stops = [phone for phone in phones if phone.symbol in ("p", "t", "k")]
    assert len(stops) == 6
    for stop in stops:
        # A closure takes 50 to 100 ms, then comes the burst (Lisker & Abramson 1964): its first 25 ms are silent.
        assert stop.closed
        assert stop.end_s - stop.start_s > 0.05
        assert level(stop.start_s + 0.005, stop.start_s + 0.03) < 0.05 * min(vowels)


def test_liaison_is_heard_in_french():
    # Les amis: le.za.mi; les chats has no z.
    assert "z" in symbols(spoken("les amis", "fr").words[0])
    assert "z" not in symbols(spoken("les chats", "fr").words[0])


def test_a_rising_diphthong_is_a_glide_before_the_vowel_that_is_held():
    # Ukrainian я is [ja]; Chinese 天 is [tʰjɛn].
    assert symbols(spoken("я", "uk").words[0])[0] == "j"
    assert symbols(spoken("天", "zh").words[0])[1:] == ["j", "ɛ", "n"]


def test_syllables_open_with_rising_sonority_and_never_with_a_velar_nasal_in_a_cluster():
    # 永远 is yǒng-yuǎn, padre pa-dre, canta can-ta.
    def syllables(text, tag):
        return [[phone.symbol for phone in s.phones] for s in spoken(text, tag).words[0].syllables]

    assert syllables("永远", "zh")[0][-1] == "ŋ"
    assert len(syllables("padre", "it")[0]) == 2
    assert syllables("canta", "it")[0][-1] == "n"


def test_japanese_particles_kanji_and_numbers_are_read_as_they_are_said():
    # 私は is watashi wa, 東京へ is tookyoo e, 3年 is sannen.
    assert "".join(symbols(spoken("私は", "ja").words[0])[-2:])[0] == "w"
    assert len(spoken("東京へ", "ja").words[0].syllables) == 3
    assert symbols(spoken("3年", "ja").words[0])[0] == "s"


def test_words_of_another_script_are_said_in_a_language_that_is_written_so():
    # Baby is [ˈbeɪbi] in a Korean song too, and море [ˈmorʲe] in a Greek one; Japanese makes ラブ of love.
    words = spoken("나의 baby 사랑해", "ko").words
    assert symbols(words[1]) == symbols(spoken("baby", "en").words[0])
    assert [word.text for word in words] == ["나의", "baby", "사랑해"]
    assert symbols(spoken("море", "el").words[0]) == symbols(spoken("море", "ru").words[0])
    assert len(spoken("love", "ja").words[0].syllables) == 2


def test_stress_is_that_of_a_dictionary():
    # corazón, canción: on the last syllable; casa, vuelve: on the first.
    words = spoken("corazón casa canción vuelve", "es").words
    assert [tuple(s.stress for s in word.syllables) for word in words] == [(0, 0, 1), (1, 0), (0, 1), (1, 0)]


@pytest.mark.parametrize(
    "word",
    [
        "!!!",
        "🎵",
        "<b>",
        "[[aI]]",
        "<break time='9s'/>",
        "$(reboot)",
        "`id`",
        "\x00",
        "\u202e",
        "x" * 3000,
        "1" * 400,
        "в",
    ],
)
def test_hostile_and_unsayable_words_are_sung_somehow_and_keep_their_place(word):
    utterance = EspeakSpeech().speak(("люблю", word, "тебя"), "ru+benjamin")
    assert [spoken_word.text for spoken_word in utterance.words] == ["люблю", word, "тебя"]
    assert all(spoken_word.syllables for spoken_word in utterance.words)
    assert len(utterance.samples) < 40 * utterance.sample_rate


def test_markup_and_phoneme_escapes_are_not_obeyed():
    plain = spoken("hola mundo", "es")
    assert symbols(spoken("hola [[mundo]]", "es").words[1]) == symbols(plain.words[1])
    assert len(spoken("hola <break/>mundo", "es").samples) < 2 * len(plain.samples)


def test_the_same_line_gives_the_same_samples():
    first = EspeakProcess()
    second = EspeakProcess()
    try:
        both = [process.speak("buenas noches", "es", 135, 35, 0).samples for process in (first, second)]
    finally:
        first.end()
        second.end()
    assert np.array_equal(*both)


def test_a_language_that_cannot_be_sung_is_named(program):
    with pytest.raises(SpeechError, match="'th'"):
        EspeakSpeech().speak(("สวัสดี",), "th+benjamin")
    with pytest.raises(SpeechError, match="no voice 'xx'"):
        program.speak("hello", "xx", 135, 35, 0)
    with pytest.raises(SpeechError, match="no word"):
        EspeakSpeech().speak((), "es")


def test_a_killed_program_is_started_again(program):
    program.speak("uno", "es", 135, 35, 0)
    os.kill(program._child.pid, signal.SIGKILL)
    program._child.wait()
    assert len(program.speak("dos", "es", 135, 35, 0).samples) > 0


def test_a_call_that_is_broken_off_leaves_nothing_for_the_next_one_to_read(program, monkeypatch):
    expected = program.speak("dos", "es", 135, 35, 0).samples

    def interrupted(until):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(program, "_read", interrupted)
        with pytest.raises(KeyboardInterrupt):
            program.speak("buenas noches", "es", 135, 35, 0)
    assert np.array_equal(program.speak("dos", "es", 135, 35, 0).samples, expected)


def test_the_program_outlives_an_interrupt_of_the_terminal_and_ends_with_its_input(program):
    program.speak("uno", "es", 135, 35, 0)
    child = program._child
    child.send_signal(signal.SIGINT)
    assert len(program.speak("dos", "es", 135, 35, 0).samples) > 0
    assert program._child is child
    child.stdin.close()
    assert child.wait(10) == 0


def test_a_program_that_does_not_answer_is_given_up(program, tmp_path, monkeypatch):
    silent = tmp_path / "silent.py"
    silent.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(espeak_process, "_PROGRAM", silent)
    monkeypatch.setattr(espeak_process, "ANSWERS_WITHIN_S", 0.2)
    with pytest.raises(SpeechError, match="no answer"):
        program.speak("uno", "es", 135, 35, 0)


def test_a_missing_espeak_says_how_to_install_it(program, tmp_path, monkeypatch):
    source = (
        espeak_process._PROGRAM.read_text("utf-8")
        .replace("libespeak-ng", "libmissing")
        .replace('find_library("espeak-ng")', "None")
    )
    crippled = tmp_path / "crippled.py"
    crippled.write_text(source, "utf-8")
    monkeypatch.setattr(espeak_process, "_PROGRAM", crippled)
    with pytest.raises(SpeechEngineMissing, match="Debian package espeak-ng"):
        program.speak("uno", "es", 135, 35, 0)
