"""Whether a figure of running text is the county's own, or of a part, a company, the nation."""

import re

# Levels by the last character of the area's name; 全市 of a county is that of the city above.
_OWN_WORDS = {
    "县": "县",
    "区": "区县",
    "市": "市",
    "省": "省",
    "州": "州",
    "旗": "旗县",
    "盟": "盟",
}
_WHOLE = re.compile(
    r"(?<![于比较占超与到过])(?:全|本|我)(?P<level>[国省市州区县旗盟])(?!域|境|级|长|场|直)"
)
_TOWNSHIP = re.compile(
    r"(?:^|[，,。；;：:、\n])(?:[^，,。；;\n]{0,12}[县区市旗])?"
    r"(?P<name>[\u4e00-\u9fff]{1,5}?)(?:镇|乡|街道|苏木)(?![级村域街上土亲愁、和及等镇])"
)
_VILLAGE = re.compile(
    r"(?:^|[，,。；;：:\n])(?P<name>[\u4e00-\u9fff]{2,4})村(?=[累完实建已共今投成种养培开举带年有]|20\d\d)"
)
_NO_NAME = re.compile(r"[个各全乡城我本该每等类级行政村百家建的镇]")
_COMPANY = re.compile(
    r"(?<![家个的])[\u4e00-\u9fff]{2,}(?:有限公司|公司|合作社|集团|专卖店|农场)"
    r"(?=[累完实建已共今发投成种养电农新全培开举组带年有启突销引]|20\d\d|\d)"
)
# Who is helped, taught or reached is not all there is of it in the county.
_HELPED = re.compile(
    r"带动|帮扶|帮助|辐射|惠及|受益|扶持|支持|吸纳|联结|培训|服务|组织|培育|引导|资助|救助|慰问|发动|动员|新增|减少|脱贫|退出|脱困"
    r"|资助|发放|参加|参与|解决|促进|走访|支付|安置|搬迁|奖励|补助|覆盖|免费|吸引|推动|其中|户均|扶助|兑现|落实|实施"
)
_FIGURES_OF_ALL = frozenset({"profile", "poverty"})


def is_of_other_scope(before: str, area_name: str) -> bool:
    """Whether the words before a figure say that it is not the area's own.

    Args:
        before: the sentence up to the figure.
        area_name: name of the area.

    Examples:
        >>> is_of_other_scope("全省电商交易额", "狐岭县"), is_of_other_scope("全县共", "狐岭县")
        (True, False)
    """
    words = re.split(r"[；;]", before[-60:])[-1]
    wholes = [match["level"] for match in _WHOLE.finditer(words)]
    own = _OWN_WORDS.get(area_name[-1:], "县")
    if wholes:
        return wholes[-1] not in own
    places = (match["name"] for one in (_TOWNSHIP, _VILLAGE) for match in one.finditer(words))
    if any(not _NO_NAME.search(name) for name in places):
        return True
    return bool(_COMPANY.search(words[-40:]))


def counts_only_some(clause: str, topic: str) -> bool:
    """Whether a clause counts those that were helped where the indicator counts all there are.

    Examples:
        >>> counts_only_some("辐射带动", "poverty"), counts_only_some("全县共有", "poverty")
        (True, False)
    """
    return topic in _FIGURES_OF_ALL and bool(_HELPED.search(clause))
