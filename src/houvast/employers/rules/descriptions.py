"""What may stand in the description of a workplace: about the work, and leading to nobody."""

import re

from houvast.employers.rules.employers import check_short
from houvast.employers.rules.proxies import check_job_related
from houvast.errors import Refused, gettext_noop

LONGEST_DESCRIPTION = 2_000
REACH = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|(?<![\d,.])(?:\+|00|0)(?:[ \-()/.]*\d){9,13}(?!\d)")


def reaches_somebody(text: str) -> bool:
    """Whether somebody can be rung or written with it."""
    return bool(REACH.search(text))


def check_description(text: str) -> str:
    """A text to read that leads to nobody and is about the work. Raises Refused."""
    clean = check_short(text, LONGEST_DESCRIPTION, field="description")
    if reaches_somebody(clean):
        raise Refused(
            gettext_noop(
                "Hier staat een telefoonnummer of mailadres. Zet dat bij de contactpersoon."
            ),
            field="description",
        )
    return check_job_related(clean, field="description")
