"""Rows of lists that read the domains: the words are decided in Python, the templates draw them."""

from datetime import date
from typing import Any

from django import template

from houvast.tracks.reads.contacts import ContactLine
from houvast.tracks.reads.files import TrackFile
from houvast.tracks.reads.lines import Line
from houvast.web.contact_rows import event
from houvast.web.person_rows import row

register = template.Library()


@register.inclusion_tag("parts/row.html")
def person_row(line: Line, today: date, *, instead: bool = False) -> dict[str, Any]:
    """A young person in a list of the coach; `instead`: he or she is the stand-in."""
    return row(line, today, instead=instead)


@register.inclusion_tag("parts/timeline_item.html")
def contact(one: ContactLine, file: TrackFile) -> dict[str, Any]:
    """A contact on the timeline of a file."""
    return event(one, file)
