"""Which tags and attributes are kept on a page, and which are removed."""

import pytest

from analysis.rendering.page.cleaning import IMAGE_SOURCES, clean_html, list_ids
from analysis.rendering.page.completeness import BriefRefused


@pytest.mark.parametrize(
    "html",
    [
        '<div tabindex="0" role="region" aria-label="表">x</div>',
        '<div role="group">x</div>',
        '<p id="a-1_b">x</p>',
        '<a href="#sources">x</a>',
        '<span title="县" aria-hidden="true">x</span>',
        '<div aria-labelledby="a b">x</div>',
        f'<img src="{IMAGE_SOURCES[0]}AAAA" alt="x">',
    ],
)
def test_what_is_allowed_stays_as_it_is(html):
    assert clean_html(html, "cell 1") == html


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ('<div tabindex="1">x</div>', "<div>x</div>"),
        ('<div role="alert">x</div>', "<div>x</div>"),
        ('<p id="1a">x</p>', "<p>x</p>"),
        ('<p id="page-main">x</p>', "<p>x</p>"),
        ('<div aria-labelledby="a page-b">x</div>', "<div>x</div>"),
        ('<a href="other.html">x</a>', "<a>x</a>"),
        ("<h1>x</h1>", "x"),
        ("<script>x</script>y", "y"),
        ("<!-- x -->y", "y"),
    ],
)
def test_what_is_not_on_the_list_is_taken_out(html, cleaned):
    assert clean_html(html, "cell 1") == cleaned


def test_a_refusal_names_the_cell_of_the_image():
    with pytest.raises(BriefRefused, match=r"^cell 7 \(chart\) shows an image without"):
        clean_html(f'<p>x</p><img src="{IMAGE_SOURCES[1]}AAAA">', "cell 7 (chart)")


@pytest.mark.parametrize(
    ("html", "ids"),
    [("<p>x</p>", []), ('<p id="a"><b id="b">x</b></p><p id="a">', ["a", "b", "a"]),
     ("<p id=>x</p>", [""]), ("the text id= alone", [])],
)  # fmt: skip
def test_ids_are_listed_in_their_order(html, ids):
    assert list_ids(html) == ids
