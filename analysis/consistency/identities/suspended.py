"""Claims that a column which nobody understood could enter: they are not made.

A sum over areas may lack the column 市本级, a rate may refer to the column 合同金额, a completion
to a target of its own. The other claims of such a table, sums of its rows among them, hold.
"""

import numpy as np
import pandas as pd

from analysis.consistency.claims import Claims

# Kinds of claims that run across the columns of a table.
ACROSS_COLUMNS = frozenset(
    {"rate", "share", "shares", "paid_limit", "completion", "areas", "instalment_share"}
)


def drop_suspended(claims: Claims, documents: pd.DataFrame, figures: pd.DataFrame) -> Claims:
    """The claims without those across columns of tables with unread columns.

    Args:
        claims: all claims.
        documents: the table ``documents``.
        figures: the table ``figures``.
    """
    if "unread_tables" not in documents or documents["unread_tables"].isna().all():
        return claims
    stated = documents.dropna(subset="unread_tables")
    tables = {
        (document_id, table_id)
        for document_id, names in zip(stated["document_id"], stated["unread_tables"], strict=True)
        for table_id in names.split(";")
    }
    own = figures["document_id"].isin({document_id for document_id, _ in tables}).to_numpy()
    is_unread = np.zeros(len(figures), bool)
    is_unread[own] = [
        key in tables
        for key in zip(figures["document_id"][own], figures["table_id"][own], strict=True)
    ]
    is_across = claims.claims["kind"].isin(ACROSS_COLUMNS).to_numpy()
    is_kept = ~(is_across & is_unread[claims.claims["at"].to_numpy()])
    number = np.where(is_kept, np.cumsum(is_kept) - 1, -1)
    renumbered = claims.operands.assign(claim=number[claims.operands["claim"]])
    return Claims(
        claims.claims[is_kept].reset_index(drop=True),
        renumbered[renumbered["claim"] >= 0].reset_index(drop=True),
    )
