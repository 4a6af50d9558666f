"""Starts one browser for all tests of this folder."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from ..patience import HANG_SECONDS
from .chromium import ARGUMENTS, find_chromium
from .page_checks import visit


def pytest_collection_modifyitems(items):
    """Marks the tests of this folder, so that they can be left out."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


# Not for the session: while playwright runs, other tests of the process cannot run an event loop.
@pytest.fixture(scope="package")
def browser():
    with sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(
            executable_path=path, args=list(ARGUMENTS), timeout=1000 * HANG_SECONDS
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser):
    """Opens files and closes them at the end."""
    opened = []

    def open_one(path, *size, **options):
        opened.append(visit(browser, path, *size, **options))
        return opened[-1]

    yield open_one
    for visited in opened:
        visited.page.context.close()
