"""How the pages in Markdown become a site (`make site`): the same files as in the checkout.

The sources are the checkout itself, so that a link works here and there alike. Nothing is loaded
from elsewhere: the theme uses the fonts of the system.
"""

project = "County briefs · 县级简报"
copyright = "County briefs contributors"
html_title = project
extensions = ["myst_parser"]
root_doc = "docs/index"
include_patterns = ["README*.md", "GLOSSARY.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/**.md"]
# Folders that need not be searched for pages.
exclude_patterns = [
    ".*",
    "build",
    "data",
    "reports",
    "tests",
    "analysis",
    "benchmarks",
    "**/.ipynb*",
]
source_suffix = {".md": "markdown"}
# Links to a heading work as on the pages of a forge.
myst_heading_anchors = 4
html_theme = "furo"
html_show_sphinx = False
html_copy_source = False
