"""Which documents report on a county: its own, and those with a figure or an event about it."""

import pandas as pd

COUNTY = "county_code"


def pair_documents(
    documents: pd.DataFrame, figures: pd.DataFrame, events: pd.DataFrame
) -> pd.DataFrame:
    """Each county with the documents about it, as the index of counties and each brief count them.

    Args:
        documents: rows of the table ``documents`` that count.
        figures: rows of the table ``figures``.
        events: rows of the table ``events``.

    Returns:
        county_code and document_id, each pair once.
    """
    columns = [COUNTY, "document_id"]
    named = pd.concat([figures[columns].drop_duplicates(), events[columns].drop_duplicates()])
    named = named[named["document_id"].isin(documents["document_id"])]
    return pd.concat([documents[columns], named], ignore_index=True).drop_duplicates()
