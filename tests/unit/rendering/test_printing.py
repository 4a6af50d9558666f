"""PDFs are printed from pages that are as they should be; a failure affects no other brief."""

import stat
import sys
import zipfile

import pytest

from analysis.rendering.batch.archive import ArchiveError, check_archive, write_archive
from analysis.rendering.batch.old_prints import drop_old_prints
from analysis.rendering.batch.printing import print_briefs
from analysis.rendering.batch.run_record import RunRecord, load_run_record, merge, write_run_record
from analysis.rendering.brief import pdf
from analysis.rendering.brief.brief import BriefOutcome, BriefRequest
from analysis.rendering.brief.output_folder import OutputFolder
from analysis.rendering.brief.pdf import NoChromium, find_chromium

from .executed_notebooks import digest

ZH, OTHER = ("990101", "zh"), ("990102", "zh")
PROGRAM = f"""#!{sys.executable}
import pathlib, sys
target = next(a.partition("=")[2] for a in sys.argv if a.startswith("--print-to-pdf="))
page = sys.argv[-1]
if "990102" in page:
    sys.exit("Traceback: a browser that crashed")
name = page.rpartition("/")[2]
text = "%PDF-1.4\\n/CreationDate (D:20991231235959+00'00')\\n" + name + "\\n%%EOF\\n"
pathlib.Path(target).write_text(text)
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the program is a script")


@pytest.fixture
def chromium(tmp_path):
    """A program that writes what a browser would, and crashes on one county's page."""
    path = tmp_path / "chromium"
    path.write_text(PROGRAM)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.fixture
def folder(tmp_path):
    folder = OutputFolder(tmp_path / "out")
    folder.log.mkdir(parents=True)
    outcomes = [put_page(folder, key) for key in (ZH, OTHER)]
    record = merge(RunRecord(), [BriefRequest(*key) for key in (ZH, OTHER)], outcomes)
    write_run_record(record, folder.record)
    return folder


def put_page(folder, key, text="words"):
    content = f"{text}<!-- county-brief {key[0]} {key[1]} input:abc complete -->".encode()
    folder.brief(key).write_bytes(content)
    return BriefOutcome(
        key, "rendered", "abc", html_sha256=digest(content), title="T", as_of="2021-09-09"
    )


def test_a_page_is_printed_with_the_day_of_the_brief_and_a_crash_is_its_own_failure(
    folder, chromium
):
    record = print_briefs(folder.root, [ZH, OTHER], chromium, 2)
    assert b"(D:20210909000000" in folder.pdf(ZH).read_bytes()
    assert not folder.pdf(OTHER).exists()
    assert record.entries[ZH].pdf_of == record.entries[ZH].html_sha256
    assert "the browser wrote no PDF" in record.entries[OTHER].pdf_reason
    assert "a browser that crashed" in folder.failure(OTHER).read_text()
    assert record.list_failed([BriefRequest(*ZH), BriefRequest(*OTHER)]) == [OTHER]
    assert load_run_record(folder) == record


def test_what_is_printed_is_not_printed_again_unless_it_is_forced_or_damaged(folder, chromium):
    print_briefs(folder.root, [ZH], chromium, 1)
    first = folder.pdf(ZH).stat().st_mtime_ns
    print_briefs(folder.root, [ZH], chromium, 1)
    assert folder.pdf(ZH).stat().st_mtime_ns == first
    folder.pdf(ZH).write_bytes(b"damaged")
    print_briefs(folder.root, [ZH], chromium, 1)
    assert folder.pdf(ZH).read_bytes().startswith(b"%PDF")
    second = folder.pdf(ZH).stat().st_mtime_ns
    print_briefs(folder.root, [ZH], chromium, 1, is_forced=True)
    assert folder.pdf(ZH).stat().st_mtime_ns != second


def test_a_pdf_of_an_earlier_page_is_removed(folder, chromium):
    record = print_briefs(folder.root, [ZH], chromium, 1)
    assert drop_old_prints(record, folder) == record
    renewed = merge(record, [BriefRequest(*ZH)], [put_page(folder, ZH, "other words")])
    assert drop_old_prints(renewed, folder).entries[ZH].pdf_of is None
    assert not folder.pdf(ZH).exists()


def test_without_a_browser_the_message_says_what_to_install(monkeypatch):
    monkeypatch.delenv("BRIEFS_CHROMIUM", raising=False)
    monkeypatch.setattr(pdf.shutil, "which", lambda _name: None)
    monkeypatch.setattr(pdf, "PLACES", {})
    with pytest.raises(NoChromium, match="apt install chromium fonts-noto-cjk"):
        find_chromium()
    monkeypatch.setenv("BRIEFS_CHROMIUM", "no-such-browser")
    with pytest.raises(NoChromium, match="BRIEFS_CHROMIUM is no-such-browser"):
        find_chromium()


def test_an_archive_has_the_pages_of_its_counties_and_an_index_of_them(folder, tmp_path):
    record = load_run_record(folder)
    path = tmp_path / "region.zip"
    files = write_archive(path, folder.root, record, ["990101"])
    assert files == ["990101.zh.html", "index.html"]
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == files
        assert archive.read("990101.zh.html") == folder.brief(ZH).read_bytes()
        index = archive.read("index.html").decode()
    assert "990101.zh.html" in index
    assert "990102" not in index
    first = path.read_bytes()
    write_archive(path, folder.root, record, {"990101"})
    assert path.read_bytes() == first


@pytest.mark.parametrize("name", ["no/a.zip", "", "out/run.json/a.zip"])
def test_an_archive_that_cannot_be_written_says_why_before_and_after(folder, tmp_path, name):
    for attempt in (check_archive, lambda path: write_archive(path, folder.root, RunRecord(), [])):
        with pytest.raises(ArchiveError, match=r"cannot be written: .*another one with --zip FILE"):
            attempt(tmp_path / name)


def test_the_check_of_an_archive_leaves_nothing_and_keeps_an_earlier_one(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"earlier")
    check_archive(tmp_path / "a.zip")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [
        ("a.zip", b"earlier")
    ]
