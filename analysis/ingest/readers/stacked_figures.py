"""Keeps figures apart that stand under or beside each other in one cell.

Later stages join the lines of a cell, as labels are broken over lines: 120 above 80 would become
12080. A number that a narrow column breaks is stored in one piece in every format but PDF, whose
reader joins it itself.
"""

import itertools
import re

# Line breaks, tabs, and gaps wider than the space that may group thousands.
GAP = re.compile(
    r"\s*[\n\t]\s*|(?<=[\d,，.])(?:[ \xa0\u2009\u202f]{2,}|[ \xa0]*\u3000\s*)(?=[-+−]?\d)"
)
# The characters on both sides of a gap that would become one number.
BEFORE, AFTER = re.compile(r"[\d.,，．](?:\s*[*※①-⑳¹²³⁰-⁹])?$"), re.compile(r"[.．]?\d")
NUMERALS = re.compile("[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+")
SIGN = re.compile("[-−－—–△▲+]")
FIGURE = re.compile(
    r"(?:[约近超≥≤><+\-−－△▲(（¥￥]|不少于|不低于|超过)*\d[\d,，.．' ]*[^\d\s]{0,8}|[\d.,，．]+"
)


def keep_apart(text: str) -> tuple[str, str | None]:
    r"""The text without gaps that would join figures, and a problem if it is several figures.

    Examples:
        >>> keep_apart("120\n80")[0], keep_apart("完成\n120个")[0]
        ('120 / 80', '完成\n120个')
        >>> keep_apart("建成站点120\n80个是新建的")
        ('建成站点120；80个是新建的', None)
    """
    if not GAP.search(text):
        return text, None
    gaps = list(GAP.finditer(text))
    starts, ends = [0, *(gap.end() for gap in gaps)], [*(gap.start() for gap in gaps), len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    joins = [would_join(left, right) for left, right in itertools.pairwise(pieces)]
    if not any(joins):
        return text, None
    filled = [piece.strip() for piece in pieces if piece.strip()]
    if all(is_figure(piece) for piece in filled):
        figures = " / ".join(filled)
        return figures, f"it holds several figures ({' and '.join(filled[:4])}), not one."
    kept = [pieces[0]]
    for joined, gap, piece in zip(joins, gaps, pieces[1:], strict=True):
        kept += ["；" if joined else gap[0], piece]
    return "".join(kept), None


def would_join(left: str, right: str) -> bool:
    """Whether two lines of a cell would become one number if they were joined."""
    left, right = left.strip(), right.strip()
    if NUMERALS.fullmatch(left) and NUMERALS.fullmatch(right):
        return True
    if SIGN.fullmatch(left) and right[:1].isdigit():
        return True
    return bool(BEFORE.search(left) and AFTER.match(right))


def is_figure(text: str) -> bool:
    """Whether a line is a figure or the beginning or rest of one."""
    return bool(FIGURE.fullmatch(text) or NUMERALS.fullmatch(text) or SIGN.fullmatch(text))
