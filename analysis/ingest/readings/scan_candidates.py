"""Figures read from pictures of pages as candidates, each with confidence, crop and check."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from analysis.ingest.content import Grid, Paragraph, Place, ScannedText, locate_row
from analysis.ingest.readings.prose import Candidate, ProseReader
from analysis.ingest.readings.scan_tables import ScannedFigure, list_figures
from analysis.ingest.words.periods import find_periods

_LONGEST_LABEL = 60


@dataclass(frozen=True)
class Proposed:
    """Candidates, and the pictures that they name: file name → PNG."""

    candidates: tuple[Candidate, ...] = ()
    pictures: dict[str, bytes] = field(default_factory=dict)


def propose_scanned(
    blocks: Sequence[Paragraph | Grid],
    texts: Sequence[ScannedText],
    prose: ProseReader,
    document_id: str,
    county_code: str,
    until: date | None,
    first: int = 1,
) -> Proposed:
    """The figures of scanned pages as candidates.

    Args:
        blocks: what was read from the pages.
        texts: confidence and picture of each text with a figure.
        prose: reads figures of running text.
        document_id: the document.
        county_code: its area.
        until: last day that it is about.
        first: number of the first candidate.
    """
    by_place = {text.place: text for text in texts}
    candidates: list[Candidate] = []
    pictures: dict[str, bytes] = {}
    for place, candidate in _list_candidates(blocks, prose, document_id, county_code, until):
        number = first + len(candidates)
        text = by_place.get(place)
        name = f"{document_id}/{number}.png" if text else ""
        if text:
            pictures[name] = text.picture
        confidence = f"{text.confidence:.2f}" if text else ""
        candidates.append(
            replace(candidate, candidate_id=f"{document_id}:{number}", picture=name,
                    confidence=confidence, checked=candidate.checked or "unchecked")
        )  # fmt: skip
    return Proposed(tuple(candidates), pictures)


def _list_candidates(
    blocks: Sequence[Paragraph | Grid],
    prose: ProseReader,
    document_id: str,
    county_code: str,
    until: date | None,
) -> Iterator[tuple[Place, Candidate]]:
    unit_line = ""
    for block in blocks:
        if isinstance(block, Paragraph):
            unit_line = block.text if "单位" in block.text else unit_line
            for candidate in prose.read([block], document_id, county_code, until):
                yield block.place, candidate
        else:
            for figure in list_figures(block, unit_line):
                row = block.rows[(figure.place.row or 1) - 1]
                yield figure.place, _make(figure, locate_row(row), prose, county_code, until)
            unit_line = ""


def _make(
    figure: ScannedFigure, locator: str, prose: ProseReader, county_code: str, until: date | None
) -> Candidate:
    labels = [label for label in (figure.row, figure.column) if label]
    area = _find_area(labels, prose, county_code)
    periods = [period for label in labels for period in find_periods(label, until)]
    period = periods[-1] if len(periods) == 1 else None
    return Candidate(
        candidate_id="", status="open", county_code=area, indicator_id="", role="context",
        label=" / ".join(labels)[:_LONGEST_LABEL], value=f"{figure.text}{figure.unit}", change="",
        unit="", qualifier="", period=period.text if period else "",
        period_start=period.start.isoformat() if period and period.start else "",
        period_end=period.end.isoformat() if period and period.end else "",
        quote=" | ".join((*labels, figure.text)), locator=locator, checked=figure.checked,
    )  # fmt: skip


def _find_area(labels: Sequence[str], prose: ProseReader, county_code: str) -> str:
    """The only area that column or row name, else that of the document."""
    for label in reversed(labels):
        codes = [code for code in prose.areas.find_within(label) if code != county_code]
        if len(codes) == 1 and not prose.areas.is_above(codes[0], county_code):
            return codes[0]
    return county_code
