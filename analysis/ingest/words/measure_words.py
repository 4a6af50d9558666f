"""Measure words of running text, and what follows a number without being a unit."""

import re
from collections.abc import Mapping
from functools import lru_cache

from analysis.figures.measure_words import Unit

# Words of several characters, then single characters. What ``units.csv`` has besides is known, too.
_WORDS = """
    人次 人天 个次 车次 架次 场次 班次 批次 户次 头次 件次 例次 套次 台次 人份 台套 台(套)
    台/套 平方公里 平方千米 平方米 平米 立方米 立方 公里 千米 公顷 公亩 公斤 千克 千瓦时
    兆瓦时 千瓦 兆瓦 小时 分钟 课时 学时 个百分点 百分点 个月 工作日 美元 港元
    万美元   kg km m2 m3
    """.split()  # noqa: SIM905 - a list of words
_SINGLE = (
    "元%‰倍人名户个家条场次笔项种篇层张辆亩款台套期处单件只头座间栋幢所口眼棵株匹批份本部册幅面枚粒袋箱桶"
    "瓶盒包片块根支架艘班轮例宗起桩门节课米里方吨斤克升度天周分羽尾床席位对双组团队站股字道年盏畦畈垧瓮缸"
    "坛捆筐车趟顶把盘碗杯朵束串滴管井网孔"
)
# Words of what numerals count. Others are too often parts of words: 一方面, 三门峡, 两面针.
_COUNTED_BY_NUMERALS = frozenset(
    """
    个 家 条 场 项 种 名 人 户 座 处 台 辆 款 件 所 次 期 批 间 类 笔 套 部 年 个月 天 倍 亩
    头 只 村 镇 乡 元 万 亿 人次 篇 层 张 块 % 吨 公里 平方米
    """.split()  # noqa: SIM905 - a list of words
)
# What follows a unit and makes it another word: 3个月, 5年级, 2次产业.
_NO_UNIT_AFTER = {
    "个": "月|性|别|体|人(?!才|体)",
    "项": "目",
    "次": "[产会]",
    "家": "庭",
    "条": "例|件",
    "年": "[度级来均产代]",
    "人": "均|民币|社|口|工",
    "天": "然|下",
    "分": "别|类|布|为|成|散|解|配|享|包|批",
    "期": "间|末|初|限|货|待",
    "部": "分|门|署|队",
    "头": "等",
    "单": "位|元|项|独",
    "面": "积|上|向|临",
    "块": "链",
    "方": "面|案|式|便|向|可|米",
    "节": "点|能|约|日|假",
    "组": "织|长|成|建",
    "位": "于|列|居|置",
    "门": "店|诊|户",
    "种": "植|养|业",
    "只": "有|是|能",
    "本": "级|县|市|地|区|年|月|期|次|季|周|身",
    "批": "复|准|发",
    "支": "付|出|持|部|撑|农|行",
    "根": "据",
    "包": "[括含装村裹]",
    "份": "额",
    "起": "来|步|点|义",
    "名": "单|优|称|列|特|录",
    "笔": "记|试",
    "场": "所|地|景|馆",
    "所": "有|在|得|以|需|属|示|述",
    "处": "理|置|于|长|罚",
    "间": "接|距|歇|隔",
    "座": "谈|位",
    "款": "项|式",
    "对": "口|接|象|外|比|于|标",
    "口": "岸|径|粮|感",
    "克": "服|山|隆",
    "里": "程",
    "班": "子|级|线",
    "度": "假",
    "队": "伍",
    "团": "队|购|体|结|场",
    "站": "点(?![0-9])",
    "片": "区",
    "元": "旦|素|件",
    "户": "均|籍|外|用|型|主",
    "亩": "均|产",
    "股": "东|份|金|权",
    "道": "路",
    "网": "点|店|络|格|络|上|红",
    "井": "冈",
    "课": "程|题",
    "车": "间|站|辆",
    "管": "理|网|道|护",
    "台": "账|湾",
    "张": "掖|家|店",
    "把": "关|握|手",
    "盘": "活|点|锦",
    "顶": "层",
    "字": "号",
    "升": "级|学",
}
_NOT_UNITS = {unit: re.compile(words) for unit, words in _NO_UNIT_AFTER.items()}
# What numbers without a unit are followed by: dates, grades, clock times, numbers of documents.
NO_MEASURE = re.compile(
    r"年|月|日|号|时|点|季度|世纪|级|届|度|期|次|、|\.|第|大|化|通|强|位一体|[A-Za-z]|维|中全会"
    r"|[一-龥]{0,2}(?:工程|行动|规划)"
)


def is_other_word(unit: str, after: str) -> bool:
    """Whether a word behind a number is no unit, by the words after it.

    Examples:
        >>> is_other_word("次", "产业"), is_other_word("次", "培训")
        (True, False)
    """
    pattern = _NOT_UNITS.get(unit)
    return bool(pattern and pattern.match(after))


def counts_by_numeral(unit: str) -> bool:
    """Whether a unit, with its scale or without, stands behind numerals, too: 三家, 十万元."""
    return unit in _COUNTED_BY_NUMERALS or unit.lstrip("万亿") in _COUNTED_BY_NUMERALS


@lru_cache(maxsize=8)
def _list_all(known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*known, *_WORDS, *_SINGLE}, key=lambda word: (-len(word), word)))


def list_measures(units: Mapping[str, Unit]) -> tuple[str, ...]:
    """All words that are units of running text, the longest first."""
    return _list_all(tuple(sorted(units)))
