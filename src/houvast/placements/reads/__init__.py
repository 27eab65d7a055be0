"""What screens show of placements: read only, with an entry in the trail."""

from houvast.placements.reads.aftercare import (
    AftercarePage,
    CheckInPage,
    aftercare_page,
    aftercare_waiting,
    check_in_page,
)
from houvast.placements.reads.beside import BesidePage, beside_page, works_beside
from houvast.placements.reads.consent import AskPage, YesPage, ask_page, yes_page
from houvast.placements.reads.placements import (
    FilePage,
    PlacementPage,
    file_page,
    placement_page,
)

__all__ = [
    "AftercarePage",
    "AskPage",
    "BesidePage",
    "CheckInPage",
    "FilePage",
    "PlacementPage",
    "YesPage",
    "aftercare_page",
    "aftercare_waiting",
    "ask_page",
    "beside_page",
    "check_in_page",
    "file_page",
    "placement_page",
    "works_beside",
    "yes_page",
]
