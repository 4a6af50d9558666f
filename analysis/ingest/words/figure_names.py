"""What a figure of running text counts or measures, in the text's own words.

What is counted stands behind its number (75个村级电商服务站) or before it (村级电商服务站75个); what
is measured stands before it, in the same clause or, if that only says 达 or 共, in an earlier one.
"""

import re
from collections.abc import Sequence

_HAN = "\u4e00-\u9fff"
_DATE = (
    r"(?:\d{4}年)?(?:第?[一二三四1-4]、?[二三四]?季度|上半年|下半年|前[二两三]季度|\d{1,2}[-—~～至到]\d{1,2}月份?"
    r"|\d{1,2}月(?:份)?(?:\d{1,2}[日号]|[初中末底])?|前[一-龥0-9]{1,2}月)|\d{4}年(?:度|[初末底])?"
)
# What stands before a name and is no part of it.
_LEADING = re.compile(
    rf"^(?:[、,，的]|(?:截至|截止|至|到|自)?(?:{_DATE})(?:以来|止|底|末)?[,，]?|截至目前|截止目前|目前|现在|其中|同时"
    r"|并且|此外|另外?(?=[^有])|另有|以及|还将|之后|随后|即将|今年以来|今年|(?:上年|去年)(?:同期)?(?![末底初])|本年|当年(?![一-龥]?(?:培训|拨付))|年内|全年(?=[完实新累共])"
    r"|预计到?|力争到?|争取|确保|现已|已经|已(?![一-龥]{1,6}的)|还(?!款|贷)|正在|将(?=[建新完投实达覆继再])"
    r"|累计(?=[一-龥])|总共|共计|共(?=[一-龥]{2})(?!同|享|建|管|有)|合计|先后|分别(?=[为是])"
    r"|[全本我](?:县|市|区|省|州|旗|镇|乡)(?:现|共|已)?(?:有|拥有|辖)|(?:现|共|还|拥|另|包括|含|即)有|拥有|包括|及|或|并(?!购|网)|和(?!谐|平)|与|对|按|由|为(?!民)|是"
    r"|(?:其|该)(?=[一-龥])|通过(?=[一-龥])|主要(?=[一-龥]{2}))"
)
# What stands between a name and its figure.
_TRAILING = re.compile(
    r"(?:(?:增加|提高|上升|增长|提升|减少|下降|降低|扩大|回落|降|增)[到至]|达到了?|达(?:成)?|实现|突破|完成|共计?|合计|总计|总共|累计(?:达到?)?|分别"
    r"|分别?为|[为是约近超有的了计至已仅:：、,(（]|共有|现有|平均|高达|只有|不足|将近|接近|超过|大约|控制在|稳定在|保持在|位居)$"
)
# 民生实事已完成26件: what was done belongs to the name of what is counted.
_TRAILING_COUNT = re.compile(_TRAILING.pattern.replace("|实现|突破|完成|", "|"))
# Nouns that need the verb before them: 调减项目7个, 开工事项65件.
_PLAIN_NOUN = re.compile(r"^(?:项目|事项|任务|工程|活动|人员|企业|产品|订单)$")
# Verbs that only say how what is counted came about.
_VERBS = (
    "建成投用 建成并投入使用 建成 建立 建设 新建 新建成 新增 改建 扩建 改造 升级改造 改造提升 升级 完善 整合 开通 开设 开办 "
    "引进 引入 引导 培育 扶持 孵化 打造 创建 布局 设立 成立 组建 布设 组织 举办 开展 开办 完成 实施 谋划 储备 安排 上架 销售 "
    "补助 种植 养殖 硬化 铺设 修建 修缮 配备 购置 采购 投放 发放 安装 入驻 入库 签约 落地 认定 注册 申报 入选 获评 获得 荣获 "
    "覆盖 辐射 服务 涵盖 发展 推出 开发 接入 对接 链接 联结 吸纳 动员 派驻 选派 聘请 聘用 评选 表彰 搭建 拓展 维修 栽植 出栏 存栏 "
    "开工 竣工 续建 推进 启动 立项 审批 办理 受理 调整 发布 制作 拍摄 播出 举行 召开 参加 设置 设有 下设 下辖 辖 建有 现存 "
    "调减 调增 收购 托管 流转 治理 绿化 清理 排查 整改 化解 消除 培养 招募 招聘 邀请 帮助 帮扶 带动 惠及 支持 促进 受益"
).split()
_VERB = re.compile(
    "^(?:" + "|".join(sorted(set(_VERBS), key=len, reverse=True)) + ")(?:了|起|完成|到|出|各类|各级)?"
)
# Verbs of money: with what follows the amount they are its name (投入…衔接资金).
_OF_MONEY = re.compile(
    r"(?:安排|投入|下达|拨付|争取|落实|整合|筹措|筹集|发放|到位|使用|支出|申请|获得|统筹|支付|给予|补助|补贴|奖励|收到|提取|列支"
    r"|完成|实现|节约|配套|减免|撬动|吸引|引进|新增|带动|促进|其中|共|总)+(?:了|到|各级|各类)?$"
)
# What ends the words behind a number that name what it counts.
_STOP = re.compile(
    r"[^\u4e00-\u9fff、“”\"A-Za-z+·]|已|将|全部|均(?!衡)|都(?!市)|正在|正(?=[在式])|共(?=[有计\d同])|分别|完成|建成|投入|投用|参与|参加(?!人)|入驻"
    r"|(?<=.)(?:开工|竣工|投产)(?!项目|率)|(?<=..)(?:发展|建设|就业|创业|改造|运营|培训|经营|增收|受益|升级|使用|实施|提升|加工|销售)(?=[一-龥]{2})(?!项目|资金|基地|中心|工程|企业|主体|服务|人员|商|班|户|内容|任务|示范|点|站|带头人|设备|设施|园|产业|体系|行动|经费|补助|单位|平台|方|活动|会|课|合作社|讲座|车间|厂|村|岗位|场|类)"
    r"|实现|覆盖(?!率)|用于|开展|进行|通过|(?<!收)获(?=[得评批])|达到|脱贫(?!户|村|人|县|地区|劳动|攻坚|群众|家庭|不稳)|(?<=.)(?:为|是)(?![民主])|(?<=.)在(?!建|线|校|岗|库|册)"
    r"|(?<=.)(?:以(?!工代|上|下)|从(?!业)|由|到(?![户村达期家])|被|可(?!持续|再生|追溯)|能(?=[够有])|让|使(?!用|馆)|把|给|对(?!外|口|接|象)|因|占|含|有序|有效|有力|直接|持续|顺利|全面|按|较|比(?!例|赛|重|选)|同比|涉及|包括|组织|推动|带动|促进|帮助|提供|解决|享受|实行|纳入|围绕|位于|总投资|累计|预计|采取|增加|支持|每(?![一-龥]?月)|至(?=[一-龥]))"
    r"|(?<=.)(?:和|与|及|以及|并|、)(?=[一-龥]{0,6}\d)|(?<=.)(?:并(?!购|网)|且|而|也|还|又|再)"
)
_LONGEST = 24
_LONGEST_AFTER = 40
_BOUNDARY = re.compile(r"[，,。；;：:！？!?（）()\n《》]")
# Counts of what takes part: what they do is their name, too (带动1200人就业).
_PARTICIPANTS = frozenset({"person", "household", "person_time"})
_DOING = re.compile(r"^(?:实现|稳定|就近|就地)*(?:就业|创业|增收|脱贫|受益|务工|参加|参与|发展|致富|入会|入住)")
_FUNDS = re.compile(r"(?:资金|贷款|补助金?|补贴|投资|经费|专款|基金|保费|奖金|收入|产值|债券|款)$")
_PURE_CHANGE = re.compile(
    r"^(?:(?:比|较|与)?(?:上年|去年|上月|上季度|年初|前年|上年同期|去年同期|同期)?(?:相比|同期|末|底)?|同比|环比|净|名义|可比价)*"
    r"(?:增长|上升|增加|提高|下降|减少|降低|增收|减收|增支|减支|回落|提升|多|少|增|减|降|增幅|增速|降幅)?(?:了|为)?$"
)
_GENERIC = re.compile(r"^(?:占比|比例|比重|占比例|占|增速|增幅|同比|环比|金额|资金|面积|规模|数量|总额|总量)$")


