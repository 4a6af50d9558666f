"""Figures of running text are candidates and join a document only when accepted."""

import pandas as pd
import pytest

from analysis.build.build import compute_tables
from analysis.ingest.filing.candidates import CandidateError, accept, load_candidates, reject
from analysis.measures.trends import compute_trends
from analysis.presentation.brief_tables import tabulate_facts, tabulate_trends
from analysis.presentation.formats import Words
from analysis.presentation.labels import label_figures, label_points

from .conftest import CITY, COUNTY, OTHER, make_content

REPORT = (
    "狐狸县2020年7月工作推进情况", "乡村旅游方面：建成乡村旅游点6个，已开业的民宿有40多家。"
    "2019年1-12月，狐狸县接待国内外游客1157.55万人次，同比增长42.62%；旅游带动经济收入81.73亿元。",
    "截至2020年6月30日，全县共有建档立卡贫困户9351户。根据《2019年300个村方案》（山府〔2019〕29号），"
    "服务站点覆盖率将达到70%以上。目前支付进度70%。",
    "2020年8月5日",
)  # fmt: skip


@pytest.fixture
def report(desk):
    """A report in words, filed."""
    outcome = desk.file(make_content(*REPORT))
    assert outcome.state == "filed"
    return outcome


def find(desk, value):
    (candidate,) = [c for c in load_candidates(desk.root) if c.value == value]
    return candidate


def test_a_figure_is_proposed_with_quote_period_indicator_and_change(report, desk):
    visitors = find(desk, "1157.55万人次")
    assert visitors.indicator_id == "visitors"
    assert (visitors.period_start, visitors.period_end) == ("2019-01-01", "2019-12-31")
    assert visitors.change == "增长42.62%"
    assert "接待国内外游客1157.55万人次" in visitors.quote
    assert visitors.county_code == COUNTY
    assert find(desk, "40多家").qualifier == "over"


def test_the_period_at_the_head_of_a_sentence_holds_for_its_parts_and_ends_with_it(report, desk):
    assert find(desk, "81.73亿元").period_end == "2019-12-31"
    assert find(desk, "70%").period == ""
    assert find(desk, "9351户").period_end == "2020-06-30"


def test_figures_in_titles_and_numbers_of_documents_are_not_proposed(report, desk):
    values = [candidate.value for candidate in load_candidates(desk.root)]
    assert "300个" not in values
    assert not [value for value in values if "29" in value]


def test_a_figure_to_be_reached_is_proposed_as_a_target(report, desk):
    assert find(desk, "70%以上").role == "target"


def test_a_candidate_is_not_in_the_tables_before_it_is_accepted(report, desk):
    assert report.tables == {}
    assert compute_tables(desk.root).tables["figures"].empty


def test_an_accepted_figure_becomes_a_statement_with_its_quote_as_locator(report, desk):
    visitors = find(desk, "1157.55万人次")
    accept(desk.root, [visitors.candidate_id])
    accept(desk.root, [find(desk, "9351户").candidate_id])
    tables = compute_tables(desk.root).tables
    series = tables["series"].set_index("indicator_id")
    assert series.loc["visitors", "value"] == 11_575_500
    assert series.loc["visitors", "printed_change"] == pytest.approx(0.4262)
    assert series.loc["poor_households", "value"] == 9351
    assert "接待国内外游客" in tables["figures"].iloc[0]["locator"]
    assert find(desk, "1157.55万人次").status == "accepted"


FURTHER = (
    "狐狸县2020年7月工作推进情况", "全县年内完成电子商务交易额共907万元，其中工业品下行787万元。"
    "快递进村后费用同比下降12.5%。项目方案要求新建分拣线3条以上。", "2020年8月5日",
)  # fmt: skip


