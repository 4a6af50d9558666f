"""`briefs update`: a month's work in one call."""

from analysis.commands.ingest import end_with_refusals, ingest_all
from analysis.commands.options import (
    ContactOption,
    CountyOption,
    Data,
    Files,
    JobsOption,
    MessageLanguage,
    OutOption,
    PeriodOption,
    announce,
    choose_jobs,
    command,
    end_with_failures,
    explain_errors,
    open_new_root,
    say,
)
from analysis.paths import REPORTS


@command(
    "briefs update *.xlsx report.docx --out reports",
    "briefs update form.xlsx --county 陆河县 --period 2020-07",
)
def update(
    files: Files,
    county: CountyOption = None,
    period: PeriodOption = None,
    contact: ContactOption = "",
    out: OutOption = REPORTS,
    jobs: JobsOption = None,
    language: MessageLanguage = None,
    data: Data = None,
) -> None:
    """Do the month's work: ingest, build, check, and render all briefs that are out of date."""
    announce("Filing {number} files, then rendering what is out of date …", number=len(files))
    with explain_errors():
        root = open_new_root(data)
        outcomes = ingest_all(root, files, county, period, None)
        from analysis.commands.update import render_stale, summarise_update

        done, failed, names = render_stale(root, out, choose_jobs(jobs), contact)
        say(summarise_update(root, outcomes))
        say(done)
    end_with_failures(failed, out, names)
    end_with_refusals(outcomes)
