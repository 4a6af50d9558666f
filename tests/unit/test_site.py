"""The site of README and docs/: it builds without a warning, and no link in it is dead."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from analysis.paths import PROJECT

from ..patience import HANG_SECONDS

# Tags that load what they name, and the attribute that names it.
LOADED = {"img": "src", "script": "src", "link": "href", "source": "srcset", "iframe": "src"}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The folder of a site built as `make site` builds it."""
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--keep-going", "--quiet"]
    done = subprocess.run(
        [*command, "-c", "docs", "-d", str(out / "doctrees"), ".", str(out / "site")], cwd=PROJECT,
        capture_output=True, encoding="utf-8", timeout=HANG_SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return out / "site"


@pytest.fixture(scope="module")
def pages(site) -> dict[Path, BeautifulSoup]:
    """The site's pages by path, without those that the generator adds."""
    paths = [path for path in site.rglob("*.html") if "_static" not in path.parts]
    return {path: BeautifulSoup(path.read_text("utf-8"), "html.parser") for path in paths}


def find_dead_links(pages) -> list[str]:
    """Links within the site, and files that pages load, that lead nowhere."""
    dead = []
    for path, page in pages.items():
        named = [(tag, tag.get("href") or tag.get("src")) for tag in page.find_all(["a", *LOADED])]
        for _, address in named:
            parts = urlsplit(address or "")
            if not address or parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            page_id = unquote(parts.fragment)
            is_lost = page_id and target in pages and not pages[target].find(id=page_id)
            if is_lost or not target.exists():
                dead.append(f"{path.name}: {address}")
    return dead


def test_every_page_of_the_docs_is_in_the_site(site):
    names = {path.stem for path in (PROJECT / "docs").glob("*.md")}
    assert names <= {path.stem for path in (site / "docs").glob("*.html")}
    assert (site / "README.html").exists()


def test_no_link_of_the_site_is_dead(pages):
    assert find_dead_links(pages) == []


def test_the_site_loads_nothing_from_elsewhere(pages):
    loaded = [
        (path.name, tag.get(LOADED[tag.name]))
        for path, page in pages.items()
        for tag in page.find_all(list(LOADED))
    ]
    assert loaded
    foreign = [(name, address) for name, address in loaded if address and "//" in address[:8]]
    assert foreign == []


def test_dead_links_are_found(tmp_path):
    path = tmp_path / "page.html"
    path.write_text('<a href="nowhere.html"></a><a href="#no"></a><a href="#yes" id="yes"></a>')
    pages = {path: BeautifulSoup(path.read_text(), "html.parser")}
    assert find_dead_links(pages) == ["page.html: nowhere.html", "page.html: #no"]
