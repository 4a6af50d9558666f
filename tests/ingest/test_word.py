import io

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from analysis.ingest.content import Content, Grid, Place
from analysis.ingest.files.limits import Limits
from analysis.ingest.process.parsing import parse
from tests.ingest import made_files as made


def read(document: docx.document.Document) -> Content:
    return parse(made.save_document(document), ".docx", Limits())


def list_texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_paragraphs_and_tables_keep_their_order():
    document = made.make_document()
    document.add_paragraph("填报日期：2020年8月")
    title, grid, date = read(document).blocks
    assert (title.text, title.place) == ("云山县电子商务月报表", Place(paragraph=1))
    assert list_texts(grid) == [list(row) for row in made.FORM]
    assert grid.rows[2][1].place == Place(table=1, row=3, column=2)
    assert date.text == "填报日期：2020年8月"


def test_covered_cells_are_blank_and_refer_to_the_first():
    document = made.make_document([["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]])
    table = document.tables[0]
    table.cell(0, 0).merge(table.cell(1, 1)).text = "甲"
    (grid,) = read(document).grids
    assert list_texts(grid) == [["甲", "", "c"], ["", "", "f"], ["g", "h", "i"]]
    origin = Place(table=1, row=1, column=1)
    assert [grid.rows[r][c].merged_from for r, c in ((0, 1), (1, 0), (1, 1))] == [origin] * 3
    assert grid.rows[2][0].merged_from is None


def test_paragraphs_of_a_cell_become_lines():
    document = made.make_document([["a", "b"], ["c", "d"]])
    document.tables[0].cell(0, 0).add_paragraph("第二行")
    (grid,) = read(document).grids
    assert grid.rows[0][0].text == "a\n第二行"


def test_content_controls_are_read():
    document = made.make_document()
    paragraph = document.paragraphs[0]._p
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    paragraph.addprevious(control)
    control[0].append(paragraph)
    assert next(read(document).paragraphs).text == "云山县电子商务月报表"


def test_tracked_changes_are_read_as_accepted_and_reported():
    document = made.make_document()
    changes = (
        f"<w:p {nsdecls('w')}><w:r><w:t>完成</w:t></w:r>"
        "<w:ins><w:r><w:t>20</w:t></w:r></w:ins><w:del><w:r><w:delText>10</w:delText></w:r></w:del>"
        "<w:r><w:t>个</w:t></w:r></w:p>"
    )
    document.paragraphs[0]._p.addprevious(parse_xml(changes))
    content = read(document)
    assert next(content.paragraphs).text == "完成20个"
    assert [remark.code for remark in content.remarks] == ["tracked-changes"]


def test_a_table_within_a_cell_is_read_separately_and_the_cell_is_no_figure():
    document = made.make_document()
    document.tables[0].cell(1, 1).add_table(1, 1).cell(0, 0).text = "内"
    content = read(document)
    outer, inner = content.grids
    assert list_texts(inner) == [["内"]]
    assert "contains a table" in outer.rows[1][1].problem
    assert [(remark.code, remark.severity) for remark in content.remarks] == [
        ("nested-table", "warning")
    ]


def test_pictures_in_a_document_without_table_are_reported():
    document = docx.Document()
    document.add_paragraph("月报表")
    document.add_picture(io.BytesIO(made.make_png()))
    assert [remark.code for remark in read(document).remarks] == ["pictures"]


def test_rows_that_begin_after_the_first_column_keep_their_columns():
    document = made.make_document([["a", "b"], ["c", "d"]])
    row = document.tables[0].rows[1]._tr
    row.remove(row.tc_lst[0])
    row.insert(0, parse_xml(f'<w:trPr {nsdecls("w")}><w:gridBefore w:val="1"/></w:trPr>'))
    (grid,) = read(document).grids
    assert list_texts(grid) == [["a", "b"], ["", "d"]]


def test_a_table_whose_insertion_is_tracked_is_read():
    document = made.make_document()
    table = document.tables[0]._tbl
    change = parse_xml(f"<w:ins {nsdecls('w')}/>")
    table.addprevious(change)
    change.append(table)
    content = read(document)
    assert len(list(content.grids)) == 1
    assert [remark.code for remark in content.remarks] == ["tracked-changes"]


def test_tabs_breaks_and_hyphens_are_text():
    document = made.make_document()
    run = (
        f"<w:p {nsdecls('w')}><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>1</w:t>"
        "<w:noBreakHyphen/><w:t>5</w:t><!-- comment --></w:r></w:p>"
    )
    document.paragraphs[0]._p.addprevious(parse_xml(run))
    assert next(read(document).paragraphs).text == "甲\t乙\n1-5"


def test_rows_and_cells_in_content_controls_are_read():
    document = made.make_document([["a", "b"], ["c", "d"]])
    first, second = (row._tr for row in document.tables[0].rows)
    for element in (first, second.tc_lst[1]):
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
        element.addprevious(control)
        control[0].append(element)
    (grid,) = read(document).grids
    assert list_texts(grid) == [["a", "b"], ["c", "d"]]


def test_a_row_whose_deletion_is_tracked_is_not_read():
    document = made.make_document([["a", "b"], ["c", "d"], ["e", "f"]])
    row = document.tables[0].rows[1]._tr
    row.insert(0, parse_xml(f"<w:trPr {nsdecls('w')}><w:del/></w:trPr>"))
    (grid,) = read(document).grids
    assert list_texts(grid) == [["a", "b"], ["e", "f"]]


def test_a_table_without_cells_is_omitted():
    document = made.make_document()
    table = parse_xml(f"<w:tbl {nsdecls('w')}><w:tr/></w:tbl>")
    document.tables[0]._tbl.addprevious(table)
    assert [grid.place.table for grid in read(document).grids] == [2]


def test_a_short_row_is_padded():
    document = made.make_document([["a", "b"], ["c", "d"]])
    row = document.tables[0].rows[1]._tr
    row.remove(row.tc_lst[1])
    (grid,) = read(document).grids
    assert list_texts(grid) == [["a", "b"], ["c", ""]]


def test_text_boxes_are_read_and_automatic_numbers_are_reported():
    document = made.make_document()
    cell = document.tables[0].cell(1, 0).paragraphs[0]._p
    cell.insert(0, parse_xml(f"<w:pPr {nsdecls('w')}><w:numPr/></w:pPr>"))
    inside = "<w:txbxContent><w:p><w:r><w:t>单位：万元</w:t></w:r></w:p></w:txbxContent>"
    box = f"<w:p {nsdecls('w')}><w:r>{inside}</w:r></w:p>"
    document.paragraphs[0]._p.addprevious(parse_xml(box))
    content = read(document)
    assert next(content.paragraphs).text == "单位：万元"
    assert [remark.code for remark in content.remarks] == ["text-box", "auto-numbers"]
