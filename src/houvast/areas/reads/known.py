"""What is known of areas, and why of some nothing is: the same for a town and for a country."""

from typing import Any

import numpy as np
from django.db import connection

from houvast.areas.rules.derived import needs
from houvast.areas.rules.indicators import STORED, State
from houvast.areas.rules.panels import Panel
from houvast.areas.rules.shown import Choice, Known

STATES = """
select distinct on (area.id, figure.indicator_id) area.code, figure.state
from areas_observation figure
join areas_area area on area.id = figure.area_id
join areas_source source on source.id = figure.source_id
where source.year = %(year)s and figure.indicator_id = any(%(asked)s) and figure.year = %(year)s
  and area.code = any(%(codes)s) and area.year = %(year)s
order by area.id, figure.indicator_id, source.current_since desc
"""
WHY_NOT = "select code, why_not from areas_area where year = %(year)s and code = any(%(codes)s)"


def values_of(panel: Panel, choice: Choice) -> np.ndarray:
    """The figures of a choice, for all areas of a panel."""
    return panel.outcome if choice.by_event else panel.figures[choice.id]


def known_of(panel: Panel, places: np.ndarray, choice: Choice, year: int) -> Known:
    """What is known of the areas in these places of a panel, in the boundaries of a year.

    Of two tables with one figure the one that came last counts.
    """
    codes = tuple(panel.codes[int(at)] for at in places)
    of: dict[str, Any] = {
        "year": year,
        "asked": [STORED[one] for one in (choice.id, *needs(choice.id)) if one in STORED],
        "codes": list(codes),
    }
    with connection.cursor() as cursor:
        cursor.execute(STATES, of)
        states: dict[str, State] = {}
        for code, state in cursor.fetchall():
            states[code] = max(states.get(code, State.OK), State(state))
        cursor.execute(WHY_NOT, of)
        why_not = dict(cursor.fetchall())
    return Known(
        codes,
        tuple(panel.names[int(at)] for at in places),
        panel.people[places],
        values_of(panel, choice)[places],
        [states.get(code, State.ABSENT) for code in codes],
        [why_not.get(code, "") for code in codes],
    )
