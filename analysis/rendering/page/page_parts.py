"""What pages of briefs and the index page have in common: languages, style sheet, policy."""

from markupsafe import Markup

from analysis.paths import BRIEF_TEMPLATES
from analysis.presentation.style import compact_css, load_style

CONTENT_SECURITY_POLICY = Markup(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def load_css(template: str = "brief") -> Markup:
    """The style of a page, to be embedded: what all share, then what its template has alone."""
    own = (BRIEF_TEMPLATES / template / "page.css").read_text("utf-8")
    return Markup(f"{load_style()}\n{compact_css(own)}")
