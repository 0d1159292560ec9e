"""The body of `POST accounts`."""

import pytest

from tonewright.contract.account_requests import AccountRequest
from tonewright.contract.requests import parse_request
from tonewright.errors import InvalidParameter, MissingParameter


def account(**fields):
    return parse_request(AccountRequest, fields)


def test_request_params_are_required_and_may_be_empty():
    with pytest.raises(MissingParameter, match=r"^Parameter requestParams is required$"):
        account(maxJobs=3)
    assert account(requestParams={}).request_params == {}


@pytest.mark.parametrize("value", [[], "x", 3, True, [{}]])
def test_request_params_are_an_object(value):
    with pytest.raises(InvalidParameter, match=r"^Parameter requestParams has value .*, allowed: an object$"):
        account(requestParams=value)


def test_its_user_id_is_checked_and_may_be_a_number():
    assert account(requestParams={"user_id": 42}).known.user_id == "42"
    assert account(requestParams={"user_id": ""}).known.user_id is None
    with pytest.raises(InvalidParameter, match=r"^Parameter user_id has value 'a:b'"):
        _ = account(requestParams={"user_id": "a:b"}).known


@pytest.mark.parametrize("value", ["a\x00b", "\ud800", float("inf"), {"a": ["\x00"]}, {"\x00": 1}])
def test_what_a_json_column_cannot_hold_is_refused_at_any_depth(value):
    with pytest.raises(InvalidParameter, match=r"^Parameter requestParams"):
        account(requestParams={"x": [value]})


def test_nesting_has_an_end():
    nested = []
    for _ in range(150):
        nested = [nested]
    with pytest.raises(InvalidParameter, match=r"nested at most 100 deep"):
        account(requestParams={"x": nested})


@pytest.mark.parametrize("value", [0, 101, "x", True, 2.5])
def test_max_jobs_has_a_range(value):
    with pytest.raises(InvalidParameter, match=r"maxJobs .* allowed: a whole number from 1 to 100"):
        account(requestParams={}, maxJobs=value)
