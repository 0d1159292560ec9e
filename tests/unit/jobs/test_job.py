import re

import pytest

from tonewright.jobs.job import Status, new_item, storage_keys


def test_items_are_long_lower_case_and_never_the_same():
    items = {new_item() for _ in range(1000)}
    assert len(items) == 1000
    assert all(re.fullmatch(r"[0-9a-z]{25}", item) for item in items)


def test_only_generating_is_not_final():
    assert [status.final for status in (Status.GENERATING, Status.FAILED, Status.COMPLETED)] == [
        False,
        True,
        True,
    ]


def test_two_attempts_never_write_the_same_key():
    keys = storage_keys("item", range(1, 4))
    assert len(keys) == len(set(keys)) == 21
    assert "music/item/3/stems.zip" in keys


@pytest.mark.parametrize("number", [1, 20, 99])
def test_an_unknown_status_is_no_status(number):
    with pytest.raises(ValueError, match=str(number)):
        Status(number)
