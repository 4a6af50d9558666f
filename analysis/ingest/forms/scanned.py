"""Whose paper a scanned document is: county, period and date as its pictures name them."""

from dataclasses import replace

from analysis.ingest.content import Content, Remark
from analysis.ingest.forms.identity import Identifier, Identity
from analysis.ingest.forms.recognise import Recognised, recognise
from analysis.ingest.forms.sections import Sectioner
from analysis.ingest.forms.vocabulary import Vocabulary
from analysis.ingest.words.periods import Period


def recognise_with_scans(
    content: Content,
    vocabulary: Vocabulary,
    county: str | None = None,
    file_name: str = "",
    period: Period | None = None,
    whole: Identity | None = None,
    form: str | None = None,
) -> Recognised:
    """Recognises the forms of a file; where it has no text, pictures tell whose paper it is.

    Figures of pictures never become part of a table here: they are candidates.

    Args:
        content: content of the file.
        vocabulary: labels, areas, indicators, units.
        county: code of the area, if the caller gives it.
        file_name: name of the file.
        period: period of the document, if the caller gives it.
        whole: the first document of the file, whose area and dates hold for the others, too.
        form: kind of form of tables that fit several, if the caller gives it.
    """
    document = recognise(content, vocabulary, county, file_name, period, whole, form)
    if content.blocks or not content.scanned:
        return document
    sectioner = Sectioner(vocabulary.labels, vocabulary.areas)
    sectioner.cut(Content(content.scanned))
    identifier = Identifier(vocabulary.labels, vocabulary.areas)
    identity = identifier.identify(sectioner.prose, [file_name], county)
    remark = Remark(
        "scanned", "warning", None,
        f"whose paper it is ({identity.title or 'no title'}) was read from a picture.",
        "Check county and period in the name of the document.",
    )  # fmt: skip
    remarks = (*content.remarks, *identifier.remarks, remark)
    return replace(document, identity=identity, remarks=remarks)
