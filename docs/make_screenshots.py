"""Takes the pictures of README and docs/ from real pages (`make screenshots`).

Briefs are those of the shipped counties, index and explorer those of invented ones. Pictures are
stored with few colours, so that they stay small.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from analysis.paths import PROJECT
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.laboratory import Laboratory

PICTURES = PROJECT / "docs" / "pictures"
DESKTOP, PHONE = (1280, 900), (360, 800)
COLOURS = 64
COUNTIES, MONTHS = "48", "24"
BRIEF = "441803"
# Name of each picture of a page, the page, and the window's size.
SHOTS = [
    ("brief.zh.desktop", f"briefs/{BRIEF}.zh.html", DESKTOP),
    ("brief.en.desktop", f"briefs/{BRIEF}.en.html", DESKTOP),
    ("brief.zh.phone", f"briefs/{BRIEF}.zh.html", PHONE),
    ("brief.en.phone", f"briefs/{BRIEF}.en.html", PHONE),
    ("index.desktop", "invented/index.html", DESKTOP),
    ("index.phone", "invented/index.html", PHONE),
]
PAPER_DPI = 90


def main() -> int:
    """Renders the pages, takes the pictures and prints their sizes."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        _render(folder)
        browser = playwright.chromium.launch(
            executable_path=find_chromium(playwright.chromium.executable_path),
            args=list(ARGUMENTS),
        )
        for picture, page, size in SHOTS:
            _save(picture, _shoot(browser, folder / page, size))
        _save("brief.zh.print", _print_first_page(browser, folder / f"briefs/{BRIEF}.zh.html"))
        _save("explorer", _shoot_explorer(browser, folder))
        browser.close()
    return 0


def _render(folder: Path) -> None:
    briefs = [sys.executable, "-m", "analysis"]
    data = str(folder / "data")
    for arguments in (
        ["render", BRIEF, "--out", str(folder / "briefs")],
        ["demo", data, "--counties", COUNTIES, "--months", MONTHS],
        ["render", "--all", "--language", "zh", "--data", data, "--out", str(folder / "invented")],
    ):
        subprocess.run([*briefs, *arguments], cwd=PROJECT, check=True)


def _shoot(browser: Browser, path: Path, size: tuple[int, int]) -> bytes:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(path.as_uri())
    return page.screenshot()


def _print_first_page(browser: Browser, path: Path) -> bytes:
    page = browser.new_page()
    page.goto(path.as_uri())
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    picture = io.BytesIO()
    paper[0].render(scale=PAPER_DPI / 72).to_pil().save(picture, "PNG")
    return picture.getvalue()


def _shoot_explorer(browser: Browser, folder: Path) -> bytes:
    # With it Jupyter is imported, which the other pictures do without.

    notebooks = folder / "notebooks"
    notebooks.mkdir()
    laboratory = Laboratory(notebooks, folder / "laboratory.log")
    try:
        name = laboratory.copy("explore", data_dir=str(folder / "data"))
        opened = laboratory.open(browser, name, DESKTOP)
        opened.run()
        opened.page.locator(".jp-OutputArea img").first.wait_for()
        return opened.page.screenshot()
    finally:
        laboratory.close()


def _save(name: str, picture: bytes) -> None:
    path = PICTURES / f"{name}.png"
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS).save(path, optimize=True)
    print(f"{path.relative_to(PROJECT)}: {path.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    sys.exit(main())
