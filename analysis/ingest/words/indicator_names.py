"""Which indicator a figure of a text is about: by the words around it and by its unit."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.documents.reference import Reference
from analysis.ingest.words.mentions import Mention
from analysis.ingest.words.wordings import simplify

_COUNTED = frozenset({"count", "person", "household"})


@dataclass(frozen=True)
class IndicatorNames:
    """Words and the indicators they stand for.

    Attributes:
        phrases: words → indicators, the longest words first.
        units: indicator → unit of its values.
        exact: label of a table's row → indicator.
    """

    phrases: tuple[tuple[str, str], ...]
    units: Mapping[str, str]
    exact: Mapping[str, str]

    def find(self, mention: Mention, more: str = "") -> str | None:
        """The indicator of a figure, None where the words name none, or several that fit.

        Args:
            mention: the figure; its unit must be the indicator's.
            more: further words that belong to it, such as the item's requirement.
        """
        for words in (*_list_words(mention), more):
            found = self._find_in(words, mention.figure.unit)
            if found:
                return found
        return None

    def find_label(self, label: str) -> str | None:
        """The indicator that a row's label names, whole."""
        return self.exact.get(simplify(label))

    def _find_in(self, words: str, unit: str | None) -> str | None:
        fitting = [
            (phrase, name) for phrase, name in self.phrases
            if phrase in words and self.units.get(name) == unit
        ]  # fmt: skip
        if not fitting:
            return None
        longest = {name for phrase, name in fitting if len(phrase) == len(fitting[0][0])}
        return longest.pop() if len(longest) == 1 else None


def _list_words(mention: Mention) -> list[str]:
    """The words that may name what a figure measures, the likeliest first.

    What is counted follows its number (40个贫困村) or, if nothing does, stands before it
    (贫困村40个); in "137个贫困村中培育2个典型" the villages are not what 2 counts.
    """
    near = mention.near
    crossing = [f"{near[-at:]}{mention.after}" for at in range(1, min(len(near), 6) + 1)]
    if mention.after and mention.figure.unit in _COUNTED:
        return [mention.after, *crossing]
    return [near, *crossing, mention.before]


def make_indicator_names(reference: Reference, form_kind: str) -> IndicatorNames:
    """The words of ``labels.csv`` for a kind of text, and the indicators' own names."""
    indicators = reference.tables["indicators"]
    own = dict(zip(indicators["name_zh"].map(simplify), indicators["indicator_id"], strict=True))
    units = dict(zip(indicators["indicator_id"], indicators["unit"], strict=True))
    labels = _labels_of(reference.tables["labels"], form_kind)
    known = {label: name for label, name in {**own, **labels}.items() if name in units}
    phrases = sorted(known.items(), key=lambda entry: (-len(entry[0]), entry[0]))
    return IndicatorNames(tuple(phrases), units, known)


def _labels_of(labels: pd.DataFrame, form_kind: str) -> dict[str, str]:
    fitting = labels[labels["form_kind"] == form_kind]
    return {simplify(row.label): row.meaning for row in fitting.itertuples(index=False)}
