"""The first screen: tiles, what needs a look, what stands out well, one paragraph."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.brief import Brief
from analysis.measures.concerns import Concern, list_concerns
from analysis.measures.evidence import Evidence
from analysis.measures.strengths import list_strengths
from analysis.presentation.display import Fragment
from analysis.presentation.first_screen.concerns import describe_concern
from analysis.presentation.first_screen.paragraph import compose_paragraph
from analysis.presentation.first_screen.strengths import describe_strength
from analysis.presentation.first_screen.template import render
from analysis.presentation.first_screen.tile import Tile
from analysis.presentation.first_screen.tiles import make_tiles
from analysis.presentation.formats import Words
from analysis.presentation.projects import ONE_PROJECT

# Concerns that stand unfolded.
MOST_CONCERNS = 5


@dataclass(frozen=True)
class Overview:
    """What the first screen of a brief shows.

    Attributes:
        tiles: the key figures.
        concerns: what needs a look, by weight.
        evidence: the frames that both are chosen from.
    """

    tiles: list[Tile]
    concerns: list[Concern]
    evidence: Evidence


def compose_overview(
    evidence: Evidence, words: Words, projects: Mapping[str, str] = ONE_PROJECT
) -> Overview:
    """Chooses what the first screen shows.

    Args:
        evidence: the frames of one county.
        words: language, with the names of the documents.
        projects: names of the projects, if there are several.
    """
    concerns = list_concerns(evidence)
    return Overview(make_tiles(evidence, concerns, words, projects), concerns, evidence)


def show_overview(
    brief: Brief,
    overview: Overview,
    forms_text: list[str],
    words: Words,
    projects: Mapping[str, str] = ONE_PROJECT,
) -> Fragment:
    """The first screen as HTML.

    Args:
        brief: county and date.
        overview: what :func:`compose_overview` returns.
        forms_text: what :func:`analysis.presentation.sentences.describe_forms` returns.
        words: language, with the names of the documents.
        projects: names of the projects, if there are several.
    """
    entries = [describe_concern(concern, words, projects) for concern in overview.concerns]
    strengths = [
        describe_strength(strength, words, projects)
        for strength in list_strengths(overview.evidence)
    ]
    paragraphs = compose_paragraph(
        brief, overview.concerns, overview.evidence, forms_text, words, projects
    )
    tiles = render(
        "tiles", tiles=overview.tiles, picture_alt=words.gettext("The figure as a picture")
    )
    return render(
        "overview",
        tiles=tiles,
        look=words.gettext("What needs a look"),
        well=words.gettext("What stands out well"),
        nothing=words.gettext("No figures to check."),
        concerns=entries,
        most=MOST_CONCERNS,
        all_of_them=words.count("All {number}", "All {number}", len(entries)),
        strengths=strengths,
        paragraphs=[words.pile(sentences) for sentences in paragraphs if sentences],
    )
