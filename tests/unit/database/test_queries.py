import pytest

from tonewright.database.queries import load_queries


def write(tmp_path, monkeypatch, text):
    (tmp_path / "queryroom").mkdir()
    (tmp_path / "queryroom" / "__init__.py").write_text("")
    (tmp_path / "queryroom" / "q.sql").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "queryroom", raising=False)


def test_queries_are_found_by_name(tmp_path, monkeypatch):
    write(
        tmp_path,
        monkeypatch,
        "-- name: one\n-- Give one.\nSELECT 1;\n\n-- name: two\n-- Give two.\nSELECT 2\n",
    )
    assert dict(load_queries("queryroom", "q.sql")) == {"one": b"SELECT 1;", "two": b"SELECT 2"}


@pytest.mark.parametrize(
    "text",
    [
        "-- name: one\nSELECT 1;\n",
        "SELECT 1;\n-- name: one\n-- Give one.\nSELECT 1;\n",
        "-- name: one\n-- Give one.\nSELECT 1;\n-- name: one\n-- Again.\nSELECT 1;\n",
    ],
    ids=["without a sentence", "text before the first name", "a name twice"],
)
def test_a_badly_formed_file_is_refused(tmp_path, monkeypatch, text):
    write(tmp_path, monkeypatch, text)
    with pytest.raises(ValueError, match=r"queryroom/q\.sql"):
        load_queries("queryroom", "q.sql")
