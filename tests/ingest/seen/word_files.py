"""What only Word documents have: styles, tracked changes, frames, text boxes, merged cells."""

import functools

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.ingest import made_files as made
from tests.ingest.seen.case import BELOW, FIGURE_BELOW, HEADER, LABEL, Case
from tests.ingest.seen.sheets import TITLE, make_document, run

STYLED, CHANGED, FRAMED = "styles of Word", "tracked changes", "frames and text boxes"
ROWS = (HEADER, ("1", LABEL, "137"), ("2", BELOW, FIGURE_BELOW))


def style(name: str, properties: str, kind: str = "character", base: str = "") -> str:
    """A style of a document."""
    based_on = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>'
        f"{based_on}<w:rPr>{properties}</w:rPr></w:style>"
    )


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of a document."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


GONE = style("Gone", "<w:strike/>")
IN_STYLE = '<w:rStyle w:val="Gone"/>'
WHITE, SHADE = '<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="1F3864"/>'
# name, content of the cell, styles, figure, whether the user is told
CELLS: tuple[tuple[str, str, str, tuple[str, ...], str, bool], ...] = (
    (STYLED, "struck by a character style", paragraph(run("8", IN_STYLE), run("3")),
     (GONE,), "3", True),
    (STYLED, "by a style based on another", paragraph(run("8", '<w:rStyle w:val="B"/>'), run("3")),
     (GONE, style("B", "", base="Gone")), "3", True),
    (STYLED, "by the paragraph's style, once taken back",
     paragraph(run("8"), run("3", '<w:strike w:val="0"/>'), properties='<w:pStyle w:val="P"/>'),
     (style("P", "<w:strike/>", "paragraph"),), "3", True),
    (STYLED, "struck by two styles, which cancel out",
     paragraph(run("83", IN_STYLE), properties='<w:pStyle w:val="P"/>'),
     (GONE, style("P", "<w:strike/>", "paragraph")), "83", False),
    (STYLED, "struck twice", paragraph(run("8", "<w:dstrike/>"), run("3")), (), "3", True),
    (STYLED, "strike switched off", paragraph(run("8", '<w:strike w:val="false"/>'), run("3")),
     (), "83", False),
    (STYLED, "hidden by a style", paragraph(run("137"), run("9", '<w:rStyle w:val="H"/>')),
     (style("H", "<w:vanish/>"),), "137", True),
    (STYLED, "white", paragraph(run("137"), run("9", WHITE)), (), "137", True),
    (STYLED, "white by the theme",
     paragraph(run("137"), run("9", '<w:color w:val="auto" w:themeColor="background1"/>')),
     (), "137", True),
    (STYLED, "white on a dark cell", f"<w:tcPr>{SHADE}</w:tcPr>{paragraph(run('137', WHITE))}",
     (), "137", False),
    (STYLED, "dark on a dark cell",
     f"<w:tcPr>{SHADE}</w:tcPr>"
     + paragraph(run("137", WHITE), run("9", '<w:color w:val="1F3864"/>')), (), "137", True),
    (STYLED, "white on a dark run", paragraph(run("137", WHITE + SHADE)), (), "137", False),
    (STYLED, "white on a mark", paragraph(run("137", WHITE + '<w:highlight w:val="blue"/>')),
     (), "137", False),
    (STYLED, "of one point", paragraph(run("137"), run("9", '<w:sz w:val="2"/>')), (), "137", True),
    (STYLED, "raised by its position", paragraph(run("26"), run("2", '<w:position w:val="8"/>')),
     (), "26", True),
    (STYLED, "raised by a style", paragraph(run("26"), run("2", '<w:rStyle w:val="S"/>')),
     (style("S", '<w:vertAlign w:val="superscript"/>'),), "26", True),
    (STYLED, "the whole figure raised a little",
     paragraph(run("137", '<w:position w:val="6"/>')), (), "137", False),
    (STYLED, "with its pronunciation",
     "<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>9</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>137"
     "</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>", (), "137", False),
    (STYLED, "an equation of one line", "<w:p><m:oMath><m:r><m:t>137</m:t></m:r></m:oMath></w:p>",
     (), "137", False),
    (STYLED, "an equation with a power",
     "<w:p><m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r>"
     "</m:sup></m:sSup></m:oMath></w:p>", (), "", True),
    (CHANGED, "deleted", "<w:p><w:del><w:r><w:delText>8</w:delText></w:r></w:del>"
     f"{run('3')}</w:p>", (), "3", True),
    (CHANGED, "inserted", f"<w:p>{run('1')}<w:ins>{run('37')}</w:ins></w:p>", (), "137", True),
    (CHANGED, "moved away", f"<w:p><w:moveFrom>{run('8')}</w:moveFrom>{run('3')}</w:p>",
     (), "3", True),
    (CHANGED, "moved here", f"<w:p>{run('13')}<w:moveTo>{run('7')}</w:moveTo></w:p>",
     (), "137", True),
    (CHANGED, "inserted and deleted", f"<w:p><w:ins>{run('13')}<w:del><w:r><w:delText>9</w:delText>"
     f"</w:r></w:del></w:ins>{run('7')}</w:p>", (), "137", True),
    (CHANGED, "formatted anew: struck before",
     "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange></w:rPr>"
     "<w:t>137</w:t></w:r></w:p>", (), "137", False),
    (CHANGED, "inserted, then struck", f"<w:p><w:ins>{run('8', '<w:strike/>')}</w:ins>{run('3')}"
     "</w:p>", (), "3", True),
    (CHANGED, "an inserted paragraph",
     f"{paragraph(run('120'))}<w:ins>{paragraph(run('80'))}</w:ins>", (), "", True),
    (CHANGED, "a deleted paragraph", f"{paragraph(run('120'))}<w:p><w:del><w:r><w:delText>80"
     "</w:delText></w:r></w:del></w:p>", (), "120", True),
    (CHANGED, "a deleted cell", f"<w:tcPr><w:cellDel/></w:tcPr>{paragraph(run('137'))}",
     (), "", False),
    (FRAMED, "a text box over the figure",
     f"<w:p>{run('80')}<w:r><w:pict><v:textbox><w:txbxContent><w:p>{run('83')}</w:p>"
     "</w:txbxContent></v:textbox></w:pict></w:r></w:p>", (), "", True),
    (FRAMED, "a text box with a word",
     f"<w:p>{run('83')}<w:r><w:pict><v:textbox><w:txbxContent><w:p>{run('章')}</w:p>"
     "</w:txbxContent></v:textbox></w:pict></w:r></w:p>", (), "83", True),
    (FRAMED, "a control to fill in",
     f"<w:sdt><w:sdtContent>{paragraph(run('137'))}</w:sdtContent></w:sdt>", (), "137", False),
    (FRAMED, "a field", "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>"
     "=SUM(9)</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
     f"{run('137')}<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>", (), "137", False),
    (FRAMED, "a footnote's reference",
     f"<w:p>{run('137')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>", (), "137", False),
)  # fmt: skip


