"""Files of wrong encoding or kind, damaged and hostile files, and what reading each must give.

Not among them, and why:

- sets of files, such as several spellings of one name: see test_file_names;
- attacks by a file's name: names are displayed escaped (test_file_names) and never made into paths;
- links within data folders: one rule holds for every file, no link is followed (test_file_access).
"""

from .hostile_files import HOSTILE
from .readable_files import READABLE
from .refused_kinds import KINDS
from .refused_text import CSV_FILES, ENCODINGS

REFUSED = ENCODINGS | CSV_FILES | KINDS | HOSTILE

__all__ = ["READABLE", "REFUSED"]
