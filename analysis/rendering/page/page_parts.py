"""What pages of briefs and the index page have in common: languages, style sheet, policy."""

import re

from markupsafe import Markup

from analysis.paths import BRIEF_TEMPLATES

CONTENT_SECURITY_POLICY = Markup(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def load_css() -> Markup:
    """Reads the style sheet, to be embedded in a page, and leaves out its comments."""
    css = (BRIEF_TEMPLATES / "brief" / "page.css").read_text("utf-8")
    return Markup(re.sub(r"/\*.*?\*/\s*", "", css, flags=re.DOTALL))
