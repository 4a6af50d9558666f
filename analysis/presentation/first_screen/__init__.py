"""The first screen of a brief, finding cards, item strip and definitions, as fragments."""

from analysis.presentation.first_screen.definition_groups import (
    define_conditions,
    define_figures,
)
from analysis.presentation.first_screen.definitions import define_rates
from analysis.presentation.first_screen.finding_cards import show_finding_cards
from analysis.presentation.first_screen.item_strip import show_item_strip
from analysis.presentation.first_screen.overview import compose_overview, show_overview
from analysis.presentation.first_screen.tiles import select_for_index

__all__ = [
    "compose_overview",
    "define_conditions",
    "define_figures",
    "define_rates",
    "select_for_index",
    "show_finding_cards",
    "show_item_strip",
    "show_overview",
]
