"""How a use of what a library does not promise is described."""

from collections.abc import Mapping
from dataclasses import dataclass

Range = tuple[str, str]


@dataclass(frozen=True)
class Use:
    """What is used although a library does not promise it.

    Attributes:
        purpose: what it is used for.
        names: names of the library that it depends on.
        versions: first version and first version no longer covered, by distribution. The range
            ends before the next minor release, because that is where such names change.
        saved_share: part of a brief's processor time (about 0.6 s) that the public way costs more:
            instructions executed by the process of one brief, counted by the processor with and
            without the use; None if there is no public way.
        reason: why the public way is not taken.
    """

    purpose: str
    names: tuple[str, ...]
    versions: Mapping[str, Range]
    saved_share: float | None
    reason: str
