"""Which indicator a figure in a text measures: by the words around it and by its unit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.ingest.words.mentions import Mention
from analysis.ingest.words.wordings import simplify

if TYPE_CHECKING:
    import pandas as pd

    from analysis.documents.reference import Reference

_COUNTED = frozenset({"count", "person", "household"})
# What may stand behind the name of something counted: 服务站点总数.
_COUNT_WORDS = re.compile(r"(?:总数|数量|数目|个数|总量|户数|人数|家数|数)$")


@dataclass(frozen=True)
class IndicatorNames:
    """Words that name indicators.

    Attributes:
        phrases: pairs of words and indicator, the longest words first.
        units: indicator → unit of its values.
        exact: label of a table's row → indicator.
        topics: indicator → its topic.
    """

    phrases: tuple[tuple[str, str], ...]
    units: Mapping[str, str]
    exact: Mapping[str, str]
    topics: Mapping[str, str] = field(default_factory=dict)

    def find(self, mention: Mention, more: str = "") -> str | None:
        """The indicator of a figure; None if the words name no indicator or several.

        Args:
            mention: the figure; its unit must be the indicator's.
            more: further words about the figure, such as the item's requirement.
        """
        for words in (*_list_words(mention), more):
            indicator = self._find_in(words, mention.figure.unit)
            if indicator:
                return indicator
        return None

    def find_named(self, name: str, unit: str | None) -> str | None:
        """The indicator of what a figure's name says; None if it names none or several.

        Names end in what they are about: 建档立卡贫困户, but not 贫困户培训, is an indicator of
        poor households.
        """
        plain = simplify(name)
        for whole in dict.fromkeys((plain, _COUNT_WORDS.sub("", plain))):
            for start in range(len(whole)):
                indicator = self.exact.get(whole[start:])
                if indicator and self.units.get(indicator) == unit:
                    return indicator
        return None

    def find_label(self, label: str) -> str | None:
        """The indicator whose name is the whole label of a row."""
        return self.exact.get(simplify(label))

    def _find_in(self, words: str, unit: str | None) -> str | None:
        fitting = [
            (phrase, indicator) for phrase, indicator in self.phrases
            if phrase in words and self.units.get(indicator) == unit
        ]  # fmt: skip
        if not fitting:
            return None
        longest = {indicator for phrase, indicator in fitting if len(phrase) == len(fitting[0][0])}
        return longest.pop() if len(longest) == 1 else None


def _list_words(mention: Mention) -> list[str]:
    """The words that may name what a figure measures, the most likely first.

    What is counted follows its number (40个贫困村) or, if nothing follows, precedes it
    (贫困村40个); in "137个贫困村中培育2个典型", 2 does not count villages.
    """
    near = mention.near
    crossing = [f"{near[-length:]}{mention.after}" for length in range(1, min(len(near), 6) + 1)]
    if mention.after and mention.figure.unit in _COUNTED:
        return [mention.after, *crossing]
    return [near, *crossing, mention.before]


def make_indicator_names(reference: "Reference", form_kind: str) -> IndicatorNames:
    """The indicators' own names and the words of ``labels.csv`` for one kind of text."""
    indicators = reference.tables["indicators"]
    own = dict(zip(indicators["name_zh"].map(simplify), indicators["indicator_id"], strict=True))
    units = dict(zip(indicators["indicator_id"], indicators["unit"], strict=True))
    topics = dict(zip(indicators["indicator_id"], indicators["topic"], strict=True))
    labels = _select_labels(reference.tables["labels"], form_kind)
    indicators = {
        label: indicator for label, indicator in {**own, **labels}.items() if indicator in units
    }
    phrases = sorted(indicators.items(), key=lambda entry: (-len(entry[0]), entry[0]))
    return IndicatorNames(tuple(phrases), units, indicators, topics)


def _select_labels(labels: "pd.DataFrame", form_kind: str) -> dict[str, str]:
    fitting = labels[labels["form_kind"] == form_kind]
    return {simplify(row.label): row.meaning for row in fitting.itertuples(index=False)}
