"""nbclient and papermill's client: an output without a check against the notebook's schema."""

from typing import Any

import nbformat
from nbformat import NotebookNode

from analysis.upstream.use import Use

UNCHECKED_DISPLAYS = Use(
    purpose="Displays of text and JSON added to a cell without checking them against the schema",
    names=("NotebookClient.output", "NotebookClient.clear_before_next_output"),
    versions={"nbclient": ("0.11", "0.12")},
    saved_share=0.024,
    reason="`nbformat.v4.output_from_msg` validates each output by itself.",
)
CLIENT_IN_PROCESS = Use(
    purpose="papermill's client with a shell in this process in place of a kernel",
    names=(
        "PapermillNotebookClient.execute",
        "PapermillNotebookClient.execute_cell",
        "PapermillNotebookClient.papermill_execute_cells",
        "PapermillNotebookClient.process_message",
        "PapermillNotebookClient.reset_execution_trackers",
        "papermill.utils.merge_kwargs",
        "papermill.utils.remove_args",
    ),
    versions={"papermill": ("2.7", "2.8"), "nbclient": ("0.11", "0.12")},
    saved_share=None,
    reason="Engines of papermill are documented, clients are not; metadata, errors and outputs of "
    "a notebook stay papermill's own.",
)
# The keys of a message's content that a cell keeps, by type of message.
_KEPT = {
    "display_data": ("metadata", "data"),
    "execute_result": ("metadata", "data", "execution_count"),
}


def make_plain_output(message: dict[str, Any]) -> NotebookNode | None:
    """The output that a message shows in a cell; None if nbclient must make and check it.

    Texts and what was packed as JSON are valid.
    """
    kind, content = message["msg_type"], message["content"]
    if kind not in _KEPT or not _is_plain(content["data"]):
        return None
    kept = {name: content[name] for name in _KEPT[kind]}
    return nbformat.from_dict({"output_type": kind, **kept})


def _is_plain(data: dict[str, Any]) -> bool:
    return all(isinstance(value, str) or mime.endswith("json") for mime, value in data.items())
