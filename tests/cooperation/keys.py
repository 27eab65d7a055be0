"""The keys in the addresses of what is shared."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from houvast.cooperation.actions.sharing import share
from houvast.cooperation.models import SharedFact
from houvast.cooperation.rules.states import Label
from houvast.database.actor import Actor
from houvast.database.context import acting
from tests.cast import Town
from tests.cooperation.made import rows, terms
from tests.sharing.keys_registers import register_keys


def share_keys(place: Town, by: Actor, track: UUID) -> dict[str, UUID]:
    """A decision that lives, its fact, one that waits for a second person, and the registers."""
    registers = register_keys(place)
    names = ("sharing_id", "part_id", "fact_id", "waiting_id")
    if "wim" not in place.people:
        return registers | {name: uuid4() for name in names}
    to, facts = place["wim"].user_id, rows(by, track, Label.STEP)[:1]
    later = timezone.localdate() + timedelta(days=200)
    made = share(by=by, track_id=track, terms=terms(), facts=facts, to=to)
    waits = share(by=by, track_id=track, terms=terms(until=later), facts=facts, to=to)
    with acting(by):
        fact = SharedFact.objects.get(sharing=made).pk
    return registers | dict(zip(names, (made, fact, fact, waits), strict=True))
