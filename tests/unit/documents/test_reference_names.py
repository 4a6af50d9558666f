"""Names by rule where a reference table has none."""

import pandas as pd
import pytest

from analysis.documents.reference_names import name_area, name_rows


@pytest.mark.parametrize(
    ("level", "name_zh", "made"),
    [
        ("county", "狐岭县", "County 990121"),
        ("county", "鹤影土家族自治县", "Autonomous County 990121"),
        ("county", "狐岭区", "District 990121"),
        ("county", "狐岭市", "City 990121"),
        ("county", "狐岭左旗", "Banner 990121"),
        ("city", "狐影地区", "Prefecture 990121"),
        ("city", "狐影盟", "League 990121"),
        ("province", "云岭自治区", "Autonomous Region 990121"),
        ("county", "狐岭", "County 990121"),
        ("city", None, "City 990121"),
    ],
)
def test_an_area_is_called_by_its_class_and_code(level, name_zh, made):
    assert name_area("990121", level, name_zh) == made


def test_every_area_and_indicator_has_a_name_in_each_language_and_given_names_stay():
    areas = pd.DataFrame(
        [("990121", "county", None, None), ("990122", "county", "鹤县", "Crane County")],
        columns=["county_code", "level", "name_zh", "name_en"],
        dtype="str",
    )
    indicators = pd.DataFrame(
        [("shops", "店数", None), ("towns", "镇数", "Towns")],
        columns=["indicator_id", "name_zh", "name_en"],
        dtype="str",
    )
    named = name_rows({"areas": areas, "indicators": indicators})
    assert named["areas"][["name_zh", "name_en"]].to_numpy().tolist() == [
        ["990121", "County 990121"], ["鹤县", "Crane County"],
    ]  # fmt: skip
    assert named["indicators"]["name_en"].tolist() == ["店数", "Towns"]
    assert named["areas"].dtypes.equals(areas.dtypes)
