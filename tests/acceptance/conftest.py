"""A server in real processes for a module of tests, and a job under way in it."""

import os
from pathlib import Path

import pytest
from processes import ServerTree, eventually


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    tree = ServerTree(tmp_path_factory.mktemp("server") / "data")
    tree.start()
    yield tree
    tree.stop()
    eventually(lambda: not tree.survivors())


@pytest.fixture
def begun(tree, tmp_path):
    """Submit a job that starts a helper, wait until it is well under way, and give its item and tally."""

    def begin(seconds: float) -> tuple[str, Path]:
        tally = tmp_path / f"tally-{os.urandom(4).hex()}"
        item = tree.ask(f"seconds={seconds} tally={tally} helper={tally}-helper")
        eventually(lambda: tree.job(item)["progress"] >= 10)
        assert tree.helpers()
        return item, tally

    return begin
