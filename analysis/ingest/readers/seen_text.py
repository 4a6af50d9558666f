"""What a person sees of a text: without what is struck out or hidden, note marks apart.

All formats mark parts of a text as struck out, hidden, raised or lowered, and their libraries
return the characters in one string: a struck 8 before a 3 would be read as 83, 26 with the note
mark 2 as 262. The readers divide a text into runs, and ``compose`` puts together what is read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from analysis.ingest.content import Place, Remark

Mark = Literal["plain", "struck", "hidden", "raised", "lowered"]
# Smaller letters, in points, are not legible.
LEAST_POINTS = 2.0
# Beyond this number of cells, one remark stands for the others.
MOST_REMARKS = 20
# What stands before a note mark of a figure: the figure, its unit sign or a closing bracket.
FIGURE_BEFORE = re.compile(r"[\d０-９][)）]?\s*[%％‰]?[)）]?$")
# Ten to the power of a raised number, and the decimals of a price: not note marks.
POWER_BEFORE, POINT_BEFORE = re.compile(r"(?:^|[^\d.])10$"), re.compile(r"[.．,，]$")
NOTE = r"(?:[1-9]|[12]\d)"
NOTE_MARK = re.compile(
    rf"[（(\[【［〔]?(?:注|note)?\s*{NOTE}(?:\s*[,，、]\s*{NOTE})*[)）\]】］〕]?"
    r"|[（(\[]?[a-zA-Z]{1,2}[)）\]]?|[（(\[]?[*＊※†‡§#①-⑳]{1,3}[)）\]]?|注"
)
RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
DIGIT = re.compile(r"[\d０-９零一二三四五六七八九十百千]")
# What changes a figure if it is left out: digits, signs, points and scales.
PART_OF_FIGURE = re.compile(rf"{DIGIT.pattern}|[-−－.．,，%％‰万亿]")
WORDS = {
    "struck": "struck out and was not read",
    "hidden": "hidden and was not read",
    "raised": "raised and was read as a note mark",
}
NOUNS = {
    "struck": "characters that are struck out",
    "hidden": "hidden characters",
    "raised": "raised note marks",
}


@dataclass(frozen=True)
class Run:
    """A part of a text whose characters are marked alike."""

    text: str
    mark: Mark = "plain"


@dataclass(frozen=True)
class SeenText:
    """A text as a person sees it.

    Attributes:
        text: what is read.
        left_out: what was not read, with its mark.
        problem: why it is no figure, if raised or lowered digits belong to it.
    """

    text: str
    left_out: tuple[tuple[Mark, str], ...] = ()
    problem: str | None = None

    def list_remarks(self, place: Place) -> list[Remark]:
        """A remark on each kind of text that was left out; a warning if it may be of a figure."""
        remarks = []
        for mark in dict.fromkeys(mark for mark, _ in self.left_out):
            texts = [text.strip() for left_mark, text in self.left_out if left_mark == mark]
            severity = "warning" if any(map(PART_OF_FIGURE.search, texts)) else "info"
            shown = "、".join(text[:40] for text in texts if text)
            rest = self.text.strip()[:40]
            remainder = f"the rest is {rest!r}" if rest else "nothing else is beside it"
            problem = f"the text {shown!r} is {WORDS[mark]}; {remainder}."
            remedy = "Compare it with the document." if severity == "warning" else ""
            remarks.append(Remark(f"{mark}-text", severity, place, problem, remedy))
        return remarks


def compose(runs: Iterable[Run]) -> SeenText:
    """The text of runs as a person sees it.

    Examples:
        >>> compose([Run("8", "struck"), Run("3")]).text
        '3'
        >>> [compose([Run(before), Run("2", "raised")]).text for before in ("26", "m")]
        ['26', 'm²']
        >>> compose([Run("10"), Run("4", "raised")]).problem
        "it has the raised digits '4'."
    """
    left_out: list[tuple[Mark, str]] = []
    shown: list[Run] = []
    for run in runs:
        if run.mark in ("struck", "hidden"):
            if run.text.strip():
                left_out.append((run.mark, run.text))
        elif shown and shown[-1].mark == run.mark:
            shown[-1] = Run(shown[-1].text + run.text, run.mark)
        elif run.text:
            shown.append(run)
    if not any(run.mark == "plain" and run.text.strip() for run in shown):
        # All of the text is raised: only its position is unusual.
        return SeenText("".join(run.text for run in shown), tuple(_join_alike(left_out)))
    text, problem = "", None
    for index, run in enumerate(shown):
        after = shown[index + 1].text if index + 1 < len(shown) else ""
        kept, reason = read_mark(run, text, after)
        if not kept and run.text.strip():
            left_out.append((run.mark, run.text))
        text, problem = text + kept, problem or reason
    return SeenText(text, tuple(_join_alike(left_out)), problem)


def read_mark(run: Run, before: str, after: str) -> tuple[str, str | None]:
    """What is read of a raised or lowered run, and why the text is then no figure, if it is not.

    Args:
        run: the run.
        before: the text before it.
        after: the text after it.
    """
    text = run.text.strip()
    if run.mark == "plain" or not text:
        return run.text, None
    stood_before = before.rstrip()
    if run.mark == "lowered":
        if not DIGIT.search(text):
            return run.text, None
        if stood_before and not FIGURE_BEFORE.search(stood_before):
            return run.text.translate(LOWERED), None
        return f"_{text}", f"it has the lowered digits {text!r}."
    if FIGURE_BEFORE.search(stood_before) or POINT_BEFORE.search(stood_before):
        is_mark = NOTE_MARK.fullmatch(text) and not re.match(r"[\d.,．，]", after)
        is_power = POWER_BEFORE.search(stood_before) and text.isdigit()
        if is_mark and not is_power and not POINT_BEFORE.search(stood_before):
            return "", None
        return f"^{text}", f"it has the raised digits {text!r}."
    if not stood_before and after[:1].isdigit() and NOTE_MARK.fullmatch(text):
        return "", None
    return run.text.translate(RAISED), None


def _join_alike(left_out: list[tuple[Mark, str]]) -> list[tuple[Mark, str]]:
    joined: list[tuple[Mark, str]] = []
    for mark, text in left_out:
        if joined and joined[-1][0] == mark:
            joined[-1] = (mark, joined[-1][1] + text)
        else:
            joined.append((mark, text))
    return joined


def shorten_remarks(remarks: Iterable[Remark]) -> list[Remark]:
    """The remarks, of each kind at most twenty and one that counts the others."""
    kept: list[Remark] = []
    counts: dict[str, int] = {}
    for remark in remarks:
        counts[remark.code] = counts.get(remark.code, 0) + 1
        if counts[remark.code] <= MOST_REMARKS:
            kept.append(remark)
    for code, count in counts.items():
        if count > MOST_REMARKS:
            noun = NOUNS.get(code.removesuffix("-text"), "characters of this kind")
            problem = f"{count - MOST_REMARKS} further places have {noun}."
            kept.append(Remark(code, "warning", None, problem, "Compare them with the document."))
    return kept
