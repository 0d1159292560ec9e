"""Ids as the contract writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonewright.contract.ids import WireId, parse_id
from tonewright.errors import MalformedId

JOB = "user:1234-tempolor:band-job:0123456789abcde"


def test_an_id_is_taken_apart():
    assert parse_id(JOB, "job", "job_id") == WireId(1234, "band", "job", "0123456789abcde")


def test_an_id_is_put_together_as_it_was():
    assert str(parse_id(JOB, "job", "job_id")) == JOB


def test_a_percent_encoded_id_means_the_same():
    encoded = "user%3A1234-tempolor%3Aband-job%3a0123456789abcde"
    assert parse_id(encoded, "job", "job_id") == parse_id(JOB, "job", "job_id")


def test_an_account_id_may_hold_hyphens_and_look_like_the_rest():
    parsed = parse_id("user:1-tempolor:a-b-job-job:0123456789abcde", "job", "job_id")
    assert parsed.user_id == "a-b-job"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "job",
        "user:1234-tempolor:band-job:0123456789abcd",  # 14 characters
        "user:1234-tempolor:band-job:0123456789ABCDE",
        "user:1234-tempolor:band-voice:0123456789abcde",
        "user:-tempolor:band-job:0123456789abcde",
        "user:1234-tempolor:-job:0123456789abcde",
        "user:1234-tempolor:../x-job:0123456789abcde",
        "user:1234-tempolor:band-job:0123456789abcde\n",
        "user:1234-tempolor:band-job:0123456789abcde\x00",
        " user:1234-tempolor:band-job:0123456789abcde",
        "user:١٢٣٤-tempolor:band-job:0123456789abcde",
        "user%253A1234-tempolor:band-job:0123456789abcde",
        "../../etc/passwd",
        "%2e%2e%2fetc%2fpasswd",
        "/etc/passwd",
    ],
)
def test_what_is_no_job_id_is_refused_with_the_wires_words(text):
    with pytest.raises(MalformedId, match=r"^job_id has incorrect format$"):
        parse_id(text, "job", "job_id")


def test_other_kinds_name_their_own_parameter():
    with pytest.raises(MalformedId, match=r"^clonedVoiceItemId has incorrect format$"):
        parse_id(JOB, "voice", "clonedVoiceItemId")
    with pytest.raises(MalformedId, match=r"^midiItemId has incorrect format$"):
        parse_id(JOB, "midi", "midiItemId")


@given(st.text(max_size=200))
def test_no_text_does_anything_but_parse_or_be_refused(text):
    try:
        parsed = parse_id(text, "job", "job_id")
    except MalformedId:
        return
    assert len(parsed.item) >= 15
