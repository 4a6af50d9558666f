"""Figures of a PDF page that are no text of the page: in fields to fill in, and notes on it."""

from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text
from pdfplumber.page import Page

from analysis.ingest.content import Place, Remark

FIELD, NOTE = "Widget", "FreeText"
VALUES = {FIELD: "V", NOTE: "Contents"}


def list_fields(page: Page) -> list[Remark]:
    """A remark if fields or notes of a page have text with digits, which is not read."""
    if not page.page_obj.annots:
        return []
    texts = [text for annotation in resolve1(page.page_obj.annots) or ()
             if (text := _read_text(resolve1(annotation)))]  # fmt: skip
    if not texts:
        return []
    found = f"The page has fields or notes over its text, which were not read: {texts[0][:40]!r}."
    remedy = "Print the document to a new PDF, in which they are text."
    return [Remark("fields", "warning", Place(page=page.page_number), found, remedy)]


def _read_text(annotation: object) -> str:
    """The text of a field or note; blank if it has no digit."""
    if not isinstance(annotation, dict):
        return ""
    kind = resolve1(annotation.get("Subtype"))
    name = VALUES.get(kind.name) if isinstance(kind, PSLiteral) else None
    value = resolve1(annotation.get(name)) if name else None
    if not isinstance(value, bytes):
        return ""
    text = decode_text(value)
    return text if any(character.isdigit() for character in text) else ""
