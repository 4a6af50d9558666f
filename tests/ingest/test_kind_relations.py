"""Relations that running text states are proposed, accepted and checked."""

import pytest

from analysis.build.build import compute_tables
from analysis.ingest.filing.candidates import accept, list_open, load_candidates, reject
from analysis.ingest.filing.relations import RelationError, load_relations

from .conftest import Desk, make_content, write_reference

TITLE, DAY = "狐狸县2024年1-5月重点项目建设进展情况", "2024年6月5日"
FILLER = "以上为本县重点项目建设的全部进展情况，特此报告，请予审阅。"
RATE = "年度投资计划17.68亿元，1-5月完成投资4.28亿元，完成率24.25%。其中省、市重点项目11个。"
PARTS = "年内完成电子商务交易额共907万元，其中工业品下行787万元，农产品上行110万元。"


JUDGED = [
        (RATE, ("explained", "")),  # the result may be cut off: 4.289
        (RATE.replace("24.25", "26.25"), ("contradicts", "")),
        (RATE.replace("24.25", "24.21"), ("agrees", "")),
        (PARTS, ("for_review", "not_all_named")),
        (PARTS.replace("907", "897"), ("agrees", "")),
        ("累计完成24627万元，完成年初预算数60999万元的40.4%。", ("agrees", "")),
        ("累计完成24627万元，完成年初预算数60999万元的44.4%。", ("contradicts", "")),
        ("公共预算收入5.2亿元，比上年增加4000万元，增长8.3%。", ("agrees", "")),
        ("公共预算收入5.2亿元，比上年增加4000万元，增长9.3%。", ("contradicts", "")),
        ("公共预算收入24627万元，比上年减收1070万元，下降4.2%。", ("agrees", "")),
        ("中央资金500万元、省级资金300万元，共计800万元。", ("agrees", "")),
        ("中央资金500万元、省级资金300万元，共计900万元。", ("for_review", "not_all_named")),
        ("全县186个行政村，建成村级站点150个，行政村覆盖率80.6%。", ("agrees", "")),
        ("全县186个行政村，建成村级站点150个，行政村覆盖率90.6%。",
         ("for_review", "several_per_village")),
        ("到位资金8.54亿元，拨付7.54亿元，资金拨付率88.3%。", ("agrees", "")),
        ("到位资金8.54亿元，拨付7.54亿元，资金拨付率78.3%。",
         ("for_review", "denominator_not_named")),
        ("年度计划投资853.8亿元。1-5月共完成投资622.2亿元，占年度计划投资的73%。", ("agrees", "")),
        ("培训电商人员500人次，其中贫困人口120人次。", ("agrees", "")),
        ("培训电商人员500人次，其中贫困人口620人次。", ("for_review", "part_of_another")),
    ]  # fmt: skip
# Nothing is stated, or it holds.
NO_ALARM = [
    "新建站点5个，改造站点3个，累计建成20个。",
    "全县共有12个乡镇，建成站点5个、改造3个，共8家企业参与。",
    "投入资金100万元，其中中央资金80万元，带动销售额2000万元。",
    "累计支出7418万元，支出进度达54%（除一项资金外）。",
    "建成站点20个，其中新增就业300人。",
    "完成投资6亿元，增长8%。",
    "占地5亩，占比较高，达20%。",
]


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    """Files all texts as paragraphs of one document and accepts all; text → its verdicts."""
    folder = tmp_path_factory.mktemp("data")
    write_reference(folder / "reference")
    desk = Desk(folder)
    texts = [*(text for text, _ in JUDGED), *NO_ALARM]
    outcome = desk.file(make_content(TITLE, *texts, FILLER, DAY))
    accept(desk.root, list_open(desk.root, outcome.document_id))
    verdicts = compute_tables(desk.root).tables["verdicts"]
    own = verdicts[verdicts["claim_kind"] == "text"].fillna("")

    def find(text):
        place = f"（第{texts.index(text) + 2}段）"
        rows = own[own["locator"].str.contains(place)]
        return [*rows[["verdict", "reason"]].itertuples(index=False, name=None)]

    return find


@pytest.mark.parametrize(("text", "verdict"), JUDGED)
def test_an_accepted_relation_is_judged(text, verdict, judge):
    assert judge(text) == [verdict]


