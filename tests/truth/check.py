"""One page held against its county: what is common to the checks of its parts."""

from dataclasses import dataclass, field
from fractions import Fraction

from tests.truth.county import County, Record
from tests.truth.figures import clean
from tests.truth.numerals import Number, is_rounded, list_numbers, name_date, name_period
from tests.truth.pages import Cell, Page, Row, Table
from tests.truth.places import say_place
from tests.truth.reader import Reader, load_reader

NO_PROJECT = "none"


@dataclass
class Check:
    """A page, its county, and the faults that were found.

    Attributes:
        page: what is read.
        county: what it is held against.
        faults: what is not true, one sentence each.
    """

    page: Page
    county: County
    faults: list[str] = field(default_factory=list)

    @property
    def reader(self) -> Reader:
        """Knows the page's language."""
        return load_reader(self.page.language)

    def add(self, place: str, fault: str) -> None:
        """Adds a fault, if there is one."""
        if fault:
            self.faults.append(f"{place}: {fault}")

    def expect(self, place: str, shown: object, expected: object) -> None:
        """Adds a fault where something else is shown than expected."""
        if shown != expected:
            self.add(place, f"shows {shown!r}, expected {expected!r}")

    def name_project(self, project_id: str) -> str:
        """The name of a project as the page shows it: without the county's, of one of several."""
        for row in self.county["projects"]:
            if row["project_id"] == project_id:
                title = clean(row[f"title_{self.page.language}"])
                has_several = len(self.county.project_ids) > 1
                name = title or self._describe_project(row)
                return self._cut_county(name) if has_several else name
        return project_id

    def _describe_project(self, row: Record) -> str:
        """What a project without title in the page's language is called: its year and level."""
        level = self.reader.say("project_level", row["level"])
        year = clean(row["year"])
        if not year:
            return level
        return f"{year}年{level}" if self.page.language == "zh" else f"{year} {level}"

    def _cut_county(self, title: str) -> str:
        start, _, rest = title.partition(self.county.name)
        rest = rest.removeprefix("’s").lstrip(" :：")
        return rest[0].upper() + rest[1:] if rest and not start else title

    def split_project(self, text: str) -> tuple[str | None, str]:
        """Project that a caption or sentence begins with, and the rest.

        Returns:
            None for a county with one project, ``none`` for what belongs to no single one.
        """
        ids = self.county.project_ids
        if len(ids) < 2:
            return None, text
        for name, project_id in self.list_project_names().items():
            if text.startswith(name):
                return project_id, text[len(name) :]
            # A heading above a chart names the project alone.
            if text == name.rstrip(": ："):
                return project_id, ""
        return NO_PROJECT, text

    def list_project_names(self) -> dict[str, str]:
        """The projects of a county with several, by what a sentence begins with."""
        ids = self.county.project_ids
        if len(ids) < 2:
            return {}
        mark = "：" if self.page.language == "zh" else ": "
        names = {self.name_project(project_id) + mark: project_id for project_id in ids}
        return {**names, self.reader.say("phrase", "no_project") + mark: NO_PROJECT}

    def list_rows(self, table: str, project_id: str | None) -> list[Record]:
        """Rows of the project of a table or sentence."""
        if project_id is None:
            return self.county[table]
        wanted = None if project_id == NO_PROJECT else project_id
        return [row for row in self.county[table] if row.get("project_id") == wanted]

    def say_date(self, row: Record, name: str, precision: str | None = "day") -> str:
        """A date of a row as the page writes it."""
        return name_date(row[name], precision, self.page.language)

    def list_periods(self, row: Record) -> set[str]:
        """The ways in which the period of a row may be written: what is counted since the start
        may also have its last day only.
        """
        is_since = (row.get("period_note") or "").startswith("since")
        ends = row["period_start"], row["period_end"], self.page.language
        periods = {name_period(*ends, is_since_start) for is_since_start in {False, is_since}}
        if (row.get("period_note") or "").startswith("undated"):
            periods.add(self.reader.say("phrase", "undated_only"))
        return periods

    def has_period(self, row: Record, text: str) -> bool:
        """Whether a text may be the period of a row."""
        return text in self.list_periods(row)

    @property
    def comma(self) -> str:
        """What stands between the parts of a list."""
        return "、" if self.page.language == "zh" else ", "

    def is_missing(self, cell: Cell) -> bool:
        """Whether a cell says that a figure is not reported."""
        return cell.text == self.reader.say("phrase", "not_reported")

    def check_percent(self, place: str, text: str, exact: Fraction | None) -> None:
        """A rate is the exact one, rounded half up to the digits that are shown."""
        numbers = list_numbers(text)
        if len(numbers) != 1 or not numbers[0].is_percent:
            self.add(place, f"{text!r} is no rate")
        elif exact is None:
            self.add(place, f"{text!r} is shown, but there is no rate")
        elif not is_rounded(numbers[0], exact):
            self.add(place, f"{text!r} is shown, the rate is {float(exact):.6%}")

    def check_count(self, place: str, text: str, expected: int) -> None:
        """A number of things is the one that is counted."""
        numbers = list_numbers(text)
        shown = numbers[0] if len(numbers) == 1 else Number(Fraction(-1), 0, 1, False)
        if shown.value != expected or shown.decimals:
            self.add(place, f"{text!r} is counted, there are {expected}")

    def say_place(self, locator: object) -> str:
        """A place in a document as the page writes it."""
        return say_place(locator, self.page.language)

    def check_source(self, place: str, cell: Cell, document_id: str, locator: str) -> None:
        """The place is the figure's, and the document is named where there are several."""
        self.expect(f"{place}, place", cell.text, self.say_place(locator))
        if len(self.county.documents) < 2:
            return
        names = self.list_names(document_id)
        others = {
            name
            for other in self.county.documents
            if other != document_id
            for name in self.list_names(other)
        }
        named = [line for line in cell.lines if line in names]
        if not named:
            self.add(place, f"the document {document_id} is not named: {cell.lines}")
        elif all(name in others for name in named):
            self.add(place, f"{named[0]!r} may be another document than {document_id}")

    def list_names(self, document_id: str) -> set[str]:
        """The ways in which a document may be named."""
        row, language = self.county.documents[document_id], self.page.language
        kind = self.reader.say("document_kind", row["document_kind"])
        title, issuer = (self.county.pick(row, stem) for stem in ("title", "issuer"))
        day = name_date(row["document_date"], "day", language)
        times = {day}
        if row["period_start"] and row["period_end"]:
            times.add(name_period(row["period_start"], row["period_end"], language, False))
        comma = "、" if language == "zh" else ", "
        details = {(kind, time) for time in times} | {(title, day), (title, document_id)}
        details |= {(kind, f"{issuer}{comma}{time}") for time in times}
        form = "{}（{}）" if language == "zh" else "{} ({})"
        return {form.format(*parts) for parts in details}


def read_rows(check: Check, table: Table) -> tuple[dict[str, str], list[dict[str, Cell]]]:
    """The units of a table's columns and its rows, both by the key of the column."""
    units: dict[str, str] = {}
    keys: dict[str, str] = {}
    for heading in table.columns:
        key, unit = check.reader.find_column(heading, table.columns)
        if not key and check.reader.match("cell_form", heading):
            key = heading
        if not key:
            check.add(table.caption, f"the column {heading!r} is not known")
            key = heading
        keys[heading], units[key] = key, unit
    return units, [{keys[name]: cell for name, cell in row.cells.items()} for row in table.rows]


def mark_totals(table: Table) -> list[Row]:
    """The rows that are marked as totals."""
    return [row for row in table.rows if row.is_total]
