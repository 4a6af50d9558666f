"""`briefs render`: notebooks as pages, and pages as PDF and in one ZIP file."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.brief import LATEST
from analysis.commands.exit_status import UNUSABLE, CallFailed
from analysis.commands.options import (
    ContactOption,
    Counties,
    Data,
    EditionChoice,
    JobsOption,
    announce,
    choose_jobs,
    command,
    end_with_failures,
    explain_errors,
    open_data_root,
    say,
)
from analysis.commands.render_options import (
    HTML,
    AllCounties,
    AsOf,
    EditionOption,
    EngineOption,
    Force,
    FormatOption,
    Languages,
    OutFolder,
    RegionOption,
    SchedulerOption,
    ZipOption,
    has_pdf,
)
from analysis.commands.wording import translate
from analysis.paths import DataRoot

if TYPE_CHECKING:
    from analysis.rendering.batch.run_record import RunRecord
    from analysis.rendering.brief.brief import BriefRequest


@command(
    "briefs render 441803 --language zh",
    "briefs render --all --jobs 4 --out reports",
    "briefs render 清新区 --as-of 2021-09-09",
    "briefs render --region 汕尾市 --format pdf --zip shanwei.zip",
)
def render(
    counties: Counties = None,
    all_counties: AllCounties = False,
    region: RegionOption = None,
    as_of: AsOf = LATEST,
    language: Languages = None,
    jobs: JobsOption = None,
    engine: EngineOption = None,
    scheduler: SchedulerOption = None,
    force: Force = False,
    edition: EditionOption = EditionChoice.PUBLIC,
    contact: ContactOption = "",
    formats: FormatOption = HTML,
    archive: ZipOption = None,
    out: OutFolder = None,
    data: Data = None,
) -> None:
    """Render the briefs of some or of all counties as HTML."""
    if bool(counties) + all_counties + bool(region) != 1:
        raise CallFailed(translate("Name the counties, or give --all or --region."), UNUSABLE)
    announce("Rendering briefs …")
    with explain_errors():
        from analysis.rendering.batch.warm_start import get_ready

        engine, chromium, out = _check_means(engine, formats, out, edition, archive)
        root = open_data_root(data)
        with get_ready(root, out, "" if scheduler else engine):
            from analysis.commands.brief_messages import describe_run, show_briefs
            from analysis.rendering.batch.batch import render_briefs
            from analysis.rendering.batch.selection import select_briefs

            requests, codes = select_briefs(
                root, _find_counties(root, counties, region), language or (), as_of,
                out if all_counties else None, edition.value, contact,
            )  # fmt: skip
            with show_briefs(requests) as advance:
                record = render_briefs(
                    requests, out, choose_jobs(jobs), engine, advance,
                    only=codes if all_counties else None, is_forced=force, scheduler=scheduler,
                )  # fmt: skip
        said = [describe_run(requests, record, out)]
        if chromium:
            record = _print(requests, out, chromium, choose_jobs(jobs), force)
            said.append(_describe_prints(requests, record))
        said += _pack(archive, out, record, requests)
    say("\n".join(said))
    end_with_failures(record.list_failed(requests), out, record.names)


def _check_means(
    engine: str | None, formats: str, out: Path | None, edition: str, archive: Path | None
) -> tuple[str, str, Path]:
    """Engine, browser and output folder of a call, before anything is rendered.

    It is checked here, too, that the archive can be written.
    """
    from analysis.rendering.brief.output_folder import choose_out
    from analysis.rendering.engine.engines import DEFAULT_ENGINE, find_engine

    engine = engine or DEFAULT_ENGINE
    find_engine(engine)
    if archive is not None:
        from analysis.rendering.batch.archive import check_archive

        check_archive(archive)
    return engine, _find_chromium(formats), out or choose_out(edition)


def _find_chromium(formats: str) -> str:
    """The browser that prints; blank if the call asks for no PDF."""
    if not has_pdf(formats):
        return ""
    from analysis.rendering.brief.pdf import find_chromium

    return find_chromium()


def _find_counties(root: DataRoot, typed: list[str] | None, region: str | None) -> list[str]:
    if region:
        from analysis.commands.regions import find_region

        return find_region(root, region)
    if all(word.isdigit() for word in typed or ()):  # the library for tables is not needed
        return list(typed or ())
    from analysis.commands.counties import find_counties

    return find_counties(root, typed)


def _print(
    requests: Collection["BriefRequest"], out: Path, chromium: str, jobs: int, is_forced: bool
) -> "RunRecord":
    from analysis.rendering.batch.printing import print_briefs

    announce("Printing PDF …")
    return print_briefs(out, [one.key for one in requests], chromium, jobs, is_forced)


def _describe_prints(requests: Collection["BriefRequest"], record: "RunRecord") -> str:
    entries = [record.entries[one.key] for one in requests]
    written = sum(entry.pdf_of is not None for entry in entries)
    lines = [translate("{number} of {total} PDF files written", number=written, total=len(entries))]
    reasons = dict.fromkeys(entry.pdf_reason for entry in entries if entry.pdf_reason)
    return "\n".join([*lines, *(f"  {reason}" for reason in reasons)])


def _pack(
    archive: Path | None, out: Path, record: "RunRecord", requests: Collection["BriefRequest"]
) -> list[str]:
    if archive is None:
        return []
    from analysis.rendering.batch.archive import write_archive
    from analysis.rendering.batch.index_figures import load_figures_of

    codes = {one.county_code for one in requests}
    files = write_archive(archive, out, record, codes, load_figures_of(requests))
    return [translate("{number} files in {path}", number=len(files), path=archive)]