def test_every_accepted_figure_without_an_indicator_stands_in_series_and_in_no_claim(desk):
    desk.file(make_content(*FURTHER))
    candidates = load_candidates(desk.root)
    without = [candidate for candidate in candidates if not candidate.indicator_id]
    assert {"907万元", "787万元"} <= {candidate.value for candidate in without}
    accept(desk.root, [candidate.candidate_id for candidate in candidates])
    tables = compute_tables(desk.root).tables
    further = tables["series"][tables["series"]["indicator_id"].isna()]
    assert len(further) == len(without)
    assert further["value"].notna().all()
    assert {9_070_000, 7_870_000} <= set(further["value"])
    assert tables["verdicts"].empty
    labelled = label_figures(further, tables["indicators"], tables["figures"])
    html = tabulate_facts(labelled, "其他数据", Words("zh"), ["other"]).html
    for candidate in without:
        assert candidate.label in html
        assert (candidate.value or candidate.change) in html.replace(",", "")


def list_files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_accepting_a_figure_leaves_the_filed_document_as_it_is(report, desk):
    before = list_files(desk.root.raw)
    accept(desk.root, [find(desk, "1157.55万人次").candidate_id])
    assert list_files(desk.root.raw) == before
    assert [row["value"] for row in desk.readings(report, "accepted")] == ["1157.55万人次"]


def test_figures_accepted_by_an_earlier_release_stay_and_further_ones_join_them(report, desk):
    chosen = [find(desk, value).candidate_id for value in ("1157.55万人次", "9351户")]
    accept(desk.root, chosen[:1])
    folder = desk.root.raw / report.document_id
    (desk.root.readings / report.document_id / "accepted.csv").rename(folder / "accepted.csv")
    record = folder / "document.yml"
    entry = "tables:\n  accepted: {kind: statements, locator: 正文}"
    record.write_text(record.read_text("utf-8").replace("tables: {}", entry), "utf-8")
    before = list_files(desk.root.raw)
    accept(desk.root, chosen[1:])
    assert list_files(desk.root.raw) == before
    series = compute_tables(desk.root).tables["series"]
    assert {"visitors", "poor_households"} <= set(series["indicator_id"])


def test_an_accepted_file_that_does_not_fit_leaves_the_document_out_with_a_reason(report, desk):
    accept(desk.root, [find(desk, "9351户").candidate_id])
    path = desk.root.readings / report.document_id / "accepted.csv"
    path.write_text("row,label\n1,2\n", encoding="utf-8")
    result = compute_tables(desk.root)
    assert result.tables["documents"].empty
    assert "accepted.csv" in result.findings.iloc[0]["locator"]


def test_accepting_says_what_is_shown_where(report, desk, briefs):
    values = ("1157.55万人次", "70%以上", "40多家")
    ids = [find(desk, value).candidate_id for value in values]
    said = briefs("candidates", "accept", *ids)[1].splitlines()
    assert said[0] == "3 accepted, 0 already accepted."
    assert f"in the brief of {COUNTY} under “Tourism”" in said[1]
    assert "no value of an indicator" in said[2]
    assert "under “Other figures that the documents report”" in said[3]


def test_candidates_of_a_document_that_is_not_filed_are_not_listed(report, desk):
    path = desk.root.candidates / f"{report.document_id}.csv"
    path.rename(path.with_name("gone.csv"))
    assert load_candidates(desk.root) == []


def test_candidates_of_one_number_in_two_documents_show_each_its_own_formula(desk):
    for year, visitors, growth in ((2020, 150, 50), (2022, 300, 20)):
        desk.file(make_content(
            f"狐狸县{year}年12月工作推进情况",
            f"{year}年1-12月，狐狸县接待国内外游客{visitors}万人次，同比增长{growth}%。" * 2,
        ), name=f"{year}.docx")  # fmt: skip
    accept(desk.root, [found.candidate_id for found in load_candidates(desk.root)
                       if found.candidate_id.endswith(":1")])  # fmt: skip
    tables = compute_tables(desk.root).tables
    points = compute_trends(tables["series"], ["visitors"])
    assert set(points["row_id"]) == {"c1"}
    labelled = label_points(points, tables["indicators"], tables["figures"])
    html = tabulate_trends(labelled, "旅游", Words("zh")).html
    assert "150÷（1+50%）" in html
    assert "300÷（1+20%）" in html
    assert points["value"].tolist() == [1_000_000, 1_500_000, 2_500_000, 3_000_000]


