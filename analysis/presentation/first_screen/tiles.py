"""Key figures as tiles."""

from collections.abc import Mapping
from dataclasses import replace

from analysis.measures.concerns import Concern
from analysis.measures.evidence import Evidence
from analysis.measures.key_figures import KeyFigure, choose_key_figures
from analysis.presentation.first_screen.figure_tiles import (
    make_amount_tile,
    make_output_tile,
    make_targets_tile,
    make_trend_tile,
)
from analysis.presentation.first_screen.rate_tiles import make_rate_tile
from analysis.presentation.first_screen.tile import Tile
from analysis.presentation.formats import Words
from analysis.presentation.projects import ONE_PROJECT, put_project_first

# Key figures that the index may show.
INDEX_LIMIT = 2


def make_tiles(
    evidence: Evidence,
    concerns: list[Concern],
    words: Words,
    projects: Mapping[str, str] = ONE_PROJECT,
) -> list[Tile]:
    """The four to six key figures of a county, as tiles.

    Args:
        evidence: the frames of one county.
        concerns: what :func:`analysis.measures.concerns.list_concerns` returns of them.
        words: language, with the names of the documents.
        projects: names of the projects, if there are several.
    """
    tiles = []
    for figure in choose_key_figures(evidence):
        tile = _make_tile(figure, evidence, concerns, words)
        project = projects.get(figure.project_id or "", "")
        label = put_project_first(project, tile.label, words)
        missing = "" if tile.value else words.gettext("not reported")
        tiles.append(replace(tile, label=label, project=project, missing=missing))
    return tiles


def select_for_index(tiles: list[Tile]) -> list[dict[str, str]]:
    """Label and value of the first two reported tiles; of several projects the first of each."""
    reported = [tile for tile in tiles if tile.value]
    first = list({tile.project: tile for tile in reversed(reported)}.values())[::-1]
    chosen = first if len(first) > 1 and first[0].project else reported
    return [{"label": tile.label, "value": tile.value} for tile in chosen[:INDEX_LIMIT]]


def _make_tile(
    figure: KeyFigure, evidence: Evidence, concerns: list[Concern], words: Words
) -> Tile:
    if figure.kind == "rate":
        return make_rate_tile(figure, evidence, concerns, words)
    if figure.kind == "targets":
        return make_targets_tile(figure, words)
    if figure.kind == "output":
        return make_output_tile(figure.row, words)
    if figure.kind == "trend":
        return make_trend_tile(figure, words)
    if figure.kind == "amount":
        return make_amount_tile(figure, words)
    row = figure.row
    value = words.reported(
        row["value"],
        row["unit"],
        row["printed_unit"],
        row["printed"],
        row["qualifier"],
        words.pick(row, "name"),
    )
    period = words.period(row["period_start"], row["period_end"], row["period_note"])
    return Tile(words.pick(row, "name"), value, (period,))
