from pathlib import Path

import pytest

from analysis.ingest.files.file_names import (
    MOST_SHOWN,
    group_same_names,
    has_hidden_characters,
    is_temporary,
    show_name,
)


def test_names_that_differ_in_case_width_or_composition_form_a_group():
    composed, decomposed = Path("caf\u00e9.csv"), Path("cafe\u0301.csv")
    paths = [composed, decomposed, Path("表.CSV"), Path("表.csv"), Path("x/表.csv"), Path("b.csv")]
    assert group_same_names(paths) == [(composed, decomposed), (Path("表.CSV"), Path("表.csv"))]


def test_visible_names_are_not_escaped():
    for name in ("云山县7月.xlsx", "a'b;c -d.csv", "é.pdf"):
        assert show_name(name) == name
        assert not has_hidden_characters(name)


def test_characters_that_could_forge_a_line_are_escaped():
    assert show_name("a\r\nERROR\u2028\u200b\x1b") == "a\\r\\nERROR\\u2028\\u200b\\x1b"


def test_a_byte_that_is_not_utf_8_is_escaped():
    assert show_name("\udccf\udcd8.csv") == "\\xcf\\xd8.csv"


def test_a_long_name_is_shortened():
    assert show_name("县" * 200) == "县" * MOST_SHOWN + "…"


@pytest.mark.parametrize("name", ["~$a.xlsx", ".~lock.a.ods#", "._a.docx", "Thumbs.db"])
def test_names_of_temporary_files_are_recognised(name):
    assert is_temporary(Path(name))
    assert not is_temporary(Path(f"a{name}"))
