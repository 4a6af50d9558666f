"""What stands out well in words: targets reached, with both numbers, and checks that all agree."""

from collections.abc import Mapping

from analysis.measures.strengths import Strength
from analysis.presentation.anchors import anchor_item
from analysis.presentation.first_screen.concerns import Entry
from analysis.presentation.first_screen.target_figures import say_actual, say_shares, say_target
from analysis.presentation.formats import Words, clean_text
from analysis.presentation.projects import ONE_PROJECT, put_project_first
from analysis.presentation.target_words import say_alternatives


def describe_strength(
    strength: Strength, words: Words, projects: Mapping[str, str] = ONE_PROJECT
) -> Entry:
    """A strength as a sentence that links to its row.

    Args:
        strength: one of what :func:`analysis.measures.strengths.list_strengths` returns.
        words: language.
        projects: names of the projects, if there are several.
    """
    row = strength.row
    if row is None:
        text = words.count("The only check matches.", "All {number} checks match.", strength.number)
        return Entry(text, "checks")
    shares = say_shares(row, words)
    actual = say_actual(row, words)
    parts = {
        "item": clean_text(row["item_label"]),
        "name": words.pick(row, "label"),
        "actual": words.say("{share} ({parts})", share=actual, parts=shares) if shares else actual,
        "target": say_target(row, words),
        "rate": words.percent(row["completion"]),
    }
    alternatives = say_alternatives(row, words)
    if alternatives:
        text = words.say(
            "{item} {name}: {actual}; target {target}, {rate} of it ({note}).",
            **parts,
            note=alternatives[0],
        )
    else:
        text = words.say("{item} {name}: {actual}; target {target}, {rate} of it.", **parts)
    project_id = row["project_id"]
    project = projects.get(project_id, "") if isinstance(project_id, str) else ""
    return Entry(put_project_first(project, text, words), anchor_item(row))
