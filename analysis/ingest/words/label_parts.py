"""What the words of a column's label say of it, where no form lists the label.

拟投入财政资金, 已完成支付金额 and 中标（合同）价 are in no list; their parts say what they are. A
column that is read so is remarked on, and counts less than one whose label a form lists.
"""

import re
from functools import lru_cache

# What money is called, at the end of a label or before 情况, 合计 and the like.
_MONEY = r"(?:资金|金额|款项|款|经费|投资|额度|总额|额|支出|费用|预算|价款|价格|价|总价)"
_END = r"(?:总额|总数|总量|合计|小计|情况|安排|规模|额度|数额|数|额)?"
_PAY = r"(?:拨付|支付|支出|使用|拨款|付款|兑付|兑现|报账|执行|划拨|发放|列支|结算支付)"
_DONE = r"(?:已|实际|累计|目前|现|本年|全年|当年|本期|截至.{0,12}?)"
_FIRM = r"(?:企业|公司|商家?|方|主体|机构|合作社|供应商)"
_BRACKETS = re.compile(r"[(\[（].{0,60}?[)\]）]")
# In this order: the first of which an alternative fits decides.
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (meaning, re.compile("|".join(alternatives)))
    for meaning, *alternatives in (
        ("person", "(?:联系|负责|经办|填报|责任)人|电话|手机|姓名|签字|签章"),
        ("remark", "备注|说明|附注|原因|问题|措施|建议|打算|排名|名次|位次|依据|文号|账号"),
        ("rest", "未|应付|来源|剩余|结余|结存|余额|余款|尾款|尚欠|差额|待(?:拨|付|支)|缺口",
         "质保金|节约|核减"),
        ("rate", rf"{_PAY}.{{0,4}}(?:率|进度|比例|比率|百分比|占比)", rf"(?:预算|资金){_PAY}?进度"),
        ("completion", "(?:完成|达标|任务|目标|总体|形象|实施|建设|工程).{0,4}"
         "(?:率|比例|百分比|占比)",
         "完成进度|(?:形象|总体|工程|项目|建设|实施)进度"),
        ("share", "占.{0,8}比|比重|(?:资金|分配|构成)?(?:比例|占比)", f"{_MONEY}比例"),
        ("date", "时间|日期|期限|年限|工期|周期|时限|起止|年份|年度$"),
        ("responsible", "(?:责任|主管|牵头|监管|监督|行业|主办|归口|业主|配合)"
         "(?:单位|部门|机构|方)"),
        ("payee", "(?:项目|工程)?(?:实施|建设)单位|承包(?:商|人|单位)|供应商|乙方|受益企业",
         "(?:承办|承建|承担|承接|中标|施工|供货|服务|收款|合作|运营|签约|成交|中选|受托|代建).{0,3}"
         rf"(?:{_FIRM}|单位)",
         f"(?:实施|建设|项目|申报){_FIRM}", "^(?:企业|公司)(?:名称)?$"),
        ("paid", "已(?:付|支付|拨付|拨|付清)"),
        ("amount", f"(?:合同|中标|成交|签约|协议|中选).{{0,4}}{_MONEY}"),
        ("tendered", "(?:采购|招标).{0,2}预算",
         "(?:招标|控制|最高限|拦标|标底).{0,4}(?:价格?|金额)"),
        ("due", f"(?:应|计划|拟|可){_PAY}"),
        ("asked", f"(?:申请|请款|拟申请|申报).{{0,4}}{_MONEY}"),
        ("received", "到位|到账|收到|筹集"),
        ("paid", f"{_DONE}.{{0,4}}{_PAY}", f"{_PAY}.{{0,4}}{_MONEY}", f"^(?:资金)?{_PAY}{_END}$",
         f"{_PAY}(?:数|额)|完成{_PAY}"),
        ("invested", "完成.{0,4}投资"),
        ("planned",
         "(?:计划|预算|安排|下达|批复|核定|分配|概算|拟|投入|投资|配套|补助|奖补|补贴|财政|专项|项目|"
         "扶持|总|分解|切块|中央|省级|市级|县级|衔接|本次|提前|总计).{0,8}"
         f"{_MONEY}{_END}",
         "^(?:资金|金额|投资|经费|资金总量)$", f"{_MONEY}(?:安排|分配|计划|下达)(?:情况|数)?",
         "(?:预算|概算|安排|下达|分配|批复|核定)(?:数|数额)$",
         "^(?:预算|概算|预算安排|资金安排|资金分配)$|资金规模|投资规模|资金额度?$",
         "(?:估算|概算)投资|投资(?:估算|概算|合计)|资金合计"),
        ("result",
         "(?:实际|已|累计|目前|全年|现).{0,4}(?:完成|建成|达到|实现|开展|建设|培训).{0,4}"
         "(?:值|数|量|情况|任务|结果)?$",
         "完成(?:值|数|量|结果|情况|任务|水平)",
         "(?:进展|落实|推进|实施|建设|执行)(?:情况|进展|结果)"),
        ("requirement",
         "(?:目标|任务|计划|指标|要求|考核).{0,6}(?:值|数|量|内容|要求|任务|目标|标准)",
         "^(?:目标|任务|计划|要求)$|计划.{0,4}(?:建|培训|完成|覆盖|开展).{0,4}数?"),
        ("place", "地点|地址|位置|区域|所在地"),
        ("area",
         "^(?:县|市|区|州|地区|县区|市县|县[(（]?市|区县|市州|乡镇|镇|街道|村|单位).{0,4}(?:名称)?$",
         "(?:乡镇|行政村|县市区)(?:名称)?$"),
        ("label",
         "(?:项目|工程|建设|实施|支出|采购|服务|活动|子项|分项|事项|科目|标段|包组|内容|用途|方向|任务|"
         "措施|费用|资金使用).{0,4}(?:名称|内容|方向|用途|类别|明细|清单|项目)?$",
         "名称$|用途|内容"),
    )
)  # fmt: skip


