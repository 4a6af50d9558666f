"""matplotlib as this package uses it; to be imported before matplotlib is.

matplotlib warns where it cannot keep its cache: in a home that cannot be written to, or while it
looks for fonts for the first time. It then uses a temporary folder, and charts are the same. These
messages are made information: as warnings they would be written to stderr, and a notebook that
writes to stderr gives no brief. All other messages stay as they are.
"""

import logging

# The functions of matplotlib that warn of it; the last message comes from a function without name.
_FUNCTIONS = {"_get_config_or_cache_dir", "json_dump"}
_BEGINNING = "Matplotlib is building the font cache"


def lower_cache_warning(record: logging.LogRecord) -> bool:
    """Makes a warning about the cache information; as a filter, it keeps every record."""
    if record.funcName in _FUNCTIONS or str(record.msg).startswith(_BEGINNING):
        record.levelno, record.levelname = logging.INFO, "INFO"
    return True


for _name in ("matplotlib", "matplotlib.font_manager"):
    logging.getLogger(_name).addFilter(lower_cache_warning)
