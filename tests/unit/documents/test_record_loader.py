"""Tests of the loader of document.yml: it reads what yaml.SafeLoader reads."""

import pytest
import yaml

from analysis.documents.filed import RecordLoader


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a: text\nb: {c: '2021', d: [e, {f: g}]}\n",
        "number: 1\nday: 2021-05-31\nflag: true\nnothing:\n",
        "1: number as key\n2021-05-31: date as key\n",
        "a: first\na: second\n",
        "a: &one {x: y}\nb: *one\nc: {<<: *one, z: w}\n",
        "a: {=: b}\n",
        "- a\n- {b: c}\n",
    ],
)
def test_reads_the_same_as_the_safe_loader(text):
    assert yaml.load(text, Loader=RecordLoader) == yaml.load(text, Loader=yaml.SafeLoader)


@pytest.mark.parametrize("text", ["a: [", "a: &a {b: *a}", "!!str {a: b}: c", "a: !!python/name:x"])
def test_what_cannot_be_read_is_an_error(text):
    with pytest.raises(yaml.YAMLError):
        yaml.load(text, Loader=RecordLoader)
