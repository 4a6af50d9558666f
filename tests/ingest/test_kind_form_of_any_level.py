"""Monthly forms of a national, provincial, municipal or county project, in every format.

The project's fund is named after no level; funds that are not the programme's own have indicators
of their own; where a form has the funds of two levels, none is taken for the project's.
"""

import pytest

from analysis.ingest.files.limits import Limits
from analysis.ingest.forms.recognise import recognise
from analysis.ingest.forms.vocabulary import load_vocabulary
from analysis.ingest.process.parsing import parse
from analysis.paths import DataRoot
from tests.ingest.conftest import write_reference
from tests.papers.grids import make_table
from tests.papers.writers import write_paper

FORMATS = ("xlsx", "xls", "ods", "docx", "pdf", "csv", "txt")
LINES = ["狐狸县电子商务进农村综合示范月报表（2022年6月）", "填报单位：狐狸县商务局"]
OWN = {"当月使用资金": "funds_used_month", "累计使用资金": "funds_used_cumulative"}


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory):
    """The shipped labels with invented places."""
    folder = tmp_path_factory.mktemp("levels")
    write_reference(folder / "reference")
    return load_vocabulary(DataRoot(folder))


def read(vocabulary, kind, groups):
    """What a form with the funds of some levels is read as, and the remarks."""
    rows = [["1", "县级电商服务中心数量", "个", "1"]]
    for group in groups:
        rows += [[str(len(rows) + 1), f"{group}/{label}", "元", f"{len(rows)}00000"]
                 for label in OWN]  # fmt: skip
    grid = [["序号", "项目", "单位", "数值"], *rows]
    paper = write_paper([make_table({"lines": LINES, "grid": grid}, "form")], kind)
    found = recognise(parse(paper, f".{kind}", Limits()), vocabulary)
    forms = [table for table in found.tables if table.kind == "monthly_form"]
    return [row["row_id"] for form in forms for row in form.rows], found


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("group", "more"),
    [
        ("中央财政专项资金使用情况", ""),
        ("省级财政专项资金使用情况", ""),
        ("财政专项资金使用情况", ""),
        ("市级财政资金使用情况", "_city"),
        ("县级财政资金使用情况", "_county"),
        ("社会资金使用情况", "_social"),
    ],
)
def test_the_funds_of_each_level_have_their_indicator(vocabulary, kind, group, more):
    ids, _ = read(vocabulary, kind, [group])
    assert ids == ["county_service_centres", *(f"{name}{more}" for name in OWN.values())]


@pytest.mark.parametrize("kind", FORMATS)
def test_of_the_funds_of_two_levels_none_is_the_project_s(vocabulary, kind):
    groups = ["中央财政专项资金使用情况", "省级财政专项资金使用情况", "县级财政资金使用情况"]
    ids, found = read(vocabulary, kind, groups)
    assert ids == ["county_service_centres", *(f"{name}_county" for name in OWN.values())]
    kept = [row for table in found.tables if table.kind == "statements" for row in table.rows]
    assert len(kept) == 4
    said = [remark.found for remark in found.remarks if remark.code == "levels"]
    assert len(said) == 2
    assert all("中央财政专项资金使用情况" in one and "省级" in one for one in said)
