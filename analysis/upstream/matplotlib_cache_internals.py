"""matplotlib's messages about its cache; to be imported before matplotlib is.

matplotlib warns where it cannot keep its cache: in a home that cannot be written to, or while it
looks for fonts for the first time. It then uses a temporary folder, and charts are the same. These
messages are made information: as warnings they would be written to stderr, and a notebook that
writes to stderr gives no brief. All other messages stay as they are.
"""

import logging

from analysis.upstream.use import Use

# The functions of matplotlib that warn of it; the last message comes from a function without name.
_FUNCTIONS = ("_get_config_or_cache_dir", "json_dump")
_BEGINNING = "Matplotlib is building the font cache"
CACHE_MESSAGES = Use(
    purpose="Warnings about matplotlib's own cache lowered to information",
    names=(*_FUNCTIONS, f"the message “{_BEGINNING}…”"),
    versions={"matplotlib": ("3.11", "3.12")},
    saved_share=None,
    reason="Each message has the level of all warnings of matplotlib, and `MPLCONFIGDIR` has to be "
    "set before Python starts. Without it, briefs fail where the home cannot be written to.",
)


def lower_cache_warning(record: logging.LogRecord) -> bool:
    """Makes a warning about the cache information; as a filter, it keeps every record."""
    if record.funcName in _FUNCTIONS or str(record.msg).startswith(_BEGINNING):
        record.levelno, record.levelname = logging.INFO, "INFO"
    return True


for _name in ("matplotlib", "matplotlib.font_manager"):
    logging.getLogger(_name).addFilter(lower_cache_warning)
