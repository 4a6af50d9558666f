"""What a label of a matrix says: a period, a change, a target, a result, an area, a thing.

Matrices are tables whose rows and columns are periods, areas or indicators. A label may say two
things at once: ``1-5月累计完成`` is a period and a result.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from analysis.ingest.words.wordings import simplify, split_unit

Span = Literal["year", "years", "months", "month", "to_month", "cumulative", "prior", "date"]
Measure = Literal["target", "actual", "completion", "change", "points", "score", "rank", "other"]

_TRANSLATION = re.compile(
    r"(?P<label>.*[\u4e00-\u9fff)%])[A-Z][A-Za-z]{2}[A-Za-z0-9()%,.:;&/'’\-]*"
)
_YEAR = r"(?:19[4-9]\d|20[0-6]\d)"
_MARKS = re.compile(
    r"^(?:[#*★☆△▲※·]|其中[:,]?|[(（]?[一二三四五六七八九十\d]+[)）、.．]\s*)+(?!\d)"
)
_EXTENT = re.compile(r"[(][^()]{0,40}?[=/÷×][^()]{0,40}[)]$|[(][A-Z](?:/[A-Z])?[)]$")
_PERIODS: tuple[tuple[Span, re.Pattern[str]], ...] = tuple(
    (span, re.compile(pattern))
    for span, pattern in (
        ("years", rf"(?P<first>{_YEAR})年?[-–—~～至](?P<last>{_YEAR})年?(?:度)?"),
        ("prior", r"(?:上年|去年)(?:同期|同月|同季|度)?(?:1?月?[-–—~～至]?本月)?止?"
                  r"(?:数|累计|实际|完成数?|末)?|同期数?"
                  r"|上[月期季](?:数|末)?|基期数?"),
        ("months", rf"(?P<year>{_YEAR})年(?P<from>\d{{1,2}})月?[-–—~～至](?P<to>\d{{1,2}})月?份?"),
        ("months", rf"(?P<year>{_YEAR})年(?P<part>[上下]半年|第?[一二三四1-4]季度|前[两二三]季度)"),
        ("date", rf"(?:截[至止]|至)?(?P<year>{_YEAR})年(?P<from>\d{{1,2}})月[底末]"),
        ("date", r"(?:截[至止]|至)?(?P<from>1[0-2]|[1-9])月[底末]"),
        ("months", rf"(?P<year>{_YEAR})年(?P<from>\d{{1,2}})月份?"),
        ("year", rf"(?P<year>{_YEAR})(?:年(?:度|全年|底|末)?)?"),
        ("months", r"(?P<from>\d{1,2})月?[-–—~～至](?P<to>1[0-2]|[1-9])月?份?"),
        ("to_month", r"1月?[-–—~～至](?:本|当)?月(?:止)?"),
        ("months", r"(?P<from>1[0-2]|[1-9])月份?"),
        ("months", r"(?P<part>[上下]半年|第?[一二三四1-4]季度|前[两二三]季度)"),
        ("to_month", r"(?:本月止|年初至(?:本月|报告期)|自年初|本年度?|今年|当年)"
                     r"(?:以来)?(?:累计)?"),
        ("cumulative", r"累计"),
        ("month", r"[本当](?:月|期|季度?)"),
        ("year", r"全年"),
    )
)  # fmt: skip
_PERIOD_ENDS = re.compile(r"^(?:累计)?(?:实际)?(?:完成)?(?:数|值|额|量)?$")
_CHANGE = re.compile(
    r"^(?:累计)?(?:同比|环比|[比较]?(?:上年|去年|同期|上月|上季|上期|基期)(?:同[期月季]|末|底)?"
    r"|增长|增减|增幅|增速|升降|涨跌|变化|下降|±)"
    r"(?:增长|增加|增减|增|减少?|升降|变化|变动|下降|提高|±|%|率|速度?|幅度?|百分[点比]|[(),,、/])*$"
)
_AMOUNT_OF_CHANGE = re.compile(
    r"(?:增减|增加|减少|增长|增收|减收|增支|减支|变动|升降)(?:额|数|量|值)$"
)
_MEAN_GROWTH = re.compile(r"年均|平均增|平均发展|指数|定基")
_POINTS = re.compile(r"百分点")
_MEASURES: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("rank", re.compile(r"排名|位次|名次|排位|排序")),
    ("score", re.compile(r"分值|赋分|满分|得分|计分|评分|扣分|权重|总分|加分")),
    ("completion", re.compile(
        r"完成(?:比例?|率|百分比|进度率)|占(?:目标|年度|全年|计划|任务|年初).*|进度率|达标率|到位率"
        r"|执行率|拨付率|支付率|开工率|竣工率|序时进度")),
    ("target", re.compile(
        r"^(?:(?:年度?|全年|总|本年|计划|下达|建设|区域|考核|责任|约束性)*"
        r"(?:目标|任务|计划)(?:目标|任务|指标|数|值|量|个数)*|指标值|应完成数?|预期目标值?)$")),
    ("actual", re.compile(
        r"^(?:(?:实际|已|累计|目前|现|共)*(?:完成|进度|进展|实绩|实现|建成|开展)"
        r"(?:情况|数|值|量|任务数|个数)?|实际数?|完成值)$")),
)  # fmt: skip
LABEL_WORDS: tuple[str, ...] = (
    "三级指标", "指标名称", "考核指标", "评价指标", "监测指标", "指标内容", "主要指标", "指标",
    "二级指标", "填表项目", "项目名称", "项目", "事项", "内容", "名称", "科目", "类别", "行业",
    "种类",
)  # fmt: skip
AREA_WORDS: tuple[str, ...] = (
    "地区", "县区", "区县", "县市区", "县(市、区)", "县(市,区)", "县(区)", "市县", "市(县)",
    "市县区", "县市", "县(市)", "县名", "市州", "州市", "省份", "地市", "区划", "行政区划",
    "行政区", "区域",
    "单位", "单位名称", "乡镇", "乡镇名称", "镇街", "镇(街)", "乡镇(街道)", "乡镇、街道", "街道",
    "镇", "所属镇", "村", "村名", "乡镇、村", "旗县", "旗县区", "市辖区", "城市", "示范县",
    "项目县",
)  # fmt: skip
PERIOD_WORDS = frozenset({"年份", "年度", "月份", "时间", "时期", "期间", "季度", "年月", "年"})
NUMBER_WORDS = frozenset(
    {"序号", "编号", "代码", "行次", "指标代码", "序", "栏次", "项次", "行号", "编码", "排号"}
)
UNIT_WORDS = frozenset({"单位", "计量单位", "度量单位"})
STUB_WORDS = frozenset({*LABEL_WORDS, *AREA_WORDS, *PERIOD_WORDS, *NUMBER_WORDS, *UNIT_WORDS})
VALUE_WORDS = frozenset({
    "数量", "数值", "数", "本期数", "实际数", "完成数", "统计数", "合计", "总数", "总量", "指标值",
    "填报数", "填报数据", "本县", "数据", "实际值", "金额或个数",
})  # fmt: skip
SUMS = re.compile(
    r"^(?:全?[省市县区州盟旗国]|[^\s]{2,8}[市州])?(?:合计|总计|小计|共计|总数|汇总)$|^全[省市县区州盟国]$|^计$"
)
OWN_LEVEL = re.compile(r"^(?:[省市县区州]?本级|[省市县区州]直(?:属|单位)?|其[他它](?:县区|地区)?)$")
SUBCOUNTY = re.compile(
    r"(?:镇|乡|街道|街道办|办事处|村|社区|林场|农场|管委会|开发区|高新区|经开区|新区|园区|示范区)$"
)
_LABEL_UNITS = (
    ("人次", "人次"), ("人数", "人"), ("户数", "户"), ("场次", "场次"), ("次数", "次"),
    ("个数", "个"),
)  # fmt: skip


@dataclass(frozen=True)
class PeriodWord:
    """A period in a label.

    Attributes:
        text: the words.
        span: what they span; ``prior`` is the same period a year before the one beside it.
        first: first month, or first year of several, or 0.
        last: last month, or last year of several, or 0.
        year: its year, or 0 if the label names none.
    """

    text: str
    span: Span
    first: int = 0
    last: int = 0
    year: int = 0


@dataclass(frozen=True)
class Wording:
    """What a label says.

    Attributes:
        label: without decoration and unit.
        unit: the unit in it.
        period: the period in it.
        measure: what its figures are.
        thing: what is left: blank if the label is a period or a measure alone.
    """

    label: str
    unit: str | None
    period: PeriodWord | None
    measure: Measure | None
    thing: str


@lru_cache(maxsize=8192)
def undress(label: str) -> str:
    """A label without its numbering, its 其中 or #, and its formula.

    Examples:
        >>> undress("# 批发零售业"), undress("(二)民政事业费累计支出"), undress("执行率(B/A)")
        ('批发零售业', '民政事业费累计支出', '执行率')
        >>> undress("其中:市本级"), undress("2020年")
        ('市本级', '2020年')
    """
    plain = simplify(label)
    bare = _EXTENT.sub("", _MARKS.sub("", plain))
    return bare or plain


@lru_cache(maxsize=8192)
def read_label(text: str) -> Wording:
    """What a label says.

    Examples:
        >>> read_label("2019年（万元）").period.year
        2019
        >>> read_label("1-本月累计").period.span, read_label("1-12资金总支出").thing
        ('to_month', '资金总支出')
        >>> read_label("比上年同月 ±%").measure, read_label("同比增减（百分点）").measure
        ('change', 'points')
        >>> read_label("城镇新增就业（人）").unit
        '人'
    """
    plain = simplify(text)
    label, unit = split_unit(_EXTENT.sub("", plain))
    if unit is None and plain.endswith("%") and len(plain) > 1:
        label, unit = plain[:-1], "%"
    period, rest = find_period(label)
    if _AMOUNT_OF_CHANGE.search(label) or _MEAN_GROWTH.search(label):
        return Wording(label, unit, period, "other", rest or label)
    # 上年同期 is a period of its own, 比上年同期 a change.
    if _CHANGE.match(label) and not (period and not rest):
        measure: Measure = "points" if _POINTS.search(plain) else "change"
        return Wording(label, unit, None, measure, "")
    if period and not rest:
        period = replace(period, text=label)
    measured = find_measure(rest)
    return Wording(label, unit, period, measured, "" if measured else rest)


def find_measure(label: str) -> Measure | None:
    """What the figures under a label are: target, actual, completion, score, rank."""
    return next((name for name, pattern in _MEASURES if pattern.search(label)), None)


def find_period(label: str) -> tuple[PeriodWord | None, str]:
    """The period at the start of a label, and the rest of the label.

    A year in front of a thing (2020年电商销售额) is a period, one in front of 任务 is one, too.
    """
    for span, pattern in _PERIODS:
        match = pattern.match(label)
        if match is None:
            continue
        rest = label[match.end() :]
        rest = "" if _PERIOD_ENDS.match(rest) else rest
        # 1.7, 20世纪, 1件 and the like: a bare number is a period only if it is the whole label.
        bare = match[0].isdigit() or (
            span == "months"
            and "月" not in match[0]
            and "part" not in {k for k, v in match.groupdict().items() if v}
        )
        if bare and (rest and not (span == "months" and match["to"] and "-" in match[0])):
            continue
        if bare and span == "months" and not rest:
            continue
        if span == "cumulative" and rest:
            # 累计 is part of the name of the thing.
            return _make_period(span, match), label
        return _make_period(span, match), rest
    return None, label


def _make_period(span: Span, match: re.Match[str]) -> PeriodWord | None:
    parts = match.groupdict()
    year = int(parts.get("year") or 0)
    if span == "years":
        return PeriodWord(match[0], span, int(parts["first"]), int(parts["last"]))
    if parts.get("part"):
        first, last = _find_months(parts["part"])
        return PeriodWord(match[0], span, first, last, year)
    if parts.get("from"):
        first = int(parts["from"])
        return PeriodWord(match[0], span, first, int(parts.get("to") or first), year)
    return PeriodWord(match[0], span, year=year)


def _find_months(part: str) -> tuple[int, int]:
    """The months of 上半年, 三季度, 前三季度."""
    if "半年" in part:
        return (1, 6) if part.startswith("上") else (7, 12)
    number = next(index for index, digits in enumerate(("一1", "二2两", "三3", "四4"), start=1)
                  if any(digit in part for digit in digits))  # fmt: skip
    return (1, 3 * number) if part.startswith("前") else (3 * number - 2, 3 * number)


def infer_unit(label: str) -> str | None:
    """The unit that a label itself says: 户数 counts households.

    Examples:
        >>> infer_unit("低保户数"), infer_unit("培训人次"), infer_unit("金额")
        ('户', '人次', None)
    """
    return next((unit for end, unit in _LABEL_UNITS if label.endswith(end)), None)


def is_sum(label: str) -> bool:
    """Whether a label names the total of the areas beside it.

    Examples:
        >>> [is_sum(label) for label in ("合 计", "全省合计", "杭州市小计", "全市", "计划")]
        [True, True, True, True, False]
    """
    return bool(SUMS.match(simplify(label)))


@lru_cache(maxsize=8192)
def drop_translation(text: str) -> str:
    """A simplified label without the English that yearbooks print behind it.

    Examples:
        >>> drop_translation("年末总人口(万人)Population(10000persons)"), drop_translation("GDP")
        ('年末总人口(万人)', 'GDP')
        >>> drop_translation("一般公共预算收入A")
        '一般公共预算收入A'
    """
    match = _TRANSLATION.fullmatch(text)
    return match["label"] if match else text


def is_office(label: str) -> bool:
    """Whether a label above columns only names who is responsible for them.

    Examples:
        >>> is_office("市人力资源社会保障局"), is_office("市总工会"), is_office("城镇新增就业")
        (True, True, False)
    """
    return bool(re.search(r"^[^\d]{3,}(?:局|委|办|厅|联合会|委员会|办公室)$|^[^\d]*总工会$", label))
