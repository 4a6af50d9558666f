"""How many pages can be read in the time that a file has, noticed before it is over."""

import time

from analysis.ingest.content import UnreadableFile

# Of the time for a file, what reading its pages may take: the rest is for what is made of them.
_SHARE = 0.8
# After this many seconds and pages, the time for the others is estimated.
_ENOUGH_SECONDS, _ENOUGH_PAGES = 4.0, 8
# An estimate may be wrong by this much before reading ends at once.
_DOUBT = 1.5


class TimeBudget:
    """The time that pages of one file take."""

    def __init__(self, seconds: float) -> None:
        """Starts the clock.

        Args:
            seconds: the time for the file.
        """
        self._all, self._most, self._start = seconds, seconds * _SHARE, time.monotonic()

    def check(self, done: int, pages: int) -> None:
        """Checks after a page whether the others can be read in time.

        Args:
            done: pages that have been read.
            pages: all pages.

        Raises:
            UnreadableFile: if they cannot; the message says how many can.
        """
        used = time.monotonic() - self._start
        is_sure = done >= _ENOUGH_PAGES and used >= _ENOUGH_SECONDS
        is_hopeless = is_sure and used / done * pages > _DOUBT * self._all
        if done < pages and (used > self._most or is_hopeless):
            possible = max(1, int(done * self._most / used))
            raise UnreadableFile(
                "time",
                f"Reading its {pages:,} pages takes longer than {self._all:g} seconds; about "
                f"{possible:,} can be read.",
                f"File only the pages with the form, or parts of at most {possible:,} pages. "
                "BRIEFS_INGEST_SECONDS sets the limit.",
            )

    def count_possible(self, done: int, seconds: float, pages: int) -> int:
        """How many of some pages can be read in the time left.

        Args:
            done: how many of them have been read.
            seconds: how long that took.
            pages: their number.
        """
        left = self._most - (time.monotonic() - self._start)
        return min(pages, done + max(0, int(left / (seconds / done)))) if done else pages