def name_figure(text: str, start: int, end: int, previous: int, unit: str | None) -> str:
    """The words of a sentence that name a figure; blank if the clause has none.

    Args:
        text: the sentence, half-width, without white space.
        start: where the figure begins, with qualifier.
        end: where it ends.
        previous: where the figure before it ends; 0 for the first.
        unit: unit of its value.

    Examples:
        >>> name_figure("第一批75个村级电商服务站已建成", 3, 6, 0, "count")
        '村级电商服务站'
        >>> name_figure("其中省、市重点项目11个。", 9, 12, 0, "count")
        '省、市重点项目'
    """
    left = find_words_before(text, start, previous)
    is_measured = unit in ("share", "cny", "multiple") or (unit or "").endswith("百分点")
    after = find_words_after(text, end)
    if is_measured:
        name = _strip_measured(left)
        if after and _FUNDS.search(after) and (not name or _OF_MONEY.fullmatch(name)):
            return f"{name}{after}"
        if not name and after and not is_generic(after):
            return after
        return name[-_LONGEST:]
    doing = _DOING.match(text[end : end + 8]) if unit in _PARTICIPANTS else None
    if doing:
        return f"{strip_before(left)}{doing[0]}"[-_LONGEST:]
    if after:
        return after
    name = strip_before(left, _TRAILING_COUNT)
    shorter = "" if unit in _PARTICIPANTS else _VERB.sub("", name)
    is_named = shorter and not _PLAIN_NOUN.match(shorter)
    return (shorter if is_named else name)[-_LONGEST:]


