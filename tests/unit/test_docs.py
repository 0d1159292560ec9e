"""The documents keep up with the code: made pages are fresh, links lead somewhere, targets exist."""

import re
from pathlib import Path

import make_docs
import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "client" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("name", make_docs.PAGES)
def test_a_page_that_is_made_from_the_code_is_fresh(name):
    assert (ROOT / "docs" / name).read_text("utf-8") == make_docs.PAGES[name](), "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_to_files_of_the_repository_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8"))
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert not missing


def test_every_make_target_of_the_readme_exists():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    asked = set(re.findall(r"\bmake (\w+)", (ROOT / "README.md").read_text("utf-8")))
    assert {"demo", "test", "serve"} <= asked
    assert not {name for name in asked if not re.search(rf"^{name}:", makefile, re.MULTILINE)}


def test_lock_files_name_no_package_host():
    for lock in ROOT.glob("requirements*.lock"):
        assert not re.search(r"https?://|--(extra-)?index-url|--find-links", lock.read_text("utf-8")), lock.name
