"""Inputs whose page shows another figure than a careless reader would take, by kind."""

from tests.ingest.seen import (
    containers,
    marked_texts,
    number_formats,
    pdf_pages,
    separators,
    stacked_figures,
    word_files,
    workbooks,
)
from tests.ingest.seen.case import Case

CASES: tuple[Case, ...] = (
    *stacked_figures.CASES,
    *marked_texts.CASES,
    *number_formats.CASES,
    *word_files.CASES,
    *workbooks.CASES,
    *pdf_pages.CASES,
    *separators.CASES,
    *containers.CASES,
)
