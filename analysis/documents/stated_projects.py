"""What a paper says of its project: programme, level of government, year.

The line 项目名称 and the title are read. What neither says is unknown: nothing is guessed.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

# Words for a level, the longest first, and what they stand for.
_LEVELS = {
    "中央财政": "nation", "国家级": "nation", "全国": "nation", "国家": "nation", "中央": "nation",
    "自治区级": "province", "省级": "province", "省财政": "province",
    "设区市级": "city", "市级": "city", "州级": "city", "盟级": "city", "市财政": "city",
    "县级": "county", "区级": "county", "旗级": "county", "县财政": "county", "区财政": "county",
}  # fmt: skip
_OF_PROJECT = "财政|专项|补助|资金|示范|项目|试点|衔接|扶贫|乡村振兴|电子商务|电商|农村"
# A level counts where it belongs to a project: 县级电商服务中心 is no project of the county.
_LEVEL = re.compile(
    rf"(?P<level>{'|'.join(_LEVELS)})(?P<rest>.{{0,4}}?(?:{_OF_PROJECT})(?!服务|公共|平台|运营))"
)
_SEVERAL = re.compile("(?:中央|国家|省|市|县)(?:级)?(?:财政)?(?:和|及|与|、|，)(?=省|市|县|地方)")
_YEAR = r"(?P<year>(?:19|20)\d{2})年度?"
# A year is the project's where its level follows, or its name and a word for a project.
_YEAR_AND_LEVEL = re.compile(rf"{_YEAR}[^\d年,，。;；]{{0,14}}?(?:{'|'.join(_LEVELS)})")
_YEAR_AND_NAME = re.compile(
    rf"{_YEAR}(?!第?[一二三四1-4]季|\d|[上下]半年)[^\d年,，。;；]{{0,24}}?(?:项目|示范县|示范区|专项资金)"
)
_ANY_YEAR = re.compile(_YEAR)
_REPORTS = re.compile("月报表|季报|半年报|年报|工作总结|工作汇报")


@dataclass(frozen=True)
class Statement:
    """What a paper says of its project.

    Attributes:
        programme: the programme; None if it names none that is known.
        level: nation, province, city or county; None if it says none, or several.
        year: four digits; None if it says none.
        name: the project's name as printed in the line 项目名称.
        is_year_certain: whether the year is the project's; else it may be that of the report.
    """

    programme: str | None = None
    level: str | None = None
    year: str | None = None
    name: str | None = None
    is_year_certain: bool = True

    @property
    def key(self) -> tuple[str | None, str | None, str | None]:
        """What tells projects apart."""
        return self.programme, self.level, self.year

    def fits(self, other: "Statement") -> bool:
        """Whether both may be about one project: what both say is the same."""
        return all(one == two for one, two in zip(self.key, other.key, strict=True) if one and two)


def read_statement(title: str, name: str | None, programmes: Mapping[str, str]) -> Statement:
    """What a title and a line 项目名称 say of a project.

    Args:
        title: the title of a paper.
        name: the name of the project that a line of the paper prints, if any.
        programmes: words for a programme → its name.

    Examples:
        >>> read_statement("狐岭县2021年国家电子商务进农村综合示范项目自评报告", None, {}).key
        (None, 'nation', '2021')
        >>> read_statement("狐岭县2021年7月电商进农村示范创建月报表", None, {}).key
        (None, None, None)
    """
    own, of_title = (
        _read(unicodedata.normalize("NFKC", text or ""), programmes, is_name)
        for text, is_name in ((name, True), (title, False))
    )
    year_from = own if own.year else of_title
    return Statement(
        own.programme or of_title.programme,
        own.level or of_title.level,
        year_from.year,
        name,
        year_from.is_year_certain,
    )


def _read(text: str, programmes: Mapping[str, str], is_name: bool) -> Statement:
    plain = re.sub(r"\s+", "", text)
    named = sorted((word for word in programmes if word in plain), key=len, reverse=True)
    level = None if _SEVERAL.search(plain) else _find_level(plain)
    year, is_certain = _find_year(plain, is_name)
    return Statement(programmes[named[0]] if named else None, level, year, None, is_certain)


def _find_level(plain: str) -> str | None:
    levels = {_LEVELS[match["level"]] for match in _LEVEL.finditer(plain)}
    return levels.pop() if len(levels) == 1 else None


def _find_year(plain: str, is_name: bool) -> tuple[str | None, bool]:
    """The project's year, and whether it can be no other."""
    patterns = (_ANY_YEAR,) if is_name else (_YEAR_AND_LEVEL, _YEAR_AND_NAME)
    for pattern in patterns:
        years = {match["year"] for match in pattern.finditer(plain)}
        if len(years) == 1:
            is_certain = is_name or pattern is _YEAR_AND_LEVEL
            if not is_certain and _REPORTS.search(plain):
                continue
            return years.pop(), is_certain
    return None, True
