"""What both lists share: fifty rows and how many there are, in one query."""

from typing import Any

from django.db.models import Count, QuerySet, Window

PER_PAGE = 50


def page_of(rows: QuerySet[Any], page: int) -> tuple[list[Any], int]:
    """The rows of a page and the number of all; a page beyond the last shows the last.

    Each row carries `total`. Pages count from 1.
    """
    counted = rows.annotate(total=Window(Count("*")))
    start = (max(1, page) - 1) * PER_PAGE
    found = list(counted[start : start + PER_PAGE])
    if not found and start:
        start = max(0, (rows.count() - 1) // PER_PAGE * PER_PAGE)
        found = list(counted[start : start + PER_PAGE])
    return found, _total(found[0]) if found else 0


def _total(row: Any) -> int:
    return int(row["total"] if isinstance(row, dict) else row.total)


def pages_of(total: int) -> int:
    """How many pages there are: at least one."""
    return max(1, -(-total // PER_PAGE))
