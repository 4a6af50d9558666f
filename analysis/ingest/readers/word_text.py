"""Takes the text of Word paragraphs in runs, with all tracked changes accepted."""

from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree

from analysis.ingest.readers.seen_text import Mark, Run
from analysis.ingest.readers.word_marks import PARAGRAPH_STYLE, Surroundings, WordMarks, find_fill

RUN, TEXT, TEXT_BOX = qn("w:r"), qn("w:t"), qn("w:txbxContent")
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SIGNS = {
    qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}  # fmt: skip
# Elements without visible text once changes are accepted, pronunciation guides, and those that are
# read separately.
SKIPPED = frozenset(
    qn(name)
    for name in (
        "w:del", "w:moveFrom", "w:tbl", "w:txbxContent", "w:pPr", "w:rPr", "w:rt", "w:rubyPr",
        "w:instrText", "w:delText",
    )
) | {f"{COMPATIBILITY}Fallback"}  # fmt: skip
EQUATION = "〔公式〕"


def collect_runs(
    paragraph: etree._Element, marks: WordMarks, fill: str | None = "FFFFFF"
) -> list[Run]:
    """The runs of a paragraph; ``fill`` is the colour behind it."""
    properties = paragraph.find(qn("w:pPr"))
    style = properties.find(PARAGRAPH_STYLE) if properties is not None else None
    around = Surroundings(
        style.get(qn("w:val")) if style is not None else None, find_fill(properties, fill)
    )
    return list(_iterate_runs(paragraph, marks, around, "plain"))


def _iterate_runs(
    element: etree._Element, marks: WordMarks, around: Surroundings, mark: Mark
) -> Iterator[Run]:
    for child in element:
        if child.tag in SKIPPED or not isinstance(child.tag, str):
            continue
        if child.tag == TEXT:
            yield Run(child.text or "", mark)
        elif child.tag in SIGNS:
            yield Run(SIGNS[child.tag], mark)
        elif child.tag == RUN:
            yield from _iterate_runs(child, marks, around, marks.find(child, around))
        elif child.tag in (f"{MATH}oMath", f"{MATH}oMathPara"):
            yield Run(_read_equation(child), mark)
        else:
            yield from _iterate_runs(child, marks, around, mark)


def _read_equation(element: etree._Element) -> str:
    """The text of an equation of one line; a placeholder for fractions, powers and the like."""
    simple = {f"{MATH}{name}" for name in ("oMath", "oMathPara", "r", "t", "rPr", "sty")}
    mathematical = [node for node in element.iter() if str(node.tag).startswith(MATH)]
    if any(node.tag not in simple for node in mathematical):
        return EQUATION
    return "".join(node.text or "" for node in mathematical if node.tag == f"{MATH}t")


def list_text_boxes(element: etree._Element) -> list[etree._Element]:
    """The contents of the text boxes that are anchored in an element, each once."""
    boxes = []
    for child in element:
        if child.tag == TEXT_BOX:
            boxes.append(child)
        elif isinstance(child.tag, str) and child.tag != f"{COMPATIBILITY}Fallback":
            boxes += list_text_boxes(child)
    return boxes
