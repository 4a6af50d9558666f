"""Names by rule where reference tables have none: every row can be shown in any language."""

from collections.abc import Mapping

import pandas as pd

# Endings of Chinese names of areas, the longest first, and the English of each.
_CLASSES = (
    ("自治县", "Autonomous County"), ("自治州", "Autonomous Prefecture"),
    ("自治旗", "Autonomous Banner"), ("自治区", "Autonomous Region"), ("地区", "Prefecture"),
    ("新区", "District"), ("林区", "Forestry District"), ("特区", "Special District"),
    ("省", "Province"), ("市", "City"), ("县", "County"), ("区", "District"), ("旗", "Banner"),
    ("盟", "League"),
)  # fmt: skip
_LEVELS = {"county": "County", "city": "City", "province": "Province", "nation": "Nation"}


def name_area(code: str, level: str, name_zh: str | None) -> str:
    """The English name by rule of an area: its class and its code.

    Examples:
        >>> name_area("990122", "county", "鹤影土家族自治县"), name_area("990121", "county", None)
        ('Autonomous County 990122', 'County 990121')
    """
    endings = (english for ending, english in _CLASSES if (name_zh or "").endswith(ending))
    return f"{next(endings, _LEVELS[level])} {code}"


def name_rows(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Areas, indicators and projects with a name in each language.

    Args:
        tables: reference tables.

    Returns:
        Areas without a Chinese name have their code, without an English one a name by rule;
        indicators without an English name have their Chinese one.
    """
    named = dict(tables)
    areas = tables["areas"]
    if areas[["name_zh", "name_en"]].isna().to_numpy().any():
        columns = (areas[name] for name in ("county_code", "level", "name_zh"))
        made = [
            name_area(code, level, name if isinstance(name, str) else None)
            for code, level, name in zip(*columns, strict=True)
        ]
        named["areas"] = areas.assign(
            name_zh=areas["name_zh"].fillna(areas["county_code"]),
            name_en=areas["name_en"].fillna(pd.Series(made, areas.index, dtype="str")),
        )
    indicators = tables["indicators"]
    if indicators["name_en"].isna().any():
        named["indicators"] = indicators.assign(
            name_en=indicators["name_en"].fillna(indicators["name_zh"])
        )
    return named
