"""What `analysis.open_data()` returns: frames of all counties, with names and units.

Longer than other modules because each frame's property carries the examples that analysts read.
"""

from collections.abc import Callable, Collection
from html import escape

import pandas as pd

from analysis.brief import LATEST
from analysis.build.ensure import ensure_built
from analysis.errors import ParameterError
from analysis.explore.county_frames import make_counties, make_documents
from analysis.explore.finding_frames import make_checks, make_findings
from analysis.explore.frame import Frame, UnknownName
from analysis.explore.fund_frames import make_rates
from analysis.explore.options import check_options
from analysis.explore.places import Places, make_places
from analysis.explore.prose import FRAME_MEANINGS
from analysis.explore.source import Source
from analysis.explore.target_frames import make_targets
from analysis.explore.trend_frames import make_indicators, make_months, make_trends
from analysis.paths import find_data_root
from analysis.presentation.formats import Words
from analysis.presentation.wording import to_translate
from analysis.store.load import load_counties, load_table
from analysis.tables.analyst_frames import ANALYST_FRAMES

HEADINGS = (to_translate("Frame"), to_translate("Rows"), to_translate("One row is"))


def open_data(data_dir: str = "", as_of: str = LATEST, language: str = "zh") -> "Data":
    """Opens a data root; :func:`analysis.open_data` describes it."""
    check_options(as_of, language)
    root = find_data_root(data_dir)
    ensure_built(root)
    day = None if as_of == LATEST else pd.Timestamp(as_of).as_unit("ms")
    codes = [code for code, county in load_counties(root).items() if county.documents]
    places = make_places(codes, load_table("areas", root), language)
    return Data(Source(root, day, Words(language), places))


