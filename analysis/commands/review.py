"""`briefs candidates review`: a page on which a person reviews proposed figures."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.commands.candidates import NOTHING_PROPOSED, Document, candidates_app
from analysis.commands.options import (
    Data,
    MessageLanguage,
    announce,
    command,
    explain_errors,
    say,
)
from analysis.commands.wording import translate
from analysis.paths import DataRoot, find_data_root

if TYPE_CHECKING:
    from analysis.ingest.readings.prose import Candidate
    from analysis.rendering.page.review_page import ReviewedFigure


@command("briefs candidates review review.html", name="review", group=candidates_app)
def review_candidates(
    out: Annotated[Path, typer.Argument(metavar="OUT.html", help="Page to write.")],
    document: Document = None,
    language: MessageLanguage = None,
    data: Data = None,
) -> None:
    """Write a page that shows each proposed figure beside its picture or its words."""
    announce("Writing a page of proposed figures …")
    with explain_errors():
        from analysis.atomic import write_atomically
        from analysis.documents.filed import load_record
        from analysis.ingest.filing.candidates import load_candidates
        from analysis.rendering.page.review_page import render_review

        root = find_data_root(data)
        proposed = [one for one in load_candidates(root, document) if one.status == "open"]
        if not proposed:
            say(translate(NOTHING_PROPOSED))
            return
        figures = [make_figure(root, candidate) for candidate in proposed]
        titles = {
            name: load_record(root.raw / name).title_zh
            for name in dict.fromkeys(figure.document_id for figure in figures)
        }
        write_atomically(out, render_review(figures, titles))
        say(
            translate(
                "{number} proposed figures of {documents} documents: {path}",
                number=len(figures),
                documents=len(titles),
                path=out,
            )
        )


def make_figure(root: DataRoot, candidate: "Candidate") -> "ReviewedFigure":
    """A candidate as the page shows it."""
    from analysis.ingest.filing.candidate_pictures import load_picture
    from analysis.rendering.page.review_page import ReviewedFigure

    return ReviewedFigure(
        document_id=candidate.candidate_id.rpartition(":")[0],
        number=candidate.candidate_id,
        value=" ".join(part for part in (candidate.value, candidate.change) if part),
        label=candidate.label,
        period=candidate.period,
        # The quote of a cell repeats its labels.
        quote="" if " | " in candidate.quote else candidate.quote,
        locator=candidate.locator,
        confidence=candidate.confidence,
        checked=candidate.checked,
        picture=load_picture(root, candidate.picture),
    )
