"""The text of a spreadsheet's cell as a person sees it: by its font, its parts and its format."""

from dataclasses import dataclass, field

from analysis.ingest.content import Place, Remark, describe_place
from analysis.ingest.readers.number_formats import Shown, show_number, show_text
from analysis.ingest.readers.seen_text import SeenText, shorten_remarks
from analysis.ingest.readers.sheet_looks import SheetLook

COMPARE = "Compare it with the workbook."


@dataclass
class CellReader:
    """Reads the cells of a sheet and gathers remarks on what is not read as it is stored.

    Attributes:
        look: how the sheet shows its cells.
        remarks: remarks on single cells.
        zeros: places of zeros that are not shown.
        rounded: places of figures that are shown rounded, with what is shown and stored.
    """

    look: SheetLook
    remarks: list[Remark] = field(default_factory=list)
    zeros: list[Place] = field(default_factory=list)
    rounded: list[tuple[Place, str, str]] = field(default_factory=list)

    def see(self, text: str, place: Place, *, is_number: bool) -> tuple[str, str | None]:
        """What is read of a cell, and why it is not used, if it is not.

        Args:
            text: the stored value as text.
            place: the cell.
            is_number: whether the value is a number.
        """
        position = (place.row or 0, place.column or 0)
        seen = self.look.seen.get(position)
        problem = None
        if seen is not None:
            text, problem = seen.text.strip(), seen.problem
            self.remarks += seen.list_remarks(place)
        mark = self.look.marks.get(position, "plain") if seen is None else "plain"
        if mark != "plain" and text:
            self.remarks += SeenText("", ((mark, text),)).list_remarks(place)
            return "", None
        if is_number and self.look.hides_zeros and float(text) == 0:
            self.zeros.append(place)
            return "", None
        shown = self.look.shown.get(position) if text else None
        code = self.look.codes.get(position)
        if shown is None and code is not None and text:
            shown = show_number(code, text) if is_number else show_text(code, text)
        return (text, problem) if shown is None else self._apply(shown, text, place, problem)

    def _apply(
        self, shown: Shown, stored: str, place: Place, problem: str | None
    ) -> tuple[str, str | None]:
        if shown.problem:
            return stored, shown.problem
        if shown.is_hidden:
            if stored == "0":
                self.zeros.append(place)
            else:
                found = f"{stored[:40]!r} is hidden by the number format and was not read."
                self.remarks.append(Remark("hidden-text", "warning", place, found, COMPARE))
            return "", problem
        if shown.text is None:
            if shown.rounded:
                self.rounded.append((place, shown.rounded, stored))
            return stored, problem
        if shown.text == shown.rounded:
            found = f"{stored[:40]} is stored, but {shown.text} is shown; it was read as shown."
            self.remarks.append(Remark("shown-figure", "warning", place, found, COMPARE))
        return shown.text, problem

    def list_remarks(self) -> list[Remark]:
        """The remarks; those on zeros and on rounded figures once for the sheet."""
        remarks = shorten_remarks(self.remarks)
        if self.zeros:
            found = (
                f"{len(self.zeros)} cells hold 0, which the page does not show; "
                "they were read as blank."
            )
            remedy = "If 0 is meant, show it, and file the workbook again."
            remarks.append(Remark("hidden-zeros", "warning", self.zeros[0], found, remedy))
        if self.rounded:
            place, shown, stored = self.rounded[0]
            found = (
                f"{len(self.rounded)} figures are shown rounded ({describe_place(place)} shows "
                f"{shown} and holds {stored}); they were read as stored."
            )
            remarks.append(Remark("rounded", "info", Place(sheet=place.sheet), found))
        return remarks
