import struct

import pytest

from analysis.ingest.content import UnreadableFile
from analysis.ingest.files.limits import Limits
from analysis.ingest.guards import ole_container
from analysis.ingest.guards.container import check_package
from analysis.ingest.guards.ole_container import check_extents, check_ole
from tests.ingest import made_files as made

FREE, END = 0xFFFFFFFF, 0xFFFFFFFE


def test_a_package_that_unpacks_to_more_than_the_limit_is_refused():
    with pytest.raises(UnreadableFile, match="unpacks to more than 1,000 bytes"):
        check_package(made.make_xlsx(), Limits(unpacked_bytes=1_000))


def test_an_old_drawing_that_is_not_well_formed_is_accepted():
    drawing = {"xl/drawings/vmlDrawing1.vml": "<xml><br></xml>"}
    assert check_package(made.repack(made.make_xlsx(), drawing), Limits()) == ()


def test_a_binary_part_is_not_parsed_as_xml():
    picture = {"xl/media/image1.png": made.make_png()}
    assert check_package(made.repack(made.make_xlsx(), picture), Limits()) == ()


def test_a_span_that_is_not_a_number_counts_as_one_column():
    document = made.replace_in(
        made.make_docx(), "word/document.xml", "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="x"/>'
    )
    assert check_package(document, Limits()) == ()


def test_a_sector_beyond_the_end_of_the_file_is_refused():
    content = bytearray(made.make_xls())
    struct.pack_into("<I", content, 76, 1_000_000)
    with pytest.raises(UnreadableFile, match="beyond the end of the file"):
        check_ole(bytes(content))


def test_a_sector_table_of_more_than_109_sectors_is_read_to_its_end():
    header = bytearray(512)
    # The first sector of the file continues the list of the header.
    struct.pack_into("<2I", header, 68, 0, 2)
    struct.pack_into("<109I", header, 76, *range(1, 110))
    continuation = struct.pack("<128I", 110, 111, *[FREE] * 125, END)
    sectors = list(ole_container._list_table_sectors(bytes(header) + continuation, 9))
    assert sectors[:111] == list(range(1, 112))
    assert set(sectors[111:]) == {FREE}


def test_a_sector_table_that_continues_in_itself_ends():
    header = bytearray(512)
    struct.pack_into("<2I", header, 68, 0, 1_000_000)
    continuation = struct.pack("<128I", *[FREE] * 127, 0)
    sectors = list(ole_container._list_table_sectors(bytes(header) + continuation, 9))
    assert len(sectors) == 109 + 2 * 127


def test_an_old_container_without_workbook_or_structure_has_no_extent():
    check_extents(made.make_ole("Workbook"), Limits())
    check_extents(made.make_xls().replace("Workbook".encode("utf-16-le"), b"\0" * 16), Limits())


def test_a_cell_record_that_is_cut_off_is_ignored():
    cell = struct.pack("<2H", 0x0203, 14)
    assert ole_container._list_corners(cell + b"\xff") == [(0, 0, 0, 0)]


def test_the_extent_of_each_sheet_is_listed_as_declared_and_as_used():
    sheet = struct.pack("<2H", 0x0809, 0)
    dimensions = struct.pack("<2H2I2H", 0x0200, 12, 0, 7, 0, 3)
    cell = struct.pack("<4H", 0x0203, 4, 4, 1)
    assert ole_container._list_corners(sheet + dimensions + cell + sheet) == [
        (0, 0, 0, 0),
        (0, 7, 0, 3),
        (0, 5, 0, 2),
        (0, 0, 0, 0),
    ]
