"""What briefs and index have in common."""

import re

from markupsafe import Markup

from analysis.paths import BRIEF_TEMPLATES

CONTENT_SECURITY_POLICY = Markup(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def load_css() -> Markup:
    """The style sheet, to be put into a page; its comments are for those who edit it."""
    css = (BRIEF_TEMPLATES / "brief" / "page.css").read_text("utf-8")
    return Markup(re.sub(r"/\*.*?\*/\s*", "", css, flags=re.DOTALL))
