"""Briefs and index of invented counties of every kind in a browser."""

import subprocess
import sys

import pytest

from analysis.demo import write_demo
from analysis.paths import PROJECT

from ..patience import HANG_SECONDS
from .invented_pages import COUNTIES, write_attacks
from .page_checks import (
    DESKTOP,
    SMALL_PHONE,
    list_barriers,
    list_cut_tables,
    list_foreign_requests,
    list_overflow,
    list_small_type,
    resize,
)

FORMS, NOTHING, TWO_PROJECTS, EVERYTHING = "990110", "990111", "990107", "990112"
# How each data root is written, by the number of monthly forms of a county that files any, and
# which of its pages are opened.
ROOTS = {
    "no form": (
        lambda out: write_demo(out, COUNTIES, 0),
        [f"{FORMS}.zh", f"{NOTHING}.zh", f"{NOTHING}.en"],
    ),
    "one form and attacks": (
        lambda out: write_attacks(out, 1),
        [f"{EVERYTHING}.zh", f"{EVERYTHING}.en", f"{TWO_PROJECTS}.en", "index"],
    ),
    "24 forms": (
        lambda out: write_demo(out, COUNTIES, 24),
        [f"{FORMS}.zh", f"{TWO_PROJECTS}.zh", f"{EVERYTHING}.en"],
    ),
}


@pytest.fixture(scope="module", params=ROOTS)
def pages(request, tmp_path_factory):
    """Pages of a data root, by name."""
    folder = tmp_path_factory.mktemp("invented")
    write, names = ROOTS[request.param]
    root = write(folder / "data")
    codes = sorted({name.partition(".")[0] for name in names if name != "index"})
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "render", *codes, "--data", str(root.root),
         "--out", str(folder / "out")],
        cwd=PROJECT, capture_output=True, encoding="utf-8", timeout=HANG_SECONDS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {name: folder / "out" / f"{name}.html" for name in names}


def collect_faults(pages, list_faults):
    """The faults of each page that has any."""
    faults = {name: list_faults(path) for name, path in pages.items()}
    return {name: found for name, found in faults.items() if found}


def test_no_text_of_a_county_does_anything_on_a_page(pages, open_page):
    def list_faults(path):
        opened = open_page(path)
        opened.page.wait_for_load_state("networkidle")
        ran = opened.page.evaluate("() => typeof attacked !== 'undefined'")
        handlers = opened.page.locator("[onclick], [onerror]").count()
        faults = [*list_foreign_requests(opened), *opened.complaints]
        opened.page.context.close()
        return faults + ["a script ran"] * ran + ["a handler is set"] * handlers

    assert collect_faults(pages, list_faults) == {}


def test_every_page_fits_and_has_no_barrier_at_both_widths(pages, open_page):
    def list_faults(path):
        opened = open_page(path, DESKTOP, bypass_csp=True)
        faults = list_overflow(opened) + list_barriers(opened)
        # Folded parts are open now.
        faults += [f"cut: {caption}" for caption in list_cut_tables(opened)]
        resize(opened, SMALL_PHONE)
        on_phone = list_overflow(opened) + list_small_type(opened) + list_barriers(opened)
        faults += [f"phone: {fault}" for fault in on_phone]
        opened.page.context.close()
        return faults

    assert collect_faults(pages, list_faults) == {}
