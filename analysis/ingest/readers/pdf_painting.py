"""Finds characters of a PDF page that are never painted: invisible ones and those cut off.

pdfplumber does not tell in which mode a text is painted, nor to which area painting is limited
(the clipping path). This reads the page a second time, and notes only these.
"""

import re

from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, resolve1

from analysis.upstream.pdfminer_internals import PaintingDevice, PaintingInterpreter

# Operators for invisible text, limits of painting and layers, and for forms that may contain them.
UNPAINTED = re.compile(rb"\b[37]\s+Tr\b|\bW\*?\s*n\b|\bDo\b|/OC\b")


def list_unpainted(page: PDFPage, manager: PDFResourceManager) -> list[bool]:
    """Whether each character is not painted, in the order of painting; empty if all are."""
    streams = [resolve1(stream) for stream in page.contents]
    data = b"\n".join(stream.get_data() for stream in streams if hasattr(stream, "get_data"))
    if not UNPAINTED.search(data):
        return []
    device = PaintingDevice(manager, _list_hidden_layers(page))
    PaintingInterpreter(manager, device).process_page(page)
    return device.is_unpainted if any(device.is_unpainted) else []


def _list_hidden_layers(page: PDFPage) -> frozenset[int]:
    """Numbers of the layers that are switched off when the document is opened."""
    properties = resolve1(page.doc.catalog.get("OCProperties")) if page.doc is not None else None
    settings = resolve1(properties.get("D")) if isinstance(properties, dict) else None
    layers = resolve1(settings.get("OFF")) if isinstance(settings, dict) else None
    return frozenset(layer.objid for layer in layers or () if isinstance(layer, PDFObjRef))
