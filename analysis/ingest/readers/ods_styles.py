"""Which text of an .ods a person does not see, or sees raised: the styles of cells and of spans."""

import re
from dataclasses import dataclass, field

from lxml import etree

from analysis.ingest.readers.seen_text import LEAST_POINTS, Mark

NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE, TABLE, TEXT, NUMBER = (
    f"{{{NAMESPACE}{name}:1.0}}" for name in ("office", "style", "table", "text", "datastyle")
)
FORMAT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
WHITE = "#ffffff"
MOST_ANCESTORS = 32
SIZE = re.compile(r"(\d+(?:\.\d+)?)pt")
Properties = dict[str, str]


@dataclass
class OdsStyles:
    """The styles of an .ods, by name.

    Attributes:
        properties: properties of each style.
        parents: the style that each style is based on.
        formats: the number format of each style.
        empty_formats: names of the number formats that show nothing.
    """

    properties: dict[str, Properties] = field(default_factory=dict)
    parents: dict[str, str | None] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)
    empty_formats: set[str] = field(default_factory=set)

    def read(self, root: etree._Element) -> None:
        """Adds the styles of a part of the package."""
        for element in root.iter(f"{STYLE}style", f"{STYLE}default-style"):
            name = element.get(f"{STYLE}name", "")
            properties: Properties = {}
            for kind in ("text-properties", "table-cell-properties"):
                for found in element.iterfind(f"{STYLE}{kind}"):
                    properties |= {
                        etree.QName(key).localname: value for key, value in found.items()
                    }
            self.properties[name] = properties
            self.parents[name] = element.get(f"{STYLE}parent-style-name")
            if data_style := element.get(f"{STYLE}data-style-name"):
                self.formats[name] = data_style
        for element in root.iter(f"{NUMBER}number-style", f"{NUMBER}currency-style"):
            children = {etree.QName(child).localname for child in element}
            if not children - {"text-properties", "map"}:
                self.empty_formats.add(element.get(f"{STYLE}name", ""))

    def resolve(self, name: str | None) -> Properties:
        """The properties of a style with those that it inherits."""
        merged: Properties = {}
        for _ in range(MOST_ANCESTORS):
            if name is None or name not in self.properties:
                break
            merged = self.properties[name] | merged
            name = self.parents[name]
        return merged

    def shows_nothing(self, name: str | None) -> bool:
        """Whether the number format of a cell style shows nothing."""
        return self.formats.get(name or "", "") in self.empty_formats

    def find_mark(self, cell: Properties, span: Properties) -> Mark:
        """The mark of a text with these properties in a cell with those."""
        merged = cell | span
        background = merged.get("background-color", "transparent").lower()
        color = merged.get("color", "").lower()
        size = SIZE.fullmatch(merged.get("font-size", ""))
        is_tiny = size is not None and float(size[1]) < LEAST_POINTS
        is_unseen = color == (WHITE if background == "transparent" else background)
        if merged.get("display") in ("none", "condition") or is_tiny or is_unseen:
            return "hidden"
        strikes = (merged.get(f"text-line-through-{name}", "none") for name in ("style", "type"))
        if any(strike != "none" for strike in strikes):
            return "struck"
        position = merged.get("text-position", "").split()[:1]
        if position == ["super"] or (position and position[0].rstrip("%").isdigit()
                                     and position[0] != "0%"):  # fmt: skip
            return "raised"
        return "lowered" if position and position[0].startswith(("sub", "-")) else "plain"
