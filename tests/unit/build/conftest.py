"""Fixtures for tests of the build."""

import pytest

from analysis.build import compute
from analysis.tables.tables import TABLES
from analysis.tables.validation import make_frame


@pytest.fixture
def without_verdicts(monkeypatch):
    """Builds without recomputing figures, which takes most of the time."""
    none = make_frame(TABLES["verdicts"], [])
    monkeypatch.setattr(compute, "assess", lambda tables, reference: (none, []))
