"""How tests wait: for what must happen, and so long that only what hangs is given up."""

import time
from collections.abc import Callable

# The one limit of all tests, whatever they wait for: it ends what hangs and is no measure of speed.
HANG_SECONDS = 600
# What sleeps so long never ends by itself while a test waits.
ENDLESS_SECONDS = 6 * HANG_SECONDS
LOOK_EVERY_SECONDS = 0.05


def wait_until(has_happened: Callable[[], object], what: str) -> None:
    """Waits until something has happened; fails, and says what did not, after the common limit."""
    end = time.monotonic() + HANG_SECONDS
    while not has_happened():
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {HANG_SECONDS} s")
        time.sleep(LOOK_EVERY_SECONDS)
