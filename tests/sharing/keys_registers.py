"""The keys in the addresses of the registers."""

from functools import partial
from itertools import count
from uuid import UUID, uuid4

from houvast.database.context import acting
from houvast.sharing.actions.registers import propose_partnership
from houvast.sharing.models import Ground
from houvast.watching.actions import propose_hours, propose_limit
from houvast.watching.rules.facts import Hours
from houvast.watching.rules.limits import SET_FOR, EventKind
from tests.cast import Town
from tests.sharing.made_registers import joined, let_in

_next = partial(next, count())


def register_keys(place: Town) -> dict[str, UUID]:
    """A ground and a partner in force, and a proposal; where nobody keeps them, no partner."""
    with acting(place["rachid"]):
        keys = {"ground_id": Ground.objects.get(code="G13").pk}
    if "vera" not in place.people:
        names = ("partnership_id", "version_id", "limit_id", "hours_id")
        return keys | {name: uuid4() for name in names}
    name = f"School {uuid4().hex[:6]}"
    asked = propose_partnership(by=place["vera"], called=name, new=joined(), reason="Doet mee.")
    roles = [*SET_FOR]  # each time for another role: one proposal waits for each
    limit = {"kind": EventKind.REFUSED, "most": 12, "reason": "Vaak verkeerd."}
    role = roles[_next() % len(roles)]
    waits = propose_limit(by=place["vera"], role=role, **limit)
    longer = propose_hours(by=place["vera"], role=role, hours=Hours(6, 21, True), reason="Loket.")
    keys |= {"partnership_id": let_in(place, name), "version_id": asked}
    return keys | {"limit_id": waits, "hours_id": longer}