class Data:
    """Frames of all counties of a data root; each is made when it is first asked for.

    Amounts are in yuan (``…_cny``), rates, shares and changes in per cent (``…_percent``). What
    the documents do not report is missing, never 0. ``describe()`` says what a column means.

    Examples:
        >>> import analysis
        >>> data = analysis.open_data(language="en")
        >>> data.rates.loc[data.rates["rate_id"] == "paid_of_planned", ["county", "rate_percent"]]
                      county  rate_percent
        0        Luhe County           NaN
        7        Lufeng City           NaN
        14  Qingxin District       69.9846
    """

    def __init__(self, source: Source, frames: dict[str, Frame] | None = None) -> None:
        self._source = source
        self._frames = frames if frames is not None else {}

    @property
    def counties(self) -> Frame:
        """One row a county: rates, use of the fund, targets, findings, documents.

        Examples:
            >>> import analysis
            >>> counties = analysis.open_data(language="en").counties
            >>> counties[["county", "disbursement_percent", "paid_cny", "planned_cny"]].tail(1)
                         county  disbursement_percent   paid_cny  planned_cny
            2  Qingxin District               69.9846  3499230.0    5000000.0
        """
        return self._make("counties", make_counties)

    @property
    def rates(self) -> Frame:
        """Rates of each project's fund, with numerator and denominator in yuan.

        Examples:
            >>> import analysis
            >>> rates = analysis.open_data(language="en").of("Qingxin District").rates
            >>> rates.loc[0, ["rate_percent", "numerator_cny", "denominator_cny"]].tolist()
            [69.9846, 3499230.0, 5000000.0]
        """
        return self._make("rates", make_rates)

    @property
    def targets(self) -> Frame:
        """Target items, condition by condition, with target, result, completion and verdict.

        Examples:
            >>> import analysis
            >>> targets = analysis.open_data(language="en").targets
            >>> main = targets[targets["is_main_table"]].drop_duplicates(["county", "item"])
            >>> main.groupby("county")["item_verdict"].value_counts().head(2).tolist()
            [7, 2]
        """
        return self._make("targets", make_targets)

    @property
    def trends(self) -> Frame:
        """Indicators by period: reported values, plans, and what reported changes imply.

        Examples:
            >>> import analysis
            >>> trends = analysis.open_data(language="en").trends
            >>> visitors = trends[trends["indicator_id"] == "visitors"]
            >>> visitors[["period", "value", "unit", "origin"]].tail(1).values.tolist()
            [['2020', 8683500.0, 'person-times', 'reported']]
        """
        return self._make("trends", make_trends)

    @property
    def months(self) -> Frame:
        """Figures of the monthly forms by month, with the change on the month before.

        Examples:
            >>> import analysis
            >>> months = analysis.open_data(language="en").of("Luhe County").months
            >>> used = months[months["indicator_id"] == "funds_used_cumulative"]
            >>> used[["month", "value", "unit", "month_before"]].values.tolist()
            [['2020-07', 2237000.0, 'CNY', nan]]
        """
        return self._make("months", make_months)

    @property
    def findings(self) -> Frame:
        """Figures that do not simply match others, one sentence each.

        Examples:
            >>> import analysis
            >>> findings = analysis.open_data(language="en").findings
            >>> findings.loc[findings["verdict"] == "contradicts", "county"].unique().tolist()
            ['Qingxin District']
        """
        return self._make("findings", make_findings)

    @property
    def checks(self) -> Frame:
        """All checks of reported figures, also those that match.

        Examples:
            >>> import analysis
            >>> analysis.open_data(language="en").of("Luhe County").checks["verdict"].unique()
            <StringArray>
            ['agrees']
            Length: 1, dtype: str
        """
        return self._make("checks", make_checks)

    @property
    def indicators(self) -> Frame:
        """Indicators that any county reports, those that most counties report first.

        Examples:
            >>> import analysis
            >>> indicators = analysis.open_data(language="en").indicators
            >>> indicators.loc[indicators["indicator_id"] == "visitors", ["indicator", "counties"]]
            ...     # doctest: +ELLIPSIS
                         indicator  counties
            ...  Visitors received         1
        """
        return self._make("indicators", lambda source: make_indicators(source, self.trends))

    @property
    def documents(self) -> Frame:
        """The documents that count, by county.

        Examples:
            >>> import analysis
            >>> analysis.open_data().of("清新区").documents["document_id"].tolist()
            ['qingxin-2021-self-evaluation']
        """
        return self._make("documents", make_documents)

    @property
    def places(self) -> Places:
        """The counties of the data with their cities and provinces."""
        return self._source.places

    @property
    def words(self) -> Words:
        """Language of names and labels."""
        return self._source.words

    @property
    def as_of(self) -> pd.Timestamp | None:
        """Date up to which documents count; None for all on file."""
        return self._source.as_of

    @property
    def source(self) -> Source:
        """The processed tables that the frames are made of."""
        return self._source

    def of(self, *places: str) -> "Data":
        """The same frames with only some counties.

        Args:
            places: codes or names of counties, cities or provinces, in Chinese or English.

        Raises:
            UnknownName: with the names that there are.

        Examples:
            >>> import analysis
            >>> data = analysis.open_data(language="en")
            >>> data.of("441803").rates["county"].unique().tolist()
            ['Qingxin District']
            >>> data.of("广东省").rates["county"].nunique()
            3
        """
        codes = {code for place in places for code in self.places.find(place)}
        source = Source(
            self._source.root, self._source.as_of, self.words, self.places.select(codes),
            self._source.loaded,
        )  # fmt: skip
        frames = {
            name: Frame(frame[frame["county_code"].isin(list(codes))].reset_index(drop=True))
            for name, frame in self._frames.items()
            if "county_code" in frame
        }
        return Data(source, frames)

    def choose_county(self, county: str = "") -> str:
        """The code of a county; of the first one if none is named.

        Raises:
            UnknownName: with the counties that there are.
            ParameterError: if the data have no county.
        """
        counties = self.places.counties["county_code"]
        if counties.empty:
            raise ParameterError(
                f"{self._source.root.root} has no county with a usable document: file one with "
                "`briefs ingest`, or name another data root by data_dir."
            )
        return self.places.find_one(county) if county else str(counties.iloc[0])

    def describe(self, frame: str = "") -> Frame:
        """The frames with what a row is; with a name, the columns of that frame.

        Examples:
            >>> import analysis
            >>> columns = analysis.open_data().describe("rates")
            >>> columns.loc[columns["column"] == "rate_percent", "unit"].tolist()
            ['%']
        """
        if not frame:
            rows = [(name, len(getattr(self, name)), table.meaning)
                    for name, table in ANALYST_FRAMES.items()]  # fmt: skip
            return Frame(rows, columns=["frame", "rows", "one row is"])
        if frame not in ANALYST_FRAMES:
            raise UnknownName("frame", frame, ANALYST_FRAMES)
        columns = ANALYST_FRAMES[frame].columns
        rows = [(each.name, each.kind, each.unit or "", each.meaning) for each in columns]
        return Frame(rows, columns=["column", "type", "unit", "meaning"])

    def _make(self, name: str, make: Callable[[Source], Frame]) -> Frame:
        """A frame of this name; a shallow copy, as pandas copies on write."""
        if name not in self._frames:
            self._frames[name] = make(self._source)
        return Frame(self._frames[name].copy(deep=False))

    def __getattr__(self, name: str) -> object:
        """Answers a name that does not exist with the frames that do."""
        if name.startswith("_"):
            raise AttributeError(name)
        raise UnknownName("frame", name, ANALYST_FRAMES)

    def __dir__(self) -> Collection[str]:
        """The frames first, for completion with the tabulator."""
        return [*ANALYST_FRAMES, "describe", "of", "places"]

    def __repr__(self) -> str:
        """The frames with their numbers of rows."""
        lines = [f"{name:<11} {rows:>8}  {meaning}" for name, rows, meaning in self._list_frames()]
        return "\n".join([self._say_title(), *lines])

    def _repr_html_(self) -> str:
        left = "style='text-align:left'"
        rows = "".join(
            f"<tr><td {left}><code>.{name}</code></td><td>{rows:,}</td>"
            f"<td {left}>{escape(meaning)}</td></tr>"
            for name, rows, meaning in self._list_frames()
        )
        frame, number, one = (self.words.gettext(name) for name in HEADINGS)
        head = f"<tr><th {left}>{frame}</th><th>{number}</th><th {left}>{one}</th></tr>"
        return (
            f"<p>{escape(self._say_title())}</p><table><thead>{head}</thead>"
            f"<tbody>{rows}</tbody></table>"
        )

    def _list_frames(self) -> list[tuple[str, int, str]]:
        return [
            (name, len(getattr(self, name)), self.words.gettext(FRAME_MEANINGS[name]))
            for name in ANALYST_FRAMES
        ]

    def _say_title(self) -> str:
        day, words = self._source.as_of, self.words
        number, root = words.number(len(self.places.counties)), self._source.root.root
        if day is None:
            return words.say("{number} counties in {root}", number=number, root=root)
        return words.say(
            "{number} counties in {root}, documents up to {date}",
            number=number, root=root, date=words.date(day),
        )  # fmt: skip
