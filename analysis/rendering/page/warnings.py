"""What a run should say of a brief that was rendered all the same."""

from typing import TYPE_CHECKING

from analysis.presentation.marks import MISSING_GLYPHS

if TYPE_CHECKING:
    from nbformat import NotebookNode

MOST_LISTED = 10


def list_warnings(notebook: "NotebookNode") -> tuple[str, ...]:
    """Names the characters that the font of the charts' layout lacks, once for the whole brief."""
    missing = sorted(
        {
            letter
            for cell in notebook.cells
            for output in cell.get("outputs", ())
            for letter in output.get("data", {}).get(MISSING_GLYPHS, ())
        }
    )
    if not missing:
        return ()
    named = [f"{letter} (U+{ord(letter):04X})" for letter in missing[:MOST_LISTED]]
    rest = len(missing) - len(named)
    more = f" and {rest} more" if rest else ""
    return (
        f"the font of the charts' layout lacks {', '.join(named)}{more}: labels with them keep "
        "them, but may have too much or too little room",
    )