def find_words_before(text: str, start: int, previous: int) -> str:
    """The clause before a figure, from the figure before it on, as printed."""
    least = max(previous, start - 60)
    first = start
    while first > least and not _BOUNDARY.match(text[first - 1]):
        first -= 1
    left = text[first:start]
    # 一、中央财政衔接资金（5273万元）, 农产品上行：110万元: the name stands before the sign.
    if not re.search(f"[{_HAN}]", left) and first > least and text[first - 1] in "(（:：":
        return find_words_before(text, first - 1, previous)
    return left


def find_words_after(text: str, end: int) -> str:
    """What is counted, where it stands behind the number; blank if it does not."""
    words = text[end : end + _LONGEST_AFTER]
    words = re.sub(r"^的", "", words)
    if re.match(r"[和与及并或、]", words):
        return ""
    clause = re.split(r"[，,。；;：:！？（）()\n]", words, maxsplit=1)[0]
    clause = re.sub(r"[、和与及](?=[^、和与及\d]{0,14}\d).*$", "", clause)
    head = _find_head(clause)
    stop = _STOP.search(head)
    noun = head[: stop.start()] if stop else head
    noun = noun.strip("、“”\"·")
    noun = re.sub(r"的$", "", noun)
    if len(noun) < 2 and not (noun and not stop):
        return ""
    return "" if re.match(r"^(?:左右|以上|以下|以内)?$", noun) else noun[:_LONGEST]


def _find_head(clause: str) -> str:
    """The words behind the last 的 that belongs to the noun: 集仓储于一体的物流中心."""
    before, mark, after = clause.rpartition("的")
    if not mark:
        return clause
    # A verb before 的 may begin another statement: 5个站点已成为农民的家.
    if re.search(r"已|成为|完成|实现|[，。]", before):
        return clause.partition("的")[0]
    return after if re.match(f"[{_HAN}]{{2,}}", after) else clause


def strip_before(words: str, trailing: re.Pattern[str] = _TRAILING) -> str:
    """Words before a figure without what only introduces or connects them."""
    previous = None
    while previous != words:
        previous = words
        shorter = _LEADING.sub("", words)
        if re.search(f"[{_HAN}]", shorter):
            words = shorter
        words = trailing.sub("", words)
    words = words.strip("、,“”\"·-—~～至.")
    words = re.sub(r"^(?:\(?[一二三四五六七八九十\d]+[)、.])+", "", words)
    return words if not _is_only_connecting(words) else ""