def test_accepting_twice_changes_nothing(report, desk):
    chosen = [find(desk, "1157.55万人次").candidate_id]
    accept(desk.root, chosen)
    decision = accept(desk.root, chosen)
    assert (decision.decided, decision.unchanged) == ((), tuple(chosen))
    assert len(desk.readings(report, "accepted")) == 1


def test_a_rejected_figure_stays_out_and_is_not_accepted_later(report, desk):
    chosen = [find(desk, "9351户").candidate_id]
    reject(desk.root, chosen)
    with pytest.raises(CandidateError, match="rejected before"):
        accept(desk.root, chosen)
    assert compute_tables(desk.root).tables["figures"].empty


def test_one_unknown_id_among_known_ones_changes_nothing(report, desk):
    with pytest.raises(CandidateError, match="no candidate nothing:9"):
        accept(desk.root, [find(desk, "9351户").candidate_id, "nothing:9"])
    assert find(desk, "9351户").status == "open"


def test_an_interrupted_call_can_be_repeated(report, desk):
    chosen = find(desk, "9351户").candidate_id
    accept(desk.root, [chosen])
    # As if the call had ended before the candidates were written.
    path = desk.root.candidates / f"{report.document_id}.csv"
    path.write_text(path.read_text("utf-8").replace("accepted", "open"), "utf-8")
    accept(desk.root, [chosen])
    assert len(desk.readings(report, "accepted")) == 1
    assert len(desk.readings(report, "statements")) == 1


def test_a_sentence_about_another_county_is_proposed_for_that_county(desk):
    desk.file(make_content(
        "林市关于狐狸县、獾子区2020年7月工作情况的函", "目前獾子区服务站点20个。",
        "全市培训人次300人次。", "林市商务局", "2020年8月1日"), county=CITY)  # fmt: skip
    assert find(desk, "20个").county_code == OTHER
    assert find(desk, "300人次").county_code == CITY


@pytest.mark.parametrize(
    ("sentence", "value", "period"),
    [("2020年收入是2015年的4倍。", "4倍", "2020年"),
     ("2019年、2020年接待游客80万人次。", "80万人次", ""),
     ("全县（截至2020年6月）已建站点30个。", "30个", ""),
     ("2019年示范项目建成站点31个。", "31个", ""),
     ("2020年6月：培训32人次；开班6场。", "6场", "2020年6月")],
)  # fmt: skip
def test_a_figure_takes_only_a_period_that_is_clearly_its_own(sentence, value, period, desk):
    desk.file(
        make_content("狐狸县2020年7月工作推进情况", sentence, "以上为本县全部工作推进情况。" * 3)
    )
    assert find(desk, value).period == period


def test_a_damaged_file_of_candidates_is_named(report, desk):
    path = desk.root.candidates / f"{report.document_id}.csv"
    path.write_text("id,figure\n1,2\n", encoding="utf-8")
    with pytest.raises(CandidateError, match=rf"candidates/{path.name} does not have the columns"):
        load_candidates(desk.root)


def test_candidates_of_an_earlier_release_lack_the_columns_of_pictures_and_are_read(report, desk):
    path = desk.root.candidates / f"{report.document_id}.csv"
    names = ("confidence", "picture", "checked")
    before = load_candidates(desk.root)
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.drop(columns=list(names)).to_csv(path, index=False)
    assert load_candidates(desk.root) == before
    frame.drop(columns=["quote"]).to_csv(path, index=False)
    with pytest.raises(CandidateError, match="columns"):
        load_candidates(desk.root)
