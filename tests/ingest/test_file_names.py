from pathlib import Path

from analysis.ingest.files.file_names import group_same_names, has_hidden_characters, show_name


def test_names_that_differ_in_case_width_or_composition_are_one():
    composed, decomposed = Path("caf\u00e9.csv"), Path("cafe\u0301.csv")
    paths = [composed, decomposed, Path("表.CSV"), Path("表.csv"), Path("x/表.csv"), Path("b.csv")]
    assert group_same_names(paths) == [(composed, decomposed), (Path("表.CSV"), Path("表.csv"))]


def test_plain_names_are_shown_as_they_are():
    for name in ("云山县7月.xlsx", "a'b;c -d.csv", "é.pdf"):
        assert show_name(name) == name
        assert not has_hidden_characters(name)


def test_what_could_forge_a_line_is_escaped():
    assert show_name("a\r\nERROR\u2028\u200b\x1b") == "a\\r\\nERROR\\u2028\\u200b\\x1b"