def _is_only_connecting(words: str) -> bool:
    return not re.search(f"[{_HAN}A-Za-z]", words) or bool(_LEADING.fullmatch(words))


def _strip_measured(words: str) -> str:
    name = strip_before(words)
    shorter = re.sub(r"^(?:完成|实现|达到)(?!率|投资|年|计划|目标|进度|销售?$)(?=[一-龥]{3})", "", name)
    return shorter


def find_plain_words(text: str, start: int, previous: int) -> str:
    """The words before a figure without a date, for want of a name: 累计完成.

    Examples:
        >>> find_plain_words("累计完成24627万元", 4, 0)
        '累计完成'
    """
    words = re.sub(_DATE, "", find_words_before(text, start, previous))
    return "".join(re.findall(f"[{_HAN}]+", words))[-_LONGEST:]


def is_pure_change(name: str) -> bool:
    """Whether a name says only that something changed: 同比增长, 比上年减收."""
    return bool(_PURE_CHANGE.match(name))


def is_generic(name: str) -> bool:
    """Whether a name says nothing without the one before it: 占比, 金额."""
    return bool(_GENERIC.match(name))


def find_topic(text: str, start: int) -> str:
    """The name in the clause before that of a figure, if it holds no figure itself.

    Examples:
        >>> find_topic("电商交易额再创新高，达", 11)
        '电商交易额再创新高'
    """
    first = start
    least = max(0, start - 60)
    while first > least and not _BOUNDARY.match(text[first - 1]):
        first -= 1
    if first <= least or text[first - 1] in "。；;\n":
        return ""
    clause = re.split(r"[，,。；;：:！？\n]", text[max(0, first - 40) : first - 1])[-1]
    name = strip_before(clause.strip("()（）"))
    is_named = re.search(f"[{_HAN}]{{2,}}", name) and not re.search(r"\d", name)
    return name[-_LONGEST:] if is_named else ""


_SHARED = re.compile(r"分别(?P<word>为|是|达到?|完成|实现|增长|下降|提高|减少|比上年增长|同比增长|同比下降)?$")
_JOINED = re.compile(r"^[、,，和及与]{1,2}$")


def share_names(text: str, spans: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Names of figures listed after 分别 (A、B分别为1个和2个): number of the figure → name.

    Examples:
        >>> share_names("乡镇、行政村分别为12个和186个", [(9, 12), (13, 17)])
        {0: '乡镇', 1: '行政村'}
    """
    names: dict[int, str] = {}
    for first, (start, _) in enumerate(spans):
        shared = _SHARED.search(text[max(0, start - 10) : start])
        if shared is None:
            continue
        last = first
        while last + 1 < len(spans) and _JOINED.match(text[spans[last][1] : spans[last + 1][0]]):
            last += 1
        end = max(0, start - 10) + shared.start()
        clause = re.split(r"[。；;：:\n]", text[max(0, end - 80) : end])[-1]
        size = last - first + 1
        parts = re.split(r"[、，,]|和|及|与", clause.rstrip("，,"))[-size:]
        if clause.endswith(("，", ",")) and all(first - back in names for back in range(1, size + 1)):
            # 分别为…，分别增长…: of the same as before.
            parts = [names[first - back] for back in range(size, 0, -1)]
        word = shared["word"] or ""
        suffix = "" if word in ("", "为", "是", "达", "达到", "完成", "实现") else word
        if len(parts) == size > 1 and all(len(part) > 1 for part in parts):
            for number, name in enumerate(_complete_names(parts), start=first):
                names[number] = f"{name}{suffix}"[-_LONGEST:]
    return names


def _complete_names(parts: Sequence[str]) -> list[str]:
    """Names of which the last may hold words that belong to all: 城镇、农村居民收入."""
    stripped = [strip_before(part) or part for part in parts]
    last = stripped[-1]
    head = last[len(stripped[0]) :]
    is_shared = len(last) > 2 * len(stripped[0]) and all(
        len(part) <= len(stripped[0]) + 1 for part in stripped[:-1]
    )
    return [f"{part}{head}" if is_shared else part for part in stripped[:-1]] + [last]
