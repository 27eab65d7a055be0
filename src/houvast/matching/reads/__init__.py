"""What is shown of work wishes and of workplaces for one young person."""

from houvast.matching.reads.choices import ChoiceLine, choice_page
from houvast.matching.reads.places import (
    Work,
    WorkPage,
    place_page,
    read_place,
    read_work,
    work_page,
)
from houvast.matching.reads.wishes import wishes_page

__all__ = [
    "ChoiceLine",
    "Work",
    "WorkPage",
    "choice_page",
    "place_page",
    "read_place",
    "read_work",
    "wishes_page",
    "work_page",
]