_PERSONAL = re.compile(
    r"电话|手机|联系方式|身份证|证件号|账号|帐号|卡号|姓名|户主|联系人|负责人|法人代表|法定代表人|邮箱|微信|QQ"
)


def is_personal(label: str) -> bool:
    """Whether a column names persons or how to reach them: its cells are never filed.

    Examples:
        >>> is_personal("联系电话"), is_personal("负责人数")
        (True, False)
    """
    return bool(_PERSONAL.search(label)) and not label.endswith("数")


@lru_cache(maxsize=4096)
def read_parts(label: str) -> str | None:
    """What the words of a label say that its column is; None if they say nothing.

    Args:
        label: the label without decoration, half-width.

    Examples:
        >>> read_parts("拟投入财政资金"), read_parts("已完成支付金额"), read_parts("中标(合同)价")
        ('planned', 'paid', 'amount')
        >>> read_parts("未支付金额"), read_parts("资金支付进度"), read_parts("承接企业名称")
        ('rest', 'rate', 'payee')
    """
    plain = _BRACKETS.sub("", label)
    if not plain or len(plain) > 24:
        return None
    meaning = next((meaning for meaning, pattern in _RULES if pattern.search(plain)), None)
    is_amount = re.search(f"{_MONEY}$", plain) is not None
    return None if meaning == "label" and is_amount else meaning


# What these mean in a form; a meaning that is not listed for a form is kept apart from it.
_COMMON = {
    "person": "ignored", "remark": "ignored", "date": "detail", "responsible": "detail",
    "place": "detail", "rest": "part", "received": "part", "asked": "part", "invested": "part",
}  # fmt: skip
_BY_FORM: dict[str, dict[str, str]] = {
    "fund_plan": {"label": "label", "planned": "planned", "share": "share", "payee": "detail",
                  "paid": "part", "amount": "part", "tendered": "part", "rate": "part",
                  "area": "detail"},
    "disbursement": {"label": "label", "payee": "payee", "planned": "planned",
                     "due": "planned", "paid": "paid",
                     "rate": "rate", "amount": "part", "tendered": "part", "share": "part",
                     "area": "detail"},
    "contracts": {"label": "label", "payee": "payee", "amount": "amount", "tendered": "tendered",
                  "planned": "part", "paid": "part", "rate": "part", "share": "part",
                  "area": "detail"},
    "progress": {"label": "name", "requirement": "requirement", "result": "result",
                 "completion": "completion", "planned": "part", "paid": "part", "rate": "part",
                 "payee": "detail"},
}  # fmt: skip
# Ranked behind every label that a form lists.
RANK = "~7"


def guess_meaning(form_kind: str, label: str) -> str | None:
    """The meaning of a column in a form by the words of its label, as ``form_labels.csv`` has it.

    Examples:
        >>> guess_meaning("disbursement", "承接企业名称")
        'payee~7'
        >>> guess_meaning("contracts", "未支付金额")
        'part'
    """
    form = _BY_FORM.get(form_kind)
    meaning = read_parts(label) if form else None
    if form is None or meaning is None:
        return None
    found = form.get(meaning) or _COMMON.get(meaning)
    return found if found in (None, "ignored", "detail", "part") else f"{found}{RANK}"
