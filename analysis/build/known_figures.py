"""The figures that conditions and appropriations name: each in the newest version that has it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from analysis.build.read_figures import Figure
from analysis.documents.versions import Versions
from analysis.figures.names import find_document, split_figure
from analysis.figures.versions import FigureVersions, Labels, list_chains
from analysis.tables.findings import Finding, make_error


def match_versions(
    versions: Versions, figures: Mapping[str, Mapping[str, Figure]]
) -> FigureVersions:
    """Finds figures in other versions of their documents.

    Args:
        versions: of the usable documents.
        figures: the figures of each document by name.
    """

    def load_labels(document_id: str) -> Labels:
        return {
            split_figure(name)[1:]: (figure.county_code, figure.label)
            for name, figure in figures.get(document_id, {}).items()
        }

    return FigureVersions(list_chains(versions.earlier, versions.known), load_labels)


@dataclass(frozen=True)
class KnownFigures(Mapping[str, Figure]):
    """Figures of all documents by name; a name of a replaced version gives the newest figure.

    Attributes:
        figures: the figures of each document by name.
        versions: the versions of the documents.
        reader: the document whose readings name the figures; blank for a reference table.
        outdated: names that only a replaced version has, with the newest version.
    """

    figures: Mapping[str, Figure]
    versions: FigureVersions
    reader: str = ""
    outdated: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Figure:
        """The figure that a name stands for.

        Raises:
            KeyError: if no document has it.
        """
        figure = self.figures[name]
        chain = self.versions.chains.get(find_document(name))
        if not chain:
            return figure
        found = self.versions.find(name, own=self.reader) or name
        if self.reader not in chain and find_document(found) != chain[0]:
            self.outdated[name] = chain[0]
        return self.figures[found]

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self.figures)

    def __len__(self) -> int:
        """How many figures there are."""
        return len(self.figures)

    def list_outdated(self, county_code: str | None, place: str) -> list[Finding]:
        """A warning for each figure that the newest version of its document does not have.

        Args:
            county_code: the area of what names the figures.
            place: where they are named.
        """
        return [
            replace(
                make_error(
                    county_code, self.reader or None, place, "reading",
                    f"it names {name}, but {newest}, which replaces that document, has no such "
                    "figure; the replaced figure is used.",
                    f"Name the figure of {newest} that is meant.",
                ),
                severity="warning",
            )
            for name, newest in self.outdated.items()
        ]  # fmt: skip
