"""Figures of a replaced document, found again in its other versions.

A figure of one version is that of another if it has the same table, row, column, area and label;
else if one figure alone of that table and column has the same area and label.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.figures.names import find_document, name_figure, split_figure

# Area and label of each figure of a document, by table, row and column.
Labels = Mapping[tuple[str, str, str], tuple[str, str | None]]


def follow(document_id: str, earlier: Mapping[str, str]) -> Iterator[str]:
    """The versions before a document, the nearest first, each once."""
    seen = {document_id}
    while (document_id := earlier.get(document_id, "")) and document_id not in seen:
        seen.add(document_id)
        yield document_id


def list_chains(earlier: Mapping[str, str], known: Mapping[str, Any]) -> dict[str, list[str]]:
    """Document → its versions, the newest first; only of documents with several.

    Args:
        earlier: document → the version before it, without circles.
        known: document → date from which it counts.
    """
    members: dict[str, list[str]] = defaultdict(list)
    steps = {}
    for document_id in sorted({*earlier, *earlier.values()}):
        before = list(follow(document_id, earlier))
        steps[document_id] = len(before)
        members[before[-1] if before else document_id].append(document_id)
    chains = {}
    for chain in members.values():
        chain.sort(key=lambda name: (steps[name], known[name], name), reverse=True)
        chains |= dict.fromkeys(chain, chain)
    return chains


@dataclass(frozen=True)
class FigureVersions:
    """Finds the figures of one version of a document in another one.

    Attributes:
        chains: document → its versions, those that count from the newest date first. Only of
            documents with several.
        load_labels: the labels of a document's figures.
    """

    chains: Mapping[str, Sequence[str]]
    load_labels: Callable[[str], Labels]
    _read: dict[str, Labels] = field(default_factory=dict, repr=False)

    def find(self, name: str, allowed: Collection[str] | None = None, own: str = "") -> str | None:
        """The name of the same figure in the newest version that has it; None if none does.

        Args:
            name: the full name of a figure.
            allowed: the documents that may be used; None for all.
            own: document that names the figure. If it is a version of the same paper, the figure
                is its own, or the one that is named.
        """
        document_id = find_document(name)
        chain: Iterable[str] = self.chains.get(document_id, (document_id,))
        if own in chain:
            chain = (own, document_id)
        for version in chain:
            if allowed is not None and version not in allowed:
                continue
            same = name if version == document_id else self._find_in(version, name)
            if same is not None:
                return same
        return None

    def _find_in(self, version: str, name: str) -> str | None:
        document_id, table_id, row_id, column = split_figure(name)
        own, others = self._labels(document_id), self._labels(version)
        wanted = own.get((table_id, row_id, column))
        if wanted is None:
            return None
        if others.get((table_id, row_id, column)) == wanted:
            return name_figure(version, table_id, row_id, column)
        rows = [
            row for (table, row, of), label in others.items()
            if wanted[1] and (table, of) == (table_id, column) and label == wanted
        ]  # fmt: skip
        return name_figure(version, table_id, rows[0], column) if len(rows) == 1 else None

    def _labels(self, document_id: str) -> Labels:
        if document_id not in self._read:
            self._read[document_id] = {
                place: (area, _simplify(label))
                for place, (area, label) in self.load_labels(document_id).items()
            }
        return self._read[document_id]


def _simplify(label: str | None) -> str:
    return "".join(label.split()) if isinstance(label, str) else ""
