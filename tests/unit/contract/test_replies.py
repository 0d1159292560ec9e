"""The examples in the documentation have exactly the shapes they stand for."""

import pytest
from pydantic import TypeAdapter

from tonewright.contract import examples, replies


@pytest.mark.parametrize(
    ("shape", "example"),
    [
        (replies.ErrorReply, examples.ERROR),
        (replies.BusyReply, examples.BUSY),
        (replies.AccountReply, examples.ACCOUNT),
        (replies.JobsReply, examples.JOBS),
        (replies.MusicRecord, examples.RECORD),
        (replies.MusicList, examples.MUSIC_LIST),
        (replies.DownloadReply, examples.DOWNLOAD),
        (replies.ArtistVoiceList, examples.ARTIST_VOICES),
        (replies.AvailableReply, examples.AVAILABLE),
    ],
)
def test_an_example_obeys_its_shape(shape, example):
    assert TypeAdapter(shape).validate_python(example, strict=True) == example


def test_the_status_numbers_are_the_wires():
    assert replies.STATUS_NUMBERS == {"GENERATING": 0, "FAILED": 10, "COMPLETED": 30}
