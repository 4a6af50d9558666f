"""Briefs of invented counties of every kind, also with an attack in every text field."""

import csv
from pathlib import Path

import yaml

from analysis.demo import write_demo
from analysis.paths import DataRoot

# One county of each kind: plain, rows within rows, two projects, nothing reported, …
COUNTIES = 12
# Markup, a script, an attribute's end, a formula and a template, each of which leaves a trace if it
# runs: a variable of the page, a request or a changed figure.
ATTACK = (
    "<script>attacked=1</script><img src=//attack.invalid/x onerror=attacked=1>"
    "\"' onclick='attacked=1' =HYPERLINK(\"http://attack.invalid\") {{7*7}} ${7*7}"
)
# Columns of raw tables and reference tables that hold text from outside.
TEXT_COLUMNS = {"payee", "label", "category", "requirement", "result", "locator"}
NAME_COLUMNS = {"name_zh", "name_en", "title_zh", "title_en", "en", "note"}
DOCUMENT_TEXTS = {"title_zh", "title_en", "issuer_zh", "issuer_en", "document_number"}


def write_attacks(out: Path, months: int) -> DataRoot:
    """Writes invented counties with an attack behind each text that a county or a person wrote."""
    root = write_demo(out, COUNTIES, months)
    for path in root.raw.rglob("*.csv"):
        # The labels of a form say which indicator a row is.
        is_form = path.stem.startswith("monthly_form")
        _change_rows(path, TEXT_COLUMNS - {"label"} if is_form else TEXT_COLUMNS)
    for path in (root.root / "reference").glob("*.csv"):
        _change_rows(path, NAME_COLUMNS)
    for path in root.raw.rglob("document.yml"):
        stated = yaml.safe_load(path.read_text("utf-8"))
        attacked = {
            name: value + ATTACK if name in DOCUMENT_TEXTS and value else value
            for name, value in stated.items()
        }
        path.write_text(yaml.safe_dump(attacked, allow_unicode=True, sort_keys=False), "utf-8")
    return root


def _change_rows(path: Path, columns: set[str]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, names = list(reader), reader.fieldnames or []
    for row in rows:
        row.update({name: row[name] + ATTACK for name in names if name in columns and row[name]})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
