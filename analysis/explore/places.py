"""Counties, cities and provinces by code and name, in a language."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.brief import choose_text
from analysis.explore.frame import UnknownName

PLACE = ("county_code", "county", "city", "province")
_ABOVE = ("city", "province")


@dataclass(frozen=True)
class Places:
    """The counties of the data with their names.

    Attributes:
        counties: one row a county: the columns of :data:`PLACE`, ``city_code``,
            ``province_code``, ``name_zh`` and ``name_en``.
    """

    counties: pd.DataFrame

    def add_names(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of these counties, with the columns of :data:`PLACE` first, by county code."""
        own = rows[rows["county_code"].isin(self.counties["county_code"])]
        named = self.counties[list(PLACE)].merge(own, on="county_code")
        return named.sort_values("county_code", kind="stable", ignore_index=True)

    def find(self, place: str) -> list[str]:
        """The codes of the counties that a code or a name means.

        Args:
            place: code or name of a county, or of a city or province, which means its counties.

        Raises:
            UnknownName: with the names that there are.
        """
        wanted = str(place).strip().casefold()
        frame = self.counties
        for columns in (
            ("county_code", "county", "name_zh", "name_en"),
            ("city_code", "city", "city_zh", "city_en"),
            ("province_code", "province", "province_zh", "province_en"),
        ):
            is_meant = pd.concat(
                [frame[column].str.casefold() == wanted for column in columns], axis=1
            ).any(axis=1)
            if is_meant.any():
                return frame.loc[is_meant, "county_code"].tolist()
        # A name without its last word, such as 清新 for 清新区, if it is that of one county.
        names = (frame[column].str.casefold() for column in ("name_zh", "name_en"))
        begins = pd.concat([name.str.startswith(wanted) for name in names], axis=1).any(axis=1)
        if wanted and begins.sum() == 1:
            return frame.loc[begins, "county_code"].tolist()
        raise UnknownName("county, city or province", place, self.list_names())

    def find_one(self, county: str) -> str:
        """The code of one county.

        Raises:
            UnknownName: with the counties that there are; also if a city or a province is meant.
        """
        codes = self.find(county)
        if len(codes) > 1:
            raise UnknownName("single county", county, self.counties["county"])
        return codes[0]

    def list_names(self) -> list[str]:
        """Names of the counties, then of their cities and provinces."""
        above = [name for column in _ABOVE for name in self.counties[column].dropna().unique()]
        return [*self.counties["county"], *dict.fromkeys(above)]

    def select(self, codes: Iterable[str]) -> "Places":
        """The same names of fewer counties."""
        chosen = self.counties[self.counties["county_code"].isin(list(codes))]
        return Places(chosen.reset_index(drop=True))


def make_places(codes: Iterable[str], areas: pd.DataFrame, language: str) -> Places:
    """Names the counties of the data and the areas above them.

    Args:
        codes: codes of the counties.
        areas: the table ``areas``.
        language: language of the names; two counties of one name have that of their city, too.
    """
    known = areas.set_index("county_code")[["level", "name_zh", "name_en", "parent_code"]]
    rows = {code: row for code, row in known.T.to_dict().items() if isinstance(code, str)}
    named = [_name_place(code, rows, language) for code in sorted(codes)]
    repeated = Counter(row["county"] for row in named)
    for row in named:
        above = row["city"] or row["province"]
        if repeated[row["county"]] > 1:
            # A frame that is grouped or drawn by name must not join two counties.
            row["county"] = f"{row['county']} ({above or row['county_code']})"
    texts = ("name_zh", "name_en", *(f"{level}{end}" for level in _ABOVE
                                     for end in ("_code", "_zh", "_en")))  # fmt: skip
    frame = pd.DataFrame(named, columns=[*PLACE, *texts])
    return Places(frame.astype("str"))


def _name_place(code: str, rows: Mapping[str, Mapping], language: str) -> dict[str, str | None]:
    own = rows.get(code, {})
    place: dict[str, str | None] = {
        "county_code": code,
        "county": _choose_name(own, language) or code,
        "name_zh": own.get("name_zh"),
        "name_en": own.get("name_en"),
        **dict.fromkeys(_ABOVE),
    }
    above = own.get("parent_code")
    while isinstance(above, str) and above in rows:
        row = rows[above]
        level = row["level"]
        place |= {level: _choose_name(row, language), f"{level}_code": above,
                  f"{level}_zh": row["name_zh"], f"{level}_en": row["name_en"]}  # fmt: skip
        above = row["parent_code"]
    return place


def _choose_name(row: Mapping, language: str) -> str:
    def read(column: str) -> str:
        value = row.get(column)
        return value if isinstance(value, str) else ""

    text, _ = choose_text(read, "name", language)
    return text
