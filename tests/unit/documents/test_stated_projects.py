"""What titles and lines 项目名称 say of a project: programme, level and year, and nothing else."""

import pytest

from analysis.documents.derived_projects import list_programmes
from analysis.documents.reference import load_reference
from analysis.documents.stated_projects import read_statement
from analysis.paths import DataRoot

ECOMMERCE = "ecommerce"


@pytest.fixture(scope="module")
def programmes(tmp_path_factory):
    """The words for programmes that are shipped."""
    reference = load_reference(DataRoot(tmp_path_factory.mktemp("data")))
    return list_programmes(reference.tables["form_labels"])


@pytest.mark.parametrize(
    ("title", "programme", "level", "year"),
    [
        ("狐岭县2021年国家级电子商务进农村综合示范项目自评报告", ECOMMERCE, "nation", "2021"),
        ("2020年全国电子商务进农村综合示范县狐岭县项目总结", ECOMMERCE, "nation", "2020"),
        ("狐岭县２０１９年省级电商进农村示范项目资金拨付情况表", ECOMMERCE, "province", "2019"),
        ("狐岭县2022年度市级农村电商综合示范项目进度表", ECOMMERCE, "city", "2022"),
        ("狐岭县2023年中央财政衔接推进乡村振兴补助资金项目", "rural-revitalisation", "nation",
         "2023"),
        ("2018年省级财政专项扶贫资金使用情况表", "poverty-relief", "province", "2018"),
        ("狐岭县县级财政衔接资金项目公示表", "rural-revitalisation", "county", None),
        ("狐岭县2022年县域商业体系建设项目资金表", "county-commerce", None, "2022"),
        # The level of a place, of a centre or of nature is not the project's.
        ("狐岭县县级电商服务中心建设情况", None, None, None),
        ("狐岭省狐岭县电子商务进农村综合示范资金拨付情况表", ECOMMERCE, None, None),
        # Two levels are none.
        ("2021年中央和省级财政衔接推进乡村振兴资金自评表", "rural-revitalisation", None, "2021"),
        # The year of a month, quarter, half-year, report or form is not the project's.
        ("狐岭县2021年7月电商进农村示范创建月报表", ECOMMERCE, None, None),
        ("2019年第三季度电子商务进农村综合示范项目进度表", ECOMMERCE, None, None),
        ("2022年上半年电子商务进农村综合示范项目推进情况", ECOMMERCE, None, None),
        ("狐岭县2020年电子商务进农村综合示范工作总结", ECOMMERCE, None, None),
        ("项目支出绩效自评表（2021年度）", None, None, None),
        ("狐岭县商务局关于报送材料的函", None, None, None),
    ],
)  # fmt: skip
def test_a_title_says_programme_level_and_year_where_they_are_the_project_s(
    title, programme, level, year, programmes
):
    assert read_statement(title, None, programmes).key == (programme, level, year)


@pytest.mark.parametrize(
    ("title", "name", "key"),
    [
        ("绩效自评表", "2021年国家电子商务进农村综合示范", (ECOMMERCE, "nation", "2021")),
        ("2022年电商进农村项目自评表", "2020年省级电商进农村示范", (ECOMMERCE, "province", "2020")),
        ("狐岭县省级电商进农村项目", "狐狸书店提升工程", (ECOMMERCE, "province", None)),
    ],
)
def test_the_line_with_the_project_s_name_counts_before_the_title(title, name, key, programmes):
    statement = read_statement(title, name, programmes)
    assert statement.key == key
    assert statement.name == name


def test_a_year_without_a_level_may_be_that_of_the_report(programmes):
    named = read_statement("狐岭县2022年电子商务进农村综合示范项目进展", None, programmes)
    certain = read_statement("狐岭县2022年省级电子商务进农村示范项目进展", None, programmes)
    assert (named.is_year_certain, certain.is_year_certain) == (False, True)