def add_table(holder, rows=ROWS) -> None:
    """Adds the table to a document or cell."""
    table = holder.add_table(len(rows), len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for target, text in zip(cells.cells, row, strict=True):
            target.text = text


def make_frame(rows: int = 1, depth: int = 1, *, title: str = "inside", columns: int = 1) -> bytes:
    """A document whose table stands in a table of one column.

    Args:
        rows: rows of the frame; the table stands in the last.
        depth: how many frames stand in one another.
        title: where the title stands: ``inside``, ``above`` or in a row ``apart``.
        columns: columns of the frame; the others are blank.
    """
    document = docx.Document()
    if title == "above":
        document.add_paragraph(TITLE)
    holder = document
    for _ in range(depth):
        frame = holder.add_table(rows, columns)
        holder = frame.rows[-1].cells[0]
        if title == "apart":
            frame.rows[0].cells[0].text = TITLE
    if title == "inside":
        holder.text = TITLE
    add_table(holder)
    return made.save_document(document)


def make_box() -> bytes:
    """A document whose table stands in a text box."""
    document = docx.Document()
    document.add_paragraph(TITLE)
    add_table(document)
    table = document.tables[0]._tbl
    box = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:pict><w:txbxContent/></w:pict></w:r></w:p>")
    table.addprevious(box)
    box.find(f".//{{{box.nsmap['w']}}}txbxContent").append(table)
    return made.save_document(document)


def make_inner_table() -> bytes:
    """A document with a table within the cell of the figure."""
    document = docx.Document()
    document.add_paragraph(TITLE)
    add_table(document, (HEADER, ("1", LABEL, ""), ("2", BELOW, FIGURE_BELOW)))
    inner = document.tables[0].cell(1, 2).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "120", "80"
    return made.save_document(document)


def make_control(wrapper: str = "sdt") -> bytes:
    """A document whose whole table stands in a content control or custom XML."""
    document = docx.Document()
    document.add_paragraph(TITLE)
    add_table(document)
    table = document.tables[0]._tbl
    inside = "<w:sdtContent/>" if wrapper == "sdt" else ""
    control = parse_xml(f"<w:{wrapper} {nsdecls('w')}>{inside}</w:{wrapper}>")
    table.addprevious(control)
    (control[0] if inside else control).append(table)
    return made.save_document(document)


def make_old_merge() -> bytes:
    """A document in which an old merge to the right covers a figure."""
    document = docx.Document()
    document.add_paragraph(TITLE)
    rows = ((*HEADER, ""), ("1", LABEL, "137", "9"), ("2", BELOW, "", FIGURE_BELOW))
    add_table(document, rows)
    for cell, value in zip(document.tables[0].rows[1].cells[2:], ("restart", ""), strict=True):
        text = f' w:val="{value}"' if value else ""
        merge = parse_xml(f"<w:hMerge {nsdecls('w')}{text}/>")
        cell._tc.get_or_add_tcPr().append(merge)
    return made.save_document(document)


FRAMES: dict[str, functools.partial] = {
    "the title within": functools.partial(make_frame),
    "the title above": functools.partial(make_frame, title="above"),
    "the title in a row above": functools.partial(make_frame, 2, title="apart"),
    "no title": functools.partial(make_frame, title="none"),
    "two frames": functools.partial(make_frame, depth=2),
    "three frames, the title above": functools.partial(make_frame, depth=3, title="above"),
    "a blank column beside": functools.partial(make_frame, columns=2, title="above"),
    "two blank columns beside": functools.partial(make_frame, columns=3),
    "a text box": functools.partial(make_box),
    "a content control": functools.partial(make_control),
    "custom XML": functools.partial(make_control, "customXml"),
}
CASES = (
    *(
        Case(kind, name, ".docx", functools.partial(make_document, cell, styles), figure, said)
        for kind, name, cell, styles, figure, said in CELLS
    ),
    *(
        Case(FRAMED, name, ".docx", make, "137", is_said=False) for name, make in FRAMES.items()
    ),
    Case(FRAMED, "a table within the cell", ".docx", make_inner_table),
    Case(FRAMED, "an old merge to the right", ".docx", make_old_merge, is_said=False),
)  # fmt: skip
