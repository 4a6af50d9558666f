"""Seals and letterheads: an office's name with a date, and 狐岭县商务局文件 above a paper."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.ingest.forms.entries import read_day
from analysis.ingest.words.chinese_dates import write_dates
from analysis.ingest.words.wordings import simplify

LONGEST_OFFICE = 30
# An office may have its area before it, as 狐岭县商务局, or none, as 县商务局.
_OFFICE = re.compile(
    r"[\u4e00-\u9fffA-Za-z·]{2,28}(?:局|办公室|办|委员会|委|厅|政府|中心|指挥部|领导小组|专班|部|"
    r"银行|联社|合作社|协会|商会|公司|院|站|所|处|科)(?:\((?:盖章|公章|章|印章|签章)\))?"
)
_DAY = r"[(\[]?(?P<day>\d{4}年\d{1,2}月\d{1,2}[日号]|\d{4}[-./]\d{1,2}[-./]\d{1,2})[)\]]?"
_DAY_AT_END = re.compile(rf"{_DAY}(?:印发|印|发)?$", re.ASCII)
_DAY_AT_START = re.compile(_DAY, re.ASCII)
_LABEL = re.compile(r"^[\u4e00-\u9fff]{2,6}(?:\([^()]{1,6}\))?[:：]")
_LETTERHEAD = re.compile(r"(?!根据|按照|依据|有关|关于|转发)(?P<office>[\u4e00-\u9fff·]{3,40})文件")
NUMBER_OF_PAPER = re.compile(
    r"[\u4e00-\u9fff]{1,18}[〔\[(（【]\s?(?:19|20)\d{2}\s?[〕\])）】]\s?第?\d{1,5}号"
)
_LINES_ABOVE = 3
_LETTERHEAD_LINES = 6
_PUBLICITY = re.compile(r"[(]?(?:公示|公告|公开|发布)(?:时间|日期|期限|期)(?:[:：]|为|自)?")
_LONGEST_PUBLICITY = 60
_FIRST_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}[日号]|\d{4}[-./]\d{1,2}[-./]\d{1,2}", re.ASCII)


@dataclass(frozen=True)
class Seal:
    """An office and a date that stand together.

    Attributes:
        office: names of the offices, joined by 、; blank for a date below no office.
        day: the date.
        line: index of the line with the date.
        first_line: index of the first line that belongs to it.
    """

    office: str
    day: date
    line: int
    first_line: int


def find_seals(lines: Sequence[str]) -> list[Seal]:
    """The seals in lines of text: a date alone below an office, or an office and a date together.

    Examples:
        >>> [seal.office for seal in find_seals(["狐岭县商务局 狐岭县财政局 2018年5月18日"])]
        ['狐岭县商务局、狐岭县财政局']
        >>> find_seals(["二OO九年六月十八日"])[0].day.isoformat()
        '2009-06-18'
    """
    return [seal for index in range(len(lines)) if (seal := _read_seal(lines, index))]


def _read_seal(lines: Sequence[str], index: int) -> Seal | None:
    line = lines[index]
    # Most lines are no seal, and a long one cannot be.
    if len(line) > 400 or not re.search("[年.\\-/]", line):
        return None
    plain = simplify(write_dates(line))
    if len(plain) > 4 * LONGEST_OFFICE:
        return None
    for pattern in (_DAY_AT_END, _DAY_AT_START):
        match = pattern.search(plain) if pattern is _DAY_AT_END else pattern.match(plain)
        day = read_day(match["day"]) if match else None
        if match is None or day is None:
            continue
        rest = (plain[: match.start()] + plain[match.end() :]).strip(",，、:：;；")
        if not rest:
            offices = list(_find_offices_above(lines, index))
            first = min((at for at, _ in offices), default=index)
            return Seal("、".join(name for _, name in reversed(offices)), day, index, first)
        # 填报单位：狐岭县商务局 2021年12月20日: the label is no part of the office.
        offices_beside = _split_offices(line, _LABEL.sub("", rest))
        if offices_beside:
            return Seal("、".join(offices_beside), day, index, index)
    return None


def _find_offices_above(lines: Sequence[str], index: int) -> Iterator[tuple[int, str]]:
    """Offices in the lines directly above a date; a bracket, as (盖章), may stand between."""
    for at in range(index - 1, max(-1, index - 1 - _LINES_ABOVE), -1):
        plain = simplify(lines[at])
        if plain.startswith("(") or not plain:
            continue
        offices = _split_offices(lines[at], plain)
        if not offices:
            return
        yield from ((at, office) for office in reversed(offices))


def _split_offices(line: str, plain: str) -> list[str]:
    """The offices of a line that names nothing else; empty if it names something else, too."""
    spaced = [simplify(part) for part in re.split(r"[\s、,，]", line) if part]
    parts = [part for part in spaced if _OFFICE.fullmatch(part)]
    if parts and "".join(parts) == re.sub("[、,，]", "", plain):
        return [part for part in parts if len(part) <= LONGEST_OFFICE]
    is_one = _OFFICE.fullmatch(plain) is not None and len(plain) <= LONGEST_OFFICE
    return [plain] if is_one else []


def find_publicity(lines: Sequence[str]) -> date | None:
    """The first day on which a paper is on display (公示时间：2022年3月1日至3月10日), if any.

    Examples:
        >>> find_publicity(["公示期：2022年3月1日—3月10日"]).isoformat()
        '2022-03-01'
    """
    for line in lines:
        plain = simplify(line)
        match = _PUBLICITY.match(plain) if len(plain) <= _LONGEST_PUBLICITY else None
        first = _FIRST_DAY.search(plain, match.end()) if match else None
        day = read_day(first[0]) if first else None
        if day is not None:
            return day
    return None


def find_letterhead(lines: Sequence[str]) -> str:
    """The office of a letterhead among the first lines: 狐岭县商务局文件; blank without one.

    Examples:
        >>> find_letterhead(["狐岭县人民政府办公室文件", "狐府办〔2020〕3号"])
        '狐岭县人民政府办公室'
    """
    offices: list[str] = []
    for line in lines[:_LETTERHEAD_LINES]:
        plain = simplify(line)
        if plain == "文件" and offices:
            return "、".join(offices)
        match = _LETTERHEAD.fullmatch(plain)
        if match and _OFFICE.fullmatch(match["office"]):
            return "、".join([*offices, match["office"]])
        if _OFFICE.fullmatch(plain):
            offices.append(plain)
        elif plain:
            offices.clear()
    return ""
