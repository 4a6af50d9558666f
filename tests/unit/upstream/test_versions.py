"""The uses of what libraries do not promise: versions, gains and the page that lists them."""

import re
from importlib.metadata import version

import pytest

from analysis.paths import PROJECT
from analysis.upstream.table import format_page, list_uses

SMALLEST_GAIN = 0.02
USES = [pytest.param(use, id=f"{module}.{name}") for module, name, use in list_uses()]


def parse_version(text: str) -> tuple[int, ...]:
    """The numbers at the beginning of a version: (3, 11, 2) of 3.11.2rc1."""
    return tuple(map(int, re.match(r"\d+(?:\.\d+)*", text).group().split(".")))


def list_untried(use) -> list[str]:
    """The installed distributions whose version lies outside the range of a use."""
    return [
        f"{name} {version(name)}"
        for name, (first, end) in use.versions.items()
        if not parse_version(first) <= parse_version(version(name)) < parse_version(end)
    ]


@pytest.mark.parametrize("use", USES)
def test_installed_versions_lie_in_the_range_that_was_tried(use):
    remedy = "run tests/unit/upstream, then change the range in analysis/upstream and `make docs`"
    assert list_untried(use) == [], remedy


@pytest.mark.parametrize("use", USES)
def test_locked_versions_lie_in_the_range_that_was_tried(use):
    locked = dict(
        re.findall(r"^([\w.-]+)==([\w.]+)", (PROJECT / "requirements.lock").read_text(), re.M)
    )
    for name, (first, end) in use.versions.items():
        assert parse_version(first) <= parse_version(locked[name]) < parse_version(end), name


@pytest.mark.parametrize("end", ["3.1", "2"])
def test_a_version_outside_the_range_is_reported(end):
    (use,) = (use for _, name, use in list_uses() if name == "COLUMN_ARRAYS")
    later = type(use)(use.purpose, use.names, {"pandas": ("2", end)}, None, "")
    assert list_untried(later) == [f"pandas {version('pandas')}"]


@pytest.mark.parametrize("use", USES)
def test_a_use_saves_enough_or_has_no_public_way(use):
    assert use.saved_share is None or use.saved_share >= SMALLEST_GAIN
    assert use.purpose
    assert use.names
    assert use.reason


def test_every_module_describes_what_it_uses():
    modules = {path.stem for path in (PROJECT / "analysis" / "upstream").glob("*_internals.py")}
    assert {module for module, _, _ in list_uses()} == modules


def test_the_page_in_docs_is_current():
    page = (PROJECT / "docs" / "upstream.md").read_text("utf-8")
    assert page == format_page(), "run `make docs`"