@pytest.mark.parametrize("text", NO_ALARM)
def test_what_a_text_does_not_state_makes_no_false_alarm(text, judge):
    assert all(verdict == "agrees" for verdict, _ in judge(text))


def test_a_relation_is_checked_only_once_it_is_accepted_with_its_figures(desk):
    outcome = desk.file(make_content(TITLE, RATE, FILLER, DAY))
    relation = next(one for one in load_relations(desk.root) if "÷" in one.shown)
    assert relation.shown == "4.28亿元 ÷ 17.68亿元 = 24.25%"
    with pytest.raises(RelationError, match="not accepted"):
        accept(desk.root, [relation.relation_id])
    accept(desk.root, [one.candidate_id for one in load_candidates(desk.root)])
    assert compute_tables(desk.root).tables["verdicts"].empty
    accept(desk.root, [relation.relation_id])
    (verdict,) = compute_tables(desk.root).tables["verdicts"].to_dict("records")
    assert verdict["verdict"] == "explained"
    assert "完成率24.25%" in verdict["locator"]
    (row,) = desk.readings(outcome, "accepted_claims")
    assert row["note"].startswith("正文（第2段）：“")


def test_an_interrupted_acceptance_of_relations_can_be_repeated(desk):
    outcome = desk.file(make_content(TITLE, RATE, PARTS, FILLER, DAY))
    accept(desk.root, list_open(desk.root, outcome.document_id))
    before = desk.readings(outcome, "accepted_claims")
    path = desk.root.candidates / "relations" / f"{outcome.document_id}.csv"
    path.write_text(path.read_text("utf-8").replace("accepted", "open"), "utf-8")
    accept(desk.root, list_open(desk.root, outcome.document_id))
    assert desk.readings(outcome, "accepted_claims") == before
    assert {one.status for one in load_relations(desk.root)} == {"accepted"}


def test_all_of_a_document_leaves_out_relations_of_rejected_figures(desk):
    outcome = desk.file(make_content(TITLE, RATE, PARTS, FILLER, DAY))
    (part,) = [one for one in load_candidates(desk.root) if one.value == "787万元"]
    reject(desk.root, [part.candidate_id])
    accept(desk.root, list_open(desk.root, outcome.document_id))
    assert [one.status for one in load_relations(desk.root)] == ["accepted", "open"]


def test_the_command_lists_relations_and_accepts_all_of_a_document(desk, briefs):
    outcome = desk.file(make_content(TITLE, PARTS, FILLER, DAY))
    listed = briefs("candidates", "list")[1]
    assert "787万元 + 110万元 = 907万元" in listed
    status, said, _ = briefs("candidates", "accept", "--all-of", outcome.document_id)
    assert status == 0
    assert said.startswith("4 accepted, 0 already accepted.")
    assert "checked by `briefs check`" in said
    assert briefs("candidates", "accept", "--all-of", outcome.document_id)[1].startswith("0 accept")
    status, _, error = briefs("candidates", "accept", "--all-of", "nothing")
    assert status == 2
    assert "Nothing was proposed of nothing" in error
    assert briefs("candidates", "accept")[0] == 2


def test_relations_of_one_version_do_not_count_for_the_next(desk):
    first = desk.file(make_content(TITLE, RATE, FILLER, DAY), name="a.docx")
    accept(desk.root, list_open(desk.root, first.document_id))
    second = desk.file(make_content(TITLE, PARTS, FILLER, DAY), name="b.docx")
    accept(desk.root, [one for one in list_open(desk.root, second.document_id) if ":r" not in one])
    tables = compute_tables(desk.root).tables
    documents = tables["documents"].set_index("document_id")
    verdicts = tables["verdicts"]
    of_first = verdicts[verdicts["document_id"] == first.document_id]
    assert len(of_first) == len(verdicts) == 1
    if second.supersedes:
        assert of_first["replaced_date"].notna().all() or documents["replaced_date"].notna().any()


def test_a_file_of_relations_that_does_not_fit_is_named(desk):
    outcome = desk.file(make_content(TITLE, RATE, FILLER, DAY))
    path = desk.root.candidates / "relations" / f"{outcome.document_id}.csv"
    path.write_text("id,figure\n1,2\n", encoding="utf-8")
    with pytest.raises(RelationError, match="columns of a file of relations"):
        load_relations(desk.root)
