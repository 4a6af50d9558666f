"""Whether a figure of running text is what was reached, what is aimed at, or what was allotted.

Only words of aim about the figure itself make a target: 超过 and 以上 qualify a result, 占计划的
relates a result to a plan, and 拟脱贫村 is a kind of village.
"""

import re
from datetime import date

from analysis.ingest.words.periods import Period

_BUILD = "[建新投安实达完覆培引推改扩开发继再增选举补提打组扶突]"
# An aim that holds for the figures after it, until words of what was done.
_AIM = re.compile(
    r"力争|争取(?!到|[^，,]{0,10}(?:资金|项目|支持|补助|专款))|确保"
    rf"|计划(?=到|{_BUILD}|在|于|年|用|总投|采)|规划(?={_BUILD})|拟(?=[新建投安实补采支在]|用)"
    rf"|(?:还|即|预计)?将(?={_BUILD}|在|于|会)|预计|预期|目标(?:是|为|任务为|任务是|[:：])|要求|应当?(?=[达不完])|须|必须|有望|任务是"
    r"|下一步|到20\d{2}年(?=[^，,。]{0,12}(?:达|实现|建|覆盖|突破))|(?:下|明)年"
)
_DONE = re.compile(
    r"已|截至|截止|目前|实际|现有|完成了|超额完成|当前|累计(?!要|将)|\d{1,2}[-—~～至到]\d{1,2}月|结算|结余|支付|支出|到位"
)
_NO_AIM = re.compile(r"为[^，,]{0,6}(?:目标|要求)|按照?.{0,12}(?:要求|目标|计划)")
# An aim of one figure: a noun right before it.
_AIM_NOUN = re.compile(
    r"(?:(?:目标|指标|计划|任务|要求|规划|预算|预期)(?:数|值|量|额|投资额?|任务数?|总额)?|(?:计划|规划|预算|预计|拟|概算|目标)(?:总)?投资(?:总?额)?|计划(?:总)?(?:资金|规模))"
    r"(?:为|是|达到?|共计?|合计|总计|[:：]|约|控制在)?$"
)
_OF_PLAN = re.compile(
    r"(?:占|完成|达到?|超额?|为|较|比)[^，,。]{0,16}(?:计划|目标|任务|预算|指标)[^，,。]{0,6}的?$|时序进度|序时进度"
)
# 量化指标任务共55项 counts tasks; it is no aim.
_COUNTS = frozenset({"count", "件", "批", "类"})
_COUNTED = re.compile(r"(?:任务|指标|目标|计划)(?:共|有|共有|为)?$")
_AT_LEAST = re.compile(r"不少于|不低于|至少")
_ALLOTTED = re.compile(
    r"(?:下达|安排|分配|核定|核拨|调剂|切块|用于|支持[一-龥]{2,10}|提取[一-龥]{0,8}费)(?![后率的])"
)
_REACH = 80
_DOING = re.compile(r"已|实现|带动|收入|销售|投资|节约|增收|达|总|共|成本|价")
_ALLOTTING = re.compile(r"(?:分配|安排|下达)(?:情况|计划|方案)?(?:为|如下|是)?[:：]$")
# 开发式帮扶任务3700万元 is the money of a task.
_TASK = re.compile(r"任务(?:为|共|资金)?$")
_SPENT = re.compile(r"已用|使用|支出|拨付|支付|兑付|兑现|发放|完成|报账")


def find_role(
    before: str,
    text: str,
    unit: str | None,
    period: Period | None = None,
    until: date | None = None,
) -> str:
    """The role of a figure: ``target``, ``appropriation`` or ``reported``.

    Args:
        before: the sentence up to the figure, with the parts before a semicolon.
        text: the figure as printed.
        unit: unit of its value.
        period: its period, if known.
        until: last day that the document is about.

    Examples:
        >>> find_role("力争年内建成站点", "5个", "count")
        'target'
        >>> find_role("电商交易额", "超过33亿元", "cny")
        'reported'
    """
    before = before[-_REACH:]
    clause = _find_clause(before)
    is_rate = unit in ("share", "multiple", "percentage_point")
    if is_rate and _OF_PLAN.search(before[-24:]):
        return "reported"
    is_allotted = unit == "cny" and _is_allotted(before, clause)
    is_task = unit == "cny" and _TASK.search(clause)
    is_counted = unit in _COUNTS and _COUNTED.search(clause)
    if _AIM_NOUN.search(before[-14:]) and not (is_counted or is_task):
        return "target"
    is_done = bool(_DONE.search(clause))
    if _AT_LEAST.match(text) or _AT_LEAST.search(clause[-6:]):
        return "reported" if is_done and not re.search("要求|应|须", before) else "target"
    aim = _find_last(_AIM, before)
    if aim is not None and not _DONE.search(before, aim) and not _is_noun_of_plan(before, aim):
        return "target"
    if period and until and (period.start or period.end) > until and not is_done:
        return "target"
    return "appropriation" if is_allotted else "reported"


def _is_allotted(before: str, clause: str) -> bool:
    """Whether a clause allots, or begins the list of what is allotted: 分配如下：A镇20万元."""
    if _SPENT.search(clause):
        return False
    head = before[: len(before) - len(clause)]
    is_listed = bool(_ALLOTTING.search(head)) and not _DOING.search(clause)
    return is_listed or bool(_ALLOTTED.search(clause))


def continue_allotment(before: str, unit: str | None) -> str:
    """The role of a figure after an allotment: another one, if its clause is a name alone.

    Examples:
        >>> continue_allotment("安排乌河镇20万元，海流镇", "cny")
        'appropriation'
        >>> continue_allotment("安排乌河镇20万元，已支出", "cny")
        'reported'
    """
    clause = _find_clause(before[-_REACH:])
    is_name = unit == "cny" and not _SPENT.search(clause) and not _DOING.search(clause)
    return "appropriation" if is_name else "reported"


def _find_clause(before: str) -> str:
    return re.split(r"[，,；;：:。（(]", before)[-1]


def _find_last(pattern: re.Pattern[str], text: str) -> int | None:
    found = None
    for match in pattern.finditer(text):
        found = match.end()
    return found


def _is_noun_of_plan(before: str, end: int) -> bool:
    """Whether a word of aim only names the basis of what was done: 按照…要求，建成…."""
    return bool(_NO_AIM.search(before[max(0, end - 16) : end]))
