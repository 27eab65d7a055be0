"""Finding an employer by name, among those that the actor may see."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models.functions import Lower

from houvast.database.actor import Actor
from houvast.employers import permissions
from houvast.employers.models import Employer
from houvast.employers.rules.roles import Act

MOST = 6
"""How many are shown; more letters narrow it."""


@dataclass(frozen=True, slots=True)
class FoundEmployer:
    """An employer: name and place."""

    id: UUID
    name: str
    place_name: str


def found_employers(by: Actor, wanted: str) -> tuple[FoundEmployer, ...]:
    """At most six employers with every word in the name, by name, inside the caller's act."""
    if not permissions.can(by, Act.SEE):
        return ()
    found = Employer.objects.filter(municipality_id=by.municipality_id)
    for word in wanted.split():
        found = found.filter(name__icontains=word)
    rows = found.order_by(Lower("name"), "pk").values_list("id", "name", "place_name")[:MOST]
    return tuple(FoundEmployer(*row) for row in rows)
