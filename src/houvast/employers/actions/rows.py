"""Adding a row once, and keeping what changes."""

from typing import Any
from uuid import UUID

from houvast.audit.actions import Operation
from houvast.database.actor import Actor
from houvast.employers.models import Employer
from houvast.employers.models.employers import Added
from houvast.employers.rules.employers import ALREADY, KEPT_FOR
from houvast.errors import Refused


def of(employer: Employer, by: Actor, act: Operation) -> dict[str, Any]:
    """What every new row of an employer carries."""
    return {
        "municipality_id": employer.municipality_id,
        "controller": employer.controller,
        "destroy_on": act.today + KEPT_FOR,
        "made_by_id": by.user_id,
        "employer": employer,
    }


def known(model: type[Added], key: UUID | None, by: Actor, **about: object) -> UUID | None:
    """The id of the row that this form has already become, if it has.

    Raises Refused when the key is of another maker's row, or of a row about something else.
    """
    found = model._default_manager.filter(pk=key).first() if key else None
    if found is None:
        return None
    if found.made_by_id != by.user_id or any(
        getattr(found, name) != one for name, one in about.items()
    ):
        raise Refused(ALREADY)
    return found.pk


def add(row: Added, by: Actor) -> UUID:
    """Add a row. Of two forms with one key that arrive at once, the second finds the row."""
    rows = type(row)._default_manager
    rows.bulk_create([row], ignore_conflicts=True)
    if not rows.filter(pk=row.pk, made_by_id=by.user_id).exists():
        raise Refused(ALREADY)
    return row.pk


def change(row: Added, act: Operation, **columns: Any) -> None:
    """Change some columns of a row; it is kept for another five years from now."""
    columns["destroy_on"] = act.today + KEPT_FOR
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))
