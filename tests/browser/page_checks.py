"""Checks of a page in a browser; each returns a list of faults, which is empty if there is none."""

import importlib.resources
import io
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pypdf
from playwright.sync_api import Browser, Page

from ..patience import HANG_SECONDS

SMALL_PHONE, PHONE, DESKTOP = (360, 800), (390, 844), (1280, 900)
# WCAG 2.2 at levels A and AA, and what axe-core calls best practice; the rules of 2.2 are off
# unless named.
RULES = {
    "resultTypes": ["violations"],
    "runOnly": [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
    ],
    "rules": {"target-size": {"enabled": True}},
}  # fmt: skip
OPEN_FOLDED = "() => document.querySelectorAll('details').forEach(e => { e.open = true; })"
# Of each chart that is shown: the smallest type of its drawing, in pixels of the screen.
MEASURE_TYPE = """() => [...document.querySelectorAll('figure.chart img')]
    .filter(e => e.offsetWidth)
    .map(e => {
        const text = new TextDecoder().decode(
            Uint8Array.from(atob(e.src.split(',')[1]), c => c.charCodeAt(0)));
        const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
        const sizes = [...root.querySelectorAll('text')]
            .map(t => parseFloat((t.closest('[font-size]') || root).getAttribute('font-size')));
        const shown = Math.min(...sizes) * e.offsetWidth / parseFloat(root.getAttribute('width'));
        return [e.alt.slice(0, 40), shown];
    })"""
SMALLEST_TYPE = 11
MISSING_GLYPH = "\ufffd"
# In PDF, Chromium writes some characters as the radical of the same shape: 金 as U+2FA6.
RADICAL = "[\u2e80-\u2fdf]"
# Tables and preformatted text scroll inside their own box; everything else must fit.
FIND_WIDE = """() => [...document.body.querySelectorAll('*')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1
                 && !e.closest('.table-scroll, pre'))
    .map(e => e.tagName.toLowerCase() + '.' + e.className).slice(0, 5)"""


@dataclass
class Visit:
    """An opened page, with its requests and its messages on the console."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def visit(browser: Browser, path: Path, size: tuple[int, int] = DESKTOP, **options) -> Visit:
    """Opens a file in a context of its own; the caller closes it."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    context.set_default_timeout(1000 * HANG_SECONDS)
    opened = Visit(context.new_page(), path.resolve().as_uri())
    page = opened.page
    page.on("request", lambda request: opened.requests.append(request.url))
    page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    page.on("console", lambda message: note_complaint(opened, message))
    page.goto(opened.address, wait_until="load")
    return opened


def resize(opened: Visit, size: tuple[int, int]) -> None:
    """Gives the window another size."""
    width, height = size
    opened.page.set_viewport_size({"width": width, "height": height})


def note_complaint(opened: Visit, message) -> None:
    """Keeps errors and warnings of the console."""
    if message.type in ("error", "warning"):
        opened.complaints.append(message.text)


def list_foreign_requests(opened: Visit) -> list[str]:
    """Lists requests for anything but the page itself and data inside it."""
    return [url for url in opened.requests if url != opened.address and not url.startswith("data:")]


def list_overflow(opened: Visit) -> list[str]:
    """Lists the width and the elements that are too wide, if the page scrolls sideways."""
    script = "() => [document.documentElement.scrollWidth, document.body.scrollWidth, innerWidth]"
    *widths, window = opened.page.evaluate(script)
    if max(widths) <= window:
        return []
    return [f"{max(widths)} px in a window of {window} px", *opened.page.evaluate(FIND_WIDE)]


def list_cut_tables(opened: Visit) -> list[str]:
    """Lists the tables that are wider than the page, which show only a part without scrolling."""
    return opened.page.evaluate(
        "() => [...document.querySelectorAll('.table-scroll')]"
        ".filter(e => e.scrollWidth > e.clientWidth + 1)"
        ".map(e => e.querySelector('caption').innerText)"
    )


def list_small_type(opened: Visit) -> list[str]:
    """Lists the charts whose smallest type is smaller on this screen than can be read."""
    return [
        f"{size:.1f} px in {name!r}"
        for name, size in opened.page.evaluate(MEASURE_TYPE)
        if size < SMALLEST_TYPE
    ]


def list_barriers(opened: Visit) -> list[str]:
    """Lists what axe-core finds with folded parts open, for a page opened with ``bypass_csp``."""
    opened.page.evaluate(OPEN_FOLDED)
    opened.page.evaluate(load_axe())
    results = opened.page.evaluate("rules => axe.run(rules)", RULES)
    return [
        f"{finding['id']} ({finding['impact']}, {len(finding['nodes'])}): {finding['help']}: "
        f"{finding['nodes'][0]['html'][:200]}"
        for finding in results["violations"]
    ]


def list_dead_links(opened: Visit) -> list[str]:
    """Lists links within the page that do not bring a heading into view."""
    return [
        str(link.get_attribute("href"))
        for link in opened.page.locator("nav a[href^='#']").all()
        if not reaches_heading(opened.page, link)
    ]


def reaches_heading(page: Page, link) -> bool:
    """Follows a link within the page; whether its target is a heading in view."""
    link.click()
    return page.evaluate(
        """() => {
            const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
            if (!target || !/^H[1-6]$/.test(target.tagName)) return false;
            const box = target.getBoundingClientRect();
            return box.bottom > 0 && box.top < innerHeight;
        }"""
    )


def print_page(opened: Visit) -> pypdf.PdfReader:
    """Prints the page as PDF."""
    return pypdf.PdfReader(io.BytesIO(opened.page.pdf(prefer_css_page_size=True)))


def list_print_faults(paper: pypdf.PdfReader, expected: str) -> list[str]:
    """Lists the faults of a printed page.

    Args:
        paper: the page as PDF.
        expected: a text that must be in it and selectable.
    """
    pages = [page.extract_text() for page in paper.pages]
    text = "".join("".join(pages).split())
    wanted = "".join(unicodedata.normalize("NFKC", expected).split())
    pattern = "".join(f"(?:{re.escape(character)}|{RADICAL})" for character in wanted)
    faults = [f"page {number} is empty" for number, page in enumerate(pages, 1) if not page.strip()]
    if not re.search(pattern, unicodedata.normalize("NFKC", text)):
        faults.append(f"{expected!r} cannot be selected in it")
    return faults + [f"has {MISSING_GLYPH!r}"] * (MISSING_GLYPH in text)


@cache
def load_axe() -> str:
    """Reads axe-core from its package."""
    package = importlib.resources.files("axe_playwright_python")
    return (package / "axe.min.js").read_text(encoding="utf-8")
