"""zhplot: the font that it ships."""

from importlib.util import find_spec
from pathlib import Path

from analysis.upstream.use import Use

SHIPPED_FONT = Use(
    purpose="Noto Sans SC, so that charts are laid out alike on every machine",
    names=("zhplot/fonts/NotoSansSC-Regular.ttf",),
    versions={"zhplot": ("1.0", "1.1")},
    saved_share=None,
    reason="zhplot has no function that returns the font's path, and importing it changes "
    "matplotlib's settings.",
)


def find_font() -> Path:
    """The font file, found without importing the package."""
    spec = find_spec("zhplot")
    return Path(spec.submodule_search_locations[0]) / "fonts" / "NotoSansSC-Regular.ttf"
