"""The server's keys are made once, private, and read again."""

from tonewright.keys import load_keys


def test_keys_are_made_once_and_read_again(tmp_path):
    made = load_keys(tmp_path)
    assert load_keys(tmp_path) == made
    assert len({made.links, made.accounts, made.webhooks}) == 3
    assert {len(made.links), len(made.accounts), len(made.webhooks)} == {32}


def test_only_the_owner_may_read_the_keys(tmp_path):
    load_keys(tmp_path)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "keys").iterdir()}
    assert modes == {"links.key": 0o600, "accounts.key": 0o600, "webhooks.key": 0o600}
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700


def test_two_data_folders_have_different_keys(tmp_path):
    assert load_keys(tmp_path / "a").links != load_keys(tmp_path / "b").links
