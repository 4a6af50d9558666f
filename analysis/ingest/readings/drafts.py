"""From the content of a file to documents that only need a name: drafts, one for each paper."""

import base64
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from analysis.ingest.content import Content, Paragraph, Remark
from analysis.ingest.forms.form_table import FormTable
from analysis.ingest.forms.identity import Identity
from analysis.ingest.forms.paper_lines import list_lines
from analysis.ingest.forms.papers import split_papers
from analysis.ingest.forms.recognise import Recognised
from analysis.ingest.forms.scanned import recognise_with_scans
from analysis.ingest.forms.stated import read_stated
from analysis.ingest.forms.vocabulary import Vocabulary
from analysis.ingest.readings.candidate import Candidate
from analysis.ingest.readings.machine_readings import MachineReader, Readings
from analysis.ingest.readings.prose import ProseReader
from analysis.ingest.readings.relations import Relation
from analysis.ingest.readings.scan_candidates import propose_scanned
from analysis.ingest.words.form_labels import MONTHLY_FORM
from analysis.ingest.words.mentions import MentionReader
from analysis.ingest.words.periods import Period

# Files of these kinds contain tables only; without a form there is nothing to file.
_TABLE_KINDS = frozenset({"xlsx", "xls", "ods", "csv", "tsv"})
_PROJECT_LINE = re.compile(r"\s{0,9}项目名称\s{0,9}[:：]?\s{0,9}([^\s:：]{2,})")


@dataclass(frozen=True)
class DraftOptions:
    """What a call says of a file, and the name under which its documents are drafted.

    Attributes:
        county: code of the area, if the call gives it.
        period: the period, if the call gives it.
        file_name: name of the file.
        document_id: stands for the document's name, which is known only where it is filed.
        form: kind of form of tables that fit several, if the call gives it.
    """

    county: str | None = None
    period: Period | None = None
    file_name: str = ""
    document_id: str = "document"
    form: str | None = None


@dataclass(frozen=True)
class Draft:
    """A document that was recognised and read, and is not yet named.

    Attributes:
        identity: its area, issuer, kind and dates.
        period: its period, by the call or by the paper.
        project: name of the project that it names, if it names one.
        tables: its tables, with those that the readings add.
        readings: the machine's readings of them.
        candidates: figures of its running text.
        remarks: remarks on it.
        pictures: pictures of scanned figures: file name → PNG in base64, which JSON can hold.
        relations: relations that its running text states between its figures.
    """

    identity: Identity
    period: Period | None
    project: str | None
    tables: tuple[FormTable, ...]
    readings: Readings
    candidates: tuple[Candidate, ...]
    remarks: tuple[Remark, ...]
    pictures: Mapping[str, str] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()


def draft_documents(
    content: Content, vocabulary: Vocabulary, options: DraftOptions
) -> tuple[Draft, ...]:
    """Recognises and reads each paper of a file.

    Args:
        content: content of the file.
        vocabulary: labels, areas, indicators, units.
        options: what the call says.
    """
    papers = split_papers(content, vocabulary)
    drafts: list[Draft] = []
    for paper in papers:
        whole = drafts[0].identity if drafts else None
        county = _choose_county(paper, vocabulary, options.county, len(papers) > 1)
        document = recognise_with_scans(
            paper, vocabulary, county, options.file_name, options.period, whole, options.form
        )
        drafts.append(_draft(document, paper, vocabulary, options))
    return tuple(_drop_empty(drafts))


def _choose_county(
    paper: Content, vocabulary: Vocabulary, option: str | None, is_one_of_several: bool
) -> str | None:
    """The area that a call gives; of a city's file with papers of its counties, their own."""
    if option is None or not is_one_of_several:
        return option
    own = read_stated(list_lines(paper), vocabulary).county
    return own if own and vocabulary.areas.is_above(option, own) else option


