"""What screens show of placements: read only, with an entry in the trail."""

from houvast.placements.reads.consent import AskPage, YesPage, ask_page, yes_page
from houvast.placements.reads.placements import (
    FilePage,
    PlacementPage,
    file_page,
    placement_page,
)

__all__ = [
    "AskPage",
    "FilePage",
    "PlacementPage",
    "YesPage",
    "ask_page",
    "file_page",
    "placement_page",
    "yes_page",
]
