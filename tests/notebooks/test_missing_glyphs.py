"""Whole briefs whose charts have labels with characters that the layout font lacks."""

import base64
import re

import pytest

from analysis.commands.brief_messages import describe
from analysis.rendering.batch.batch import render_briefs
from analysis.rendering.batch.selection import select_briefs
from analysis.rendering.engine.engines import DEFAULT_ENGINE

from ..unit.conftest import COUNTY, DOCUMENT, replace_text, write_root


@pytest.mark.parametrize(
    ("label", "named"),
    [("𠮷田📦培训", "📦 (U+1F4E6), 𠮷 (U+20BB7)"), ("ئۇيغۇر", "(U+0626)")],
)
def test_the_brief_is_rendered_with_a_warning_that_names_them(tmp_path, label, named):
    root = write_root(tmp_path / "data")
    replace_text(root.raw / DOCUMENT / "disbursement.csv", "培训", label)
    requests, _ = select_briefs(root, (), ("zh",), "latest")
    outcomes, out = [], tmp_path / "out"
    record = render_briefs(requests, out, 1, DEFAULT_ENGINE, outcomes.append)
    entry = record.entries[COUNTY, "zh"]
    assert (entry.state, entry.reason) == ("rendered", None)
    (outcome,) = outcomes
    (warning,) = outcome.warnings
    assert named in warning
    assert warning in describe(outcome, {})
    assert warning in (out / "log" / "run.log").read_text("utf-8")
    page = (out / f"{COUNTY}.zh.html").read_text("utf-8")
    encoded = re.findall(r"svg\+xml;base64,([^\"]+)", page)
    charts = [base64.b64decode(chart).decode() for chart in encoded]
    assert any(label in re.sub(r"</text>\s*<text[^>]*>", "", chart) for chart in charts)