def _draft(
    document: Recognised, content: Content, vocabulary: Vocabulary, options: DraftOptions
) -> Draft:
    identity = document.identity
    period, supposed = options.period or identity.period, []
    if period is None:
        period, supposed = suppose_month(document)
    until = period.end if period else identity.document_date
    as_of = identity.as_of or identity.document_date or (period.end if period else date.min)
    mentions = MentionReader(vocabulary.units)
    result = MachineReader(
        options.document_id, vocabulary.labels, mentions, vocabulary.targets, vocabulary.facts,
        as_of,
    ).read(document.tables)  # fmt: skip
    reader = ProseReader(mentions, vocabulary.facts, vocabulary.areas)
    code, document_id = identity.county_code or "", options.document_id
    proposals = reader.propose(document.prose, document_id, code, until)
    candidates = proposals.candidates
    scanned = propose_scanned(
        content.scanned, content.scanned_texts, reader, document_id, code, until,
        len(candidates) + 1,
    )  # fmt: skip
    is_text = content.kind not in _TABLE_KINDS
    is_read = result.tables or scanned.candidates or (candidates and is_text)
    remarks = [*document.remarks, *supposed, *result.remarks, *proposals.remarks]
    if not is_read:
        remarks.append(_remark_nothing(content.kind))
    return Draft(
        identity, period, _find_project(document.prose), result.tables, result.readings,
        (*candidates, *scanned.candidates), tuple(remarks),
        {name: base64.b64encode(png).decode("ascii") for name, png in scanned.pictures.items()},
        proposals.relations,
    )  # fmt: skip


def suppose_month(document: Recognised) -> tuple[Period | None, list[Remark]]:
    """The month of a monthly form that names none and is dated on the last day of one.

    Such a form cannot report a later month; that it reports this one is said.
    """
    day = document.identity.document_date
    is_form = any(table.kind == MONTHLY_FORM for table in document.tables)
    if not is_form or day is None or (day + timedelta(days=1)).day != 1:
        return None, []
    month = f"{day:%Y-%m}"
    found = f"the form does not state its month; it is dated {day}, and taken to report {month}."
    remedy = (
        "If it reports another month, remove its folder from raw/ and file it with "
        "--period YYYY-MM."
    )
    period = Period(day.replace(day=1), day, "month", month, 0)
    return period, [Remark("supposed_month", "warning", None, found, remedy)]


def _remark_nothing(kind: str) -> Remark:
    found = "it contains no form that can be filed."
    if kind not in _TABLE_KINDS:
        found = (
            "it contains no form that can be filed, and no figure of its text could be proposed."
        )
    remedy = "Correct the errors above, or use a workbook from `briefs template`."
    return Remark("nothing", "error", None, found, remedy)


def _find_project(paragraphs: Sequence[Paragraph]) -> str | None:
    """The only project that lines name, as 项目名称：…."""
    lines = (unicodedata.normalize("NFKC", paragraph.text) for paragraph in paragraphs)
    names = dict.fromkeys(match[1] for line in lines if (match := _PROJECT_LINE.match(line)))
    return next(iter(names)) if len(names) == 1 else None


def _is_empty(draft: Draft) -> bool:
    """Whether a paper holds nothing to file, and nothing that should have been read."""
    codes = {remark.code for remark in draft.remarks}
    return "nothing" in codes and codes.isdisjoint({"table", "unknown_table"})


def _drop_empty(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Leaves out papers without a figure, as the letter above its annexes, and says so.

    If no paper of the file has one, the file's only draft is that of the first, with its errors.
    """
    full = [draft for draft in drafts if not _is_empty(draft)]
    if not full:
        yield from drafts[:1]
        return
    remarks = tuple(
        Remark("empty_paper", "info", None,
               f"{draft.identity.title[:40]!r}, a part of the file without figures, was left out.")
        for draft in drafts if _is_empty(draft)
    )  # fmt: skip
    yield replace(full[0], remarks=(*full[0].remarks, *remarks))
    yield from full[1:]
