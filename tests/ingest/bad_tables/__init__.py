"""Bad and hostile tables, and what filing each must give: a note, a blank or a refusal.

Each case gives the expected outcome (``filed`` or ``refused``), words that the findings must
contain and, if it is filed, the expected text of a cell. Files that no reader accepts are in
bad_files. Not among the cases, and why:

- a form of another year: forms are recognised by their labels, whatever the year;
- a blank group below a filled one that is not merged: real reports lose merged cells in export, so
  a blank group repeats the one above; a figure never does;
- county codes and whether they fit the name: the forms have no such column, and --county accepts
  only the six digits of a known area (test_filing);
- abolished counties: areas.csv has former names, and none of its counties was abolished;
- sums, cumulative figures that fall, a month's figure in a cumulative row, changes since the month
  before, other categories above one half: `briefs check` compares figures once all documents are
  filed; `briefs ingest` keeps what is printed;
- a target of zero: see test_completion;
- formulas and markup in the output: pages and downloads escape them; here they remain text.
"""

from .case import Case
from .figures import NUMBERS, UNITS
from .hostile_text import HOSTILE_CASES
from .layouts import FORMS, STRUCTURE
from .titles import IDENTITY, PERIODS

SECTIONS: dict[str, list[Case]] = {
    "structure": STRUCTURE,
    "forms": FORMS,
    "numbers": NUMBERS,
    "units": UNITS,
    "periods": PERIODS,
    "identity": IDENTITY,
    "hostile text": HOSTILE_CASES,
}
CASES = [case for cases in SECTIONS.values() for case in cases]

__all__ = ["CASES", "SECTIONS", "Case"]
