"""The layout of each form's workbook: title, columns with units, rows, notes, formulas."""

from dataclasses import dataclass
from typing import Literal

from analysis.ingest.words.form_labels import MONTHLY_FORM

Content = Literal["text", "amount", "percent", "count", "date", "formula"]

FILL_ROWS = 20


@dataclass(frozen=True)
class TemplateColumn:
    """A column of a form.

    Attributes:
        header: its label, with its unit.
        content: type of its cells.
        note: how to fill it in.
        formula: formula of a computed column, with ``{row}`` for the row.
        width: width in characters.
    """

    header: str
    content: Content = "text"
    note: str = ""
    formula: str = ""
    width: int = 18


@dataclass(frozen=True)
class TemplateForm:
    """The workbook of a form.

    Attributes:
        title: its first line.
        columns: its columns.
        labels: first cells of its rows; without labels the table has blank rows to fill in.
        second: columns of a second table below the first, if any.
        notes: notes below the tables.
        asks_funds: whether a last table asks who appropriated how much.
    """

    title: str
    columns: tuple[TemplateColumn, ...]
    labels: tuple[str, ...] = ()
    second: tuple[TemplateColumn, ...] = ()
    notes: tuple[str, ...] = ()
    asks_funds: bool = True


_NUMBER = TemplateColumn("序号", width=6)
_AMOUNT_NOTE = "只填数字，不写单位"
_RATE_NOTE = "自动计算"

# The last table: what each level of government, and others, appropriated to the project.
FUND_COLUMNS = (
    TemplateColumn("安排资金来源", width=24),
    TemplateColumn("安排金额（万元）", "amount", "项目获得的资金总额；没有的留空", width=24),
)
FUND_LABELS = ("中央财政资金", "省级财政资金", "市级财政资金", "县级财政资金", "社会资金")

_WEIGHT = TemplateColumn("分值", "amount", "满分的分数", width=8)
_SCORE = TemplateColumn("得分", "amount", "自评的分数", width=8)

TEMPLATES: dict[str, TemplateForm] = {
    MONTHLY_FORM: TemplateForm(
        "电子商务进农村综合示范创建月报表",
        (
            _NUMBER,
            TemplateColumn("项目", width=44),
            TemplateColumn("单位", width=8),
            TemplateColumn("数值", "amount", "没有数据的留空；确实为零的填0"),
        ),
        notes=("资金使用进度按百分数填写，如44.74%。",),
        asks_funds=False,  # they are rows of the form
    ),
    "fund_plan": TemplateForm(
        "资金使用计划",
        (
            _NUMBER,
            TemplateColumn("名称", width=32),
            TemplateColumn("金额（万元）", "amount", _AMOUNT_NOTE),
            TemplateColumn("资金比例", "percent", "如50%"),
            TemplateColumn("资金用途", width=40),
        ),
    ),
    "disbursement": TemplateForm(
        "资金拨付情况表",
        (
            TemplateColumn("承办单位", width=32),
            TemplateColumn("使用方向", width=32),
            TemplateColumn("计划拨付资金（万元）", "amount", _AMOUNT_NOTE),
            TemplateColumn("实际拨付资金（万元）", "amount", _AMOUNT_NOTE),
            TemplateColumn(
                "拨付率", "formula", _RATE_NOTE, '=IF(N(C{row})>0,ROUND(D{row}/C{row},4),"")'
            ),
        ),
        notes=("合计行的承办单位填“合计”。",),
    ),
    "contracts": TemplateForm(
        "合同及分期支付情况表",
        (
            TemplateColumn("合同名称", width=32),
            TemplateColumn("中标单位", width=32),
            TemplateColumn("预算金额（万元）", "amount", _AMOUNT_NOTE),
            TemplateColumn("合同金额（万元）", "amount", _AMOUNT_NOTE),
            TemplateColumn("中标日期", "date", "如2020年3月5日"),
        ),
        second=(
            TemplateColumn("合同名称", note="与上表一致", width=32),
            TemplateColumn("期次", note="如首期、第二期、余款"),
            TemplateColumn("拨付金额（万元）", "amount", _AMOUNT_NOTE),
            TemplateColumn("支付比例", "percent", "如30%"),
            TemplateColumn("拨付日期", "date", "如2020年11月5日"),
        ),
    ),
    "progress": TemplateForm(
        "项目建设进度表",
        (
            _NUMBER,
            TemplateColumn("标的内容", note="同一类别的各行都填写", width=24),
            TemplateColumn("项目要求", note="写明数量和单位，如不少于500笔", width=44),
            TemplateColumn("完成情况", note="写明数量和单位", width=44),
            TemplateColumn("完成百分比", "percent", "如100%"),
        ),
    ),
    "statistics": TemplateForm(
        "年度统计表",
        (
            TemplateColumn("指标", width=32),
            TemplateColumn("单位", note="如万人次、亿元、户", width=10),
            TemplateColumn("2019年", "amount"),
            TemplateColumn("2020年", "amount"),
            TemplateColumn("同比", "percent", "2020年比2019年，如-24.98%"),
        ),
        notes=("表头的年份可以改，也可以增加年份。",),
        asks_funds=False,
    ),
    "performance": TemplateForm(
        "项目支出绩效自评表",
        (
            TemplateColumn("项目资金", width=24),
            TemplateColumn("年初预算数（万元）", "amount", _AMOUNT_NOTE),
            TemplateColumn("全年预算数（万元）", "amount", _AMOUNT_NOTE, width=24),
            TemplateColumn("全年执行数（万元）", "amount", _AMOUNT_NOTE, width=24),
            _WEIGHT,
            TemplateColumn(
                "执行率", "formula", _RATE_NOTE, '=IF(N(C{row})>0,ROUND(D{row}/C{row},4),"")'
            ),
            _SCORE,
        ),
        labels=("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金"),
        second=(
            TemplateColumn("一级指标", note="同一类别的各行都填写"),
            TemplateColumn("二级指标"),
            TemplateColumn("三级指标"),
            TemplateColumn("年度指标值", note="写明数量和单位，如不少于500笔"),
            TemplateColumn("实际完成值", note="写明数量和单位"),
            _WEIGHT,
            _SCORE,
        ),
    ),
}
