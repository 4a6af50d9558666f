"""What a reader knows of a brief's language: its terms, its headings and its sentences.

``terms.csv`` and ``sentences.csv`` hold them in English and in Chinese. They are not taken from the
catalogue of the project: who changes a sentence or a term of a page changes it here, too, and so
reads it once more.
"""

import csv
import re
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path

FOLDER = Path(__file__).parent
_PLACEHOLDER = re.compile(r"\\\{(\w+)\\\}")
_UNIT = re.compile(r"\s?[(（](?P<unit>[^()（）]*)[)）]$")
Parts = dict[str, str]
# Where two placeholders meet, what the first one looks like.
_FORMS = {
    "size": r"[\d,.]+%",
    "comparison": r".*?",
    "counts": r".*?",
    "months": r"(?: for [A-Z0-9].*?|\d{4}年.*?)?",
    "figures": r"\d[\d,]* figures? for the county|本县数据[\d,]+项",
    "number": r"[\d,.]+",
    # A Chinese sentence has nothing between a period, an indicator and its value.
    "period": r"(?:未注明时点|截至\d{4}年\d+月\d+日累计|\d{4}—\d{4}年"
    r"|\d{4}年(?:第[一二三四]季度|[上下]半年|\d+月\d+日|\d+(?:—\d+)?月)?"
    r"(?:—\d{4}年\d+月(?:\d+日)?)?"
    r"|undated|(?:since the start, to )?[A-Za-z0-9 ]*\d{4})",
    "value": r"(?<![\d.])(?:约|近|超过?|不少于|不低于|不超过|不高于|至少|多于|≥|≤|−)?"
    r"\d[^，。；：]*?|(?:[A-Z]{3}|over|nearly|about|at (?:least|most)|−)? ?−?\d.*?",
    "instalment": r"(?:第\d+期款项|余款|Instalment \d+|The final instalment)(?:（.*?）| \(.*?\))?",
}


class Reader:
    """Recognises terms and sentences of one language.

    Attributes:
        language: ``zh`` or ``en``.
    """

    def __init__(self, language: str) -> None:
        """Compiles the patterns."""
        self.language = language
        self.patterns: dict[str, list[re.Pattern[str]]] = {}
        self.fixed: set[str] = set()
        for row in _load("sentences"):
            if row["kind"] == "fixed":
                self.fixed.add(row[language])
            else:
                patterns = self.patterns.setdefault(row["kind"], [])
                patterns.append(_compile(row[language]))

    @cached_property
    def _keys(self) -> dict[tuple[str, str], list[str]]:
        keys: dict[tuple[str, str], list[str]] = {}
        for row in _load("terms"):
            keys.setdefault((row["group"], row[self.language]), []).append(row["key"])
        return keys

    @cached_property
    def _texts(self) -> dict[tuple[str, str], str]:
        return {(row["group"], row["key"]): row[self.language] for row in _load("terms")}

    def keys(self, group: str, text: str) -> list[str]:
        """The keys that a text may stand for."""
        # Within a sentence a name has no capital.
        capital = text[:1].upper() + text[1:]
        return self._keys.get((group, text), []) or self._keys.get((group, capital), [])

    def say(self, group: str, key: str) -> str:
        """The text of a key; the key itself if there is none."""
        return self._texts.get((group, key), key)

    def write_count(self, number: int) -> str:
        """A number of things; Chinese separates no thousands."""
        return str(number) if self.language == "zh" else f"{number:,}"

    def say_inside(self, group: str, key: str) -> str:
        """The text of a key within a sentence, without a capital."""
        text = self.say(group, key)
        return text[:1].lower() + text[1:]

    def find_column(self, heading: str, others: Iterable[str] = ()) -> tuple[str, str]:
        """Key and unit of a heading; a blank key if it is not known.

        Args:
            heading: the heading.
            others: the headings of its table: what is measured and a condition of a target have
                the same name in Chinese.
        """
        for text, unit in ((heading, ""), *_split_unit(heading)):
            keys = self.keys("column", text) or self.keys("verdict", text)
            if "indicator" in keys:
                is_condition = "condition" in keys and self.say("column", "target") in others
                return "condition" if is_condition else "indicator", unit
            if keys:
                return keys[0], unit
        return "", ""

    def match(self, kind: str, text: str) -> Parts | None:
        """The parts of a text of a kind; None if it is none."""
        for pattern in self.patterns[kind]:
            found = pattern.fullmatch(text)
            if found:
                return found.groupdict()
        return None

    def parse(
        self, text: str, kinds: tuple[str, ...], names: tuple[str, ...] = ()
    ) -> list[tuple[str, Parts]] | None:
        """A paragraph as sentences of some kinds; None if a part of it is of no kind.

        Args:
            text: the paragraph.
            kinds: the kinds, tried in this order.
            names: with which a sentence may begin; what it begins with is its part ``project``.
        """
        if not text:
            return []
        name = next((name for name in names if text.startswith(name)), "")
        rest = text[len(name) :]
        for end in _list_ends(rest):
            for kind in kinds:
                parts = self.match(kind, rest[:end])
                if parts is not None:
                    following = self.parse(rest[end:].lstrip(), kinds, names)
                    if following is not None:
                        return [(kind, {**parts, "project": name}), *following]
        return None


@cache
def load_reader(language: str) -> Reader:
    """The reader of a language."""
    return Reader(language)


def _load(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _compile(template: str) -> re.Pattern[str]:
    # The same placeholder twice is the same text.
    seen: set[str] = set()

    def replace(found: re.Match[str]) -> str:
        name = found[1]
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>{_FORMS.get(name, '.+?')})"

    pattern = _PLACEHOLDER.sub(replace, re.escape(template))
    return re.compile(pattern.replace(r"\ ", " "))


def _list_ends(text: str) -> list[int]:
    """Where a first sentence may end."""
    ends = [found.end() for found in re.finditer(r"。|\.(?= |$)", text)]
    return ends if ends and ends[-1] == len(text) else [*ends, len(text)]


def _split_unit(heading: str) -> list[tuple[str, str]]:
    found = _UNIT.search(heading)
    return [(heading[: found.start()], found["unit"])] if found else []
