"""Drafts the lines of a table from their marks, and lists what the marks leave open.

A draft has a role and a parent for each row, and a choice for each run of rows whose place the
labels do not tell: unnumbered rows after 其中, or after a numbered row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.build.row_fit import Amount, equals
from analysis.build.row_marks import Mark
from analysis.measures.row_sums import LINE, OF_WHICH, UNKNOWN

# A number of this rank or a smaller one (一、, （一）) is never within a row of a lower rank.
_HIGH_RANK = 3


@dataclass(frozen=True)
class Option:
    """One place for the rows of a run.

    Attributes:
        inside: rows that are part of ``parent``, in ``role``.
        role: their role.
        parent: their parent.
        outside: the other rows: lines beside ``beside``.
        beside: the row whose parent they share; None: part of no row.
    """

    inside: tuple[int, ...]
    role: str
    parent: int | None
    outside: tuple[int, ...] = ()
    beside: int | None = None


@dataclass(frozen=True)
class Choice:
    """Rows whose place is open.

    Attributes:
        options: the possible places.
        has_default: whether the first holds unless amounts refute it.
    """

    options: tuple[Option, ...]
    has_default: bool = False

    def apply(self, number: int, roles: list[str], parents: list[int | None]) -> None:
        """Sets roles and parents of one option."""
        option = self.options[number]
        for index in option.inside:
            roles[index], parents[index] = option.role, option.parent
        beside = None if option.beside is None else parents[option.beside]
        for index in option.outside:
            roles[index], parents[index] = LINE, beside

    def give_up(self) -> "Choice":
        """The default, or else unknown places."""
        first = self.options[0]
        if self.has_default:
            return Choice((first,), True)
        rows = tuple(sorted((*first.inside, *first.outside)))
        return Choice((Option(rows, UNKNOWN, None),))


@dataclass
class Draft:
    """Roles and parents by position, with the choices that are open."""

    marks: Sequence[Mark]
    amounts: Sequence[Mapping[str, Amount]]
    roles: list[str]
    parents: list[int | None]
    choices: list[Choice] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    styles: dict[str, str | None] = field(default_factory=dict)

    def run_from(self, index: int) -> tuple[int, ...]:
        """The rows without any mark from a position on."""
        end = index
        while end < len(self.marks) and _is_plain(self.marks[end]):
            end += 1
        return tuple(range(index, end))

    def place_numbered(self, index: int) -> None:
        """Makes a numbered row part of the nearest row of the level above it."""
        mark, levels = self.marks[index], self.levels
        above = [self.marks[level].style for level in levels]
        if mark.style in above:
            del levels[above.index(mark.style) :]
        elif mark.style in self.styles:
            parent_style = self.styles[mark.style]
            kept = above.index(parent_style) + 1 if parent_style in above else 0
            del levels[kept:]
        elif mark.rank <= _HIGH_RANK:
            while levels and self.marks[levels[-1]].rank > mark.rank:
                levels.pop()
        parent = levels[-1] if levels else None
        self.styles.setdefault(
            str(mark.style), None if parent is None else self.marks[parent].style
        )
        self.parents[index] = parent
        levels.append(index)

    def place_within(self, index: int) -> int:
        """Places a row with 其中 and the rows that may be named by it; the position behind."""
        whole = self._find_above(index)
        if whole is None:
            self.roles[index] = UNKNOWN
            return index + 1
        self.roles[index], self.parents[index] = OF_WHICH, whole
        end = self._follow_style(index, whole)
        run = self.run_from(end)
        if run:
            self._choose_within(run, whole, self.marks[index].text == "")
        return end + len(run)

    def _find_above(self, index: int) -> int | None:
        above = (other for other in reversed(range(index)) if self.roles[other] != OF_WHICH)
        return next(above, None)

    def _follow_style(self, index: int, whole: int) -> int:
        """Places the rows that go on with the number behind 其中: 其中：1.a, then 2.b."""
        style = self.marks[index].style
        above = {self.marks[level].style for level in self.levels}
        end = index + 1
        is_heading = self.marks[index].text == ""
        if is_heading and end < len(self.marks) and self.marks[end].style not in above:
            style = self.marks[end].style
        if style is None or style in above:
            return end
        while (
            end < len(self.marks)
            and self.marks[end].style == style
            and not self.marks[end].sum_kind
        ):
            self.roles[end], self.parents[end] = OF_WHICH, whole
            end += 1
        return end

    def _choose_within(self, run: tuple[int, ...], whole: int, is_heading: bool) -> None:
        indent = self.marks[whole].indent
        if any(self.marks[index].indent for index in run):
            inside = next(
                (place for place, index in enumerate(run) if self.marks[index].indent <= indent),
                len(run),
            )
            counts = [inside]
        else:
            counts = list(range(1 if is_heading else 0, len(run) + 1))
        beside = None if self.marks[whole].sum_kind else whole
        self.choices.append(
            Choice(
                tuple(
                    Option(run[:count], OF_WHICH, whole, run[count:], beside) for count in counts
                ),
                len(counts) == 1,
            )
        )

    def place_unnumbered(self, index: int) -> int:
        """Places rows without a number after a numbered row; the position behind them."""
        run, above = self.run_from(index), self.levels[-1]
        chain: list[int | None] = [above]
        while chain[-1] is not None and self.parents[chain[-1]] is not None:
            chain.append(self.parents[chain[-1]])
        # A table without amounts, such as one of targets, has no headings by this sign.
        is_heading = not self.amounts[above] and any(self.amounts)
        counts = [
            count for count in range(len(run), -1, -1)
            if count in (0, len(run)) or self._adds_up(above, run[:count])
        ]  # fmt: skip
        options = [
            Option(run[:count], LINE, above, run[count:], beside)
            for count in counts
            for beside in (chain if count < len(run) else chain[:1])
        ]
        self.choices.append(Choice(tuple(options), is_heading))
        return run[-1] + 1

    def place_indented(self, index: int) -> int:
        """Places rows that are indented more than the row above them; the position behind them.

        Spaces may also only centre a label.
        """
        above = index - 1
        run = tuple(
            row for row in self.run_from(index)
            if all(mark.indent > self.marks[above].indent for mark in self.marks[index : row + 1])
        )  # fmt: skip
        options = (Option(run, LINE, above), Option((), LINE, None, run, above))
        self.choices.append(Choice(options))
        return run[-1] + 1

    def _adds_up(self, whole: int, parts: Sequence[int]) -> bool:
        return all(
            all(column in self.amounts[part] for part in parts)
            and equals(amount, [self.amounts[part][column] for part in parts])
            for column, amount in self.amounts[whole].items()
        )

    def place_parts_of_total(self, index: int) -> int:
        """Places the parts that make up the total of a form; the position behind them.

        One alone need not be the whole: it is within the total.
        """
        end, parts = index + 1, []
        while end < len(self.marks):
            mark = self.marks[end]
            if mark.is_part_of_total:
                parts.append(end)
            elif not (parts and mark.is_within):
                break
            else:
                self.roles[end], self.parents[end] = OF_WHICH, parts[-1]
            end += 1
        for part in parts:
            self.roles[part] = LINE if len(parts) > 1 else OF_WHICH
            self.parents[part] = index
        return end


def _is_plain(mark: Mark) -> bool:
    return mark.sum_kind is None and not mark.is_within and mark.style is None


def draft_lines(marks: Sequence[Mark], amounts: Sequence[Mapping[str, Amount]]) -> Draft:
    """Drafts the places of all rows but the sums.

    Args:
        marks: marks of the rows, in printed order.
        amounts: their printed amounts, by column.
    """
    draft = Draft(marks, amounts, [LINE] * len(marks), [None] * len(marks))
    index = 0
    while index < len(marks):
        mark = marks[index]
        if mark.sum_kind and (index == 0 or "资金总" in mark.text):
            index = draft.place_parts_of_total(index)
        elif mark.sum_kind:
            index += 1
        elif mark.is_within:
            index = draft.place_within(index)
        elif mark.style:
            draft.place_numbered(index)
            index += 1
        elif draft.levels:
            index = draft.place_unnumbered(index)
        elif index and _is_plain(marks[index - 1]) and mark.indent > marks[index - 1].indent:
            index = draft.place_indented(index)
        else:
            index += 1
    return draft
