"""Links within the briefs of shipped and invented counties, and that faults in them are found."""

import re

import pytest
from lxml import html

from tests.truth.links import list_link_faults

PAGE = """<html><body><a href="#fund">Look</a>
<table id="fund"><tr id="row-1"><td><div class="to-finding"><a href="#finding-1"><span>✗</span>
Does not match</a></div></td></tr></table>
<div class="finding" id="finding-1"><span class="status">✗ Does not match</span>
<p class="card-back"><a href="#row-1">Row</a></p></div></body></html>"""


def read(page):
    return list_link_faults(html.fromstring(page))


def test_a_page_in_order_has_no_fault():
    assert read(PAGE) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('href="#fund"', 'href="#funds"'),
        ('id="row-1"', 'id="fund"'),
        ('href="#finding-1"', 'href="#finding-2"'),
        ('<a href="#row-1">', '<a href="#fund">'),
        ('<p class="card-back"><a href="#row-1">Row</a></p>', ""),
        ("✗</span>\nDoes not match", "!</span>\nTo be checked"),
        ('<div class="to-finding">', "<div>"),
    ],
)
def test_a_broken_link_is_found(old, new):
    assert old in PAGE
    assert read(PAGE.replace(old, new)) != []


def test_links_of_the_shipped_counties_lead_to_each_other(rendered_briefs):
    pages = sorted(rendered_briefs.glob("*.??.html"))
    assert pages
    assert {path.name: read(path.read_bytes()) for path in pages} == {
        path.name: [] for path in pages
    }


def test_links_of_invented_counties_lead_to_each_other(invented_briefs):
    _, out = invented_briefs
    pages = sorted(out.glob("*.??.html"))
    texts = {path.name: path.read_bytes() for path in pages}
    faults = {name: found for name, text in texts.items() if (found := read(text))}
    assert faults == {}
    # There are cards at all, and rows that lead to them.
    assert sum(len(re.findall(rb'class="card-back"', text)) for text in texts.values()) > 10
