import re
from importlib import resources

import procrastinate
import pytest

from tonewright.database.migrations import _numbers, _of_the_queue, _ours


def test_our_migrations_are_numbered_from_one_without_gaps():
    numbers = [int(name[:4]) for name, _ in _ours()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_new_database_gets_the_whole_schema_of_the_queue():
    ((name, sql),) = _of_the_queue(set())
    assert name == f"procrastinate {procrastinate.__version__}"
    assert "CREATE TABLE procrastinate_jobs" in sql


def test_a_database_of_today_needs_nothing_new():
    here = f"procrastinate {procrastinate.__version__}"
    assert [name for name, _ in _of_the_queue({here, "0001_x.sql"})] == [here]


def test_a_database_of_an_older_queue_gets_only_the_steps_since_then_in_their_order():
    names = [name for name, _ in _of_the_queue({"procrastinate 3.3.0"})]
    folder = resources.files("procrastinate.sql.migrations")
    files = sorted(file.name for file in folder.iterdir() if re.match(r"\d\d\.\d\d", file.name))
    expected = [f"procrastinate {name}" for name in files if name >= "03.04"]
    assert len(expected) >= 2
    assert names == [*expected, f"procrastinate {procrastinate.__version__}"]


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("3.10.0", (3, 10, 0)), ("03.04.00_01_pre_add_retry.sql", (3, 4, 0)), ("3.9", (3, 9))],
)
def test_versions_compare_by_their_numbers(version, numbers):
    assert _numbers(version) == numbers
