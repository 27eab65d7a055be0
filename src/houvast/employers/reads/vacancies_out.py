"""The published workplaces of one's own organisation as vacancies in the shape of VUM."""

import json
from typing import Any

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.reads.importing import workplaces_here
from houvast.employers.reads.taking_out import own_employers
from houvast.employers.rules.roles import Act
from houvast.employers.rules.states import WorkplaceState
from houvast.employers.rules.vum.writing import vacancy_of
from houvast.sheets.values import plain


def vacancies_out(by: Actor) -> list[dict[str, Any]]:
    """What is offered and has not closed, by employer and title. Nobody is in it."""
    with recorded(by, "employers.vacancies_taken_out") as act:
        permissions.require(by, Act.TAKE_OUT)
        own = {one.id: one.facts for one in own_employers(by, act.now) if one.id}
        rows = [
            (own[one.employer_id], one)
            for one in workplaces_here(by, own)
            if one.state is WorkplaceState.OFFERED
            and not (one.facts.closing_on and one.facts.closing_on < act.today)
        ]
        rows.sort(key=lambda one: (plain(one[0].name), plain(one[1].facts.title), one[1].id))
        return [vacancy_of(employer, one) for employer, one in rows]


def as_file(vacancies: list[dict[str, Any]]) -> bytes:
    """The file: JSON in UTF-8."""
    return json.dumps(vacancies, ensure_ascii=False, indent=1, allow_nan=False).encode()
