"""The options of `briefs render`: which counties, how, and in which form."""

from pathlib import Path
from typing import Annotated

import typer

from analysis.brief import LANGUAGES
from analysis.commands.exit_status import UNUSABLE, CallFailed
from analysis.commands.options import EditionChoice, LanguageChoice
from analysis.commands.wording import to_translate, translate

HTML, PDF = FORMATS = ("html", "pdf")

AllCounties = Annotated[bool, typer.Option("--all", help="All counties in the data.")]
AsOf = Annotated[
    str, typer.Option("--as-of", metavar="DATE", help="Use documents up to this date.")
]
Languages = Annotated[
    list[LanguageChoice] | None,
    typer.Option(
        "--language",
        metavar="|".join(LANGUAGES),
        help="Language of the briefs: zh or en; may be repeated; default: both. Messages are in "
        "it, too, if only one is given.",
    ),
]
EngineOption = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar="ENGINE",
        help="How the notebook is run: inprocess (default, except on Windows) or kernel.",
    ),
]
SchedulerOption = Annotated[
    str | None,
    typer.Option(
        "--scheduler", metavar="ADDRESS", help="Render on a dask cluster: tcp://HOST:PORT."
    ),
]
EditionOption = Annotated[
    EditionChoice,
    typer.Option("--edition", help="audit: also all findings, reviews and the ranges of figures."),
]
OutFolder = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="DIR",
        help="Output folder; default: reports, of audit briefs reports/audit.",
    ),
]
FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="html|pdf",
        help="html, or pdf: also a PDF beside each page, printed by Chromium, Chrome or Edge.",
    ),
]
RegionOption = Annotated[
    str | None,
    typer.Option(
        "--region", metavar="CODE|NAME", help="The counties in the data of a province or city."
    ),
]
ZipOption = Annotated[
    Path | None,
    typer.Option(
        "--zip", metavar="FILE", help="Also a ZIP file of these briefs with an index of them."
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Render also briefs for which nothing has changed.")
]


def has_pdf(formats: str) -> bool:
    """Whether a call asks for PDF, too; pages are always written, as PDFs are printed from them.

    >>> has_pdf("html,pdf"), has_pdf("html")
    (True, False)

    Raises:
        CallFailed: for another format.
    """
    chosen = [word.strip().casefold() for word in formats.split(",")]
    unknown = [word for word in chosen if word not in FORMATS]
    if unknown:
        message = to_translate("There is no format {name!r}: html, pdf or html,pdf.")
        raise CallFailed(translate(message, name=unknown[0]), UNUSABLE)
    return PDF in chosen
