"""Settings come from the command line, the environment, a TOML file, and defaults, in that order."""

from pathlib import Path

import pytest

from tonewright.errors import SettingsError
from tonewright.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"TONEWRIGHT_{name.upper()}", raising=False)
    monkeypatch.delenv("TONEWRIGHT_CONFIG", raising=False)


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(monkeypatch, tmp_path):
    (tmp_path / "tonewright.toml").write_text('port = 1\nhost = "file"\nworkers = 7\n')
    monkeypatch.setenv("TONEWRIGHT_PORT", "2")
    monkeypatch.setenv("TONEWRIGHT_HOST", "environment")
    settings = load_settings(port=3)
    assert (settings.port, settings.host, settings.workers) == (3, "environment", 7)


def test_what_the_command_line_leaves_out_is_not_given(monkeypatch):
    monkeypatch.setenv("TONEWRIGHT_DATA", "/srv/music")
    assert load_settings(data=None).data == Path("/srv/music")


def test_a_named_file_is_read_and_must_exist(monkeypatch, tmp_path):
    (tmp_path / "other.toml").write_text("link_seconds = 60\n")
    monkeypatch.setenv("TONEWRIGHT_CONFIG", str(tmp_path / "other.toml"))
    assert load_settings().link_seconds == 60
    monkeypatch.setenv("TONEWRIGHT_CONFIG", str(tmp_path / "absent.toml"))
    with pytest.raises(SettingsError, match=r"absent\.toml"):
        load_settings()


def test_a_wrong_value_is_named_with_its_setting():
    with pytest.raises(SettingsError, match=r"setting port has value 99999.*65535"):
        load_settings(port=99999)


def test_an_unknown_setting_in_the_file_is_an_error(tmp_path):
    (tmp_path / "tonewright.toml").write_text("prot = 8000\n")
    with pytest.raises(SettingsError, match="prot"):
        load_settings()


def test_origins_may_be_a_list_separated_by_commas(monkeypatch):
    monkeypatch.setenv("TONEWRIGHT_CORS_ORIGINS", "https://a.example, https://b.example")
    assert load_settings().cors_origins == ("https://a.example", "https://b.example")


def test_a_database_url_is_not_shown_when_settings_are_printed():
    assert "hunter2" not in repr(load_settings(database_url="postgresql://me:hunter2@db/music"))


def test_settings_cannot_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        load_settings().port = 1
