"""One row a county, and the documents of each."""

from analysis.explore.frame import Frame
from analysis.explore.source import Source


def make_documents(source: Source) -> Frame:
    """The frame ``documents``."""
    documents = source.load("documents")
    named = documents.assign(
        title=source.pick(documents, "title"), issuer=source.pick(documents, "issuer")
    )
    return source.finish(named, "documents")
