"""Outputs made without a check against those of nbclient."""

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from analysis.upstream.nbclient_internals import make_plain_output

CONTENT = {"metadata": {"image/png": {"width": 1}}, "transient": {}}
PLAIN = [
    {"text/plain": "1"},
    {"text/html": "<b>甲</b>", "text/plain": "a\nb"},
    {"application/json": {"a": [1, None]}, "application/vnd.x+json": [1, 2]},
    {"image/png": "aGVsbG8="},
    {},
]


def make_message(kind, data):
    content = {**CONTENT, "data": data}
    if kind == "execute_result":
        content["execution_count"] = 3
    header = {"msg_type": kind}
    return {"msg_type": kind, "header": header, "parent_header": {}, "content": content}


def add_by_nbclient(message):
    """The output that nbclient makes, and the cell's outputs afterwards."""
    notebook = new_notebook(cells=[new_code_cell("1")])
    client = NotebookClient(notebook)
    client.reset_execution_trackers()
    client.clear_before_next_output = False
    outputs = []
    return client.output(outputs, message, None, 0), outputs


@pytest.mark.parametrize("kind", ["display_data", "execute_result"])
@pytest.mark.parametrize("data", PLAIN)
def test_a_plain_output_is_what_nbclient_makes(kind, data):
    message = make_message(kind, data)
    expected, outputs = add_by_nbclient(message)
    plain = make_plain_output(message)
    assert plain == expected
    assert outputs == [plain]
    assert type(plain) is type(expected)
    assert type(plain.data) is type(expected.data)


@pytest.mark.parametrize("kind", ["stream", "error", "clear_output", "update_display_data"])
def test_other_messages_are_left_to_nbclient(kind):
    assert make_plain_output(make_message(kind, {"text/plain": "1"})) is None


def test_data_that_may_be_invalid_are_left_to_nbclient():
    assert make_plain_output(make_message("display_data", {"text/plain": ["a", 1]})) is None
