"""The keys in the addresses of what is shared."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from houvast.cooperation.actions.allowed import ask_allowed
from houvast.cooperation.actions.sharing import share
from houvast.cooperation.models import SharedFact
from houvast.cooperation.reads.shared import share_choices
from houvast.cooperation.rules.allowed import AllowAsked, AllowScope
from houvast.cooperation.rules.states import Label
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.placements.rules.states import Answered
from tests.cast import Town
from tests.cooperation.made import rows, terms
from tests.sharing.keys_registers import register_keys

YES = AllowAsked(
    AllowScope.HELP_PARTNER_CONTACT, "Zijn naam en de stap.", "Dan kan de school bellen.", True,
    Answered.TOGETHER,
)  # fmt: skip


def share_keys(place: Town, by: Actor, track: UUID) -> dict[str, UUID]:
    """A decision that lives, its fact, one that waits for a second person, and the registers."""
    registers = register_keys(place)
    names = ("sharing_id", "part_id", "fact_id", "waiting_id", "allowance_id")
    if "wim" not in place.people:
        return registers | {name: uuid4() for name in names}
    to, facts = place["wim"].user_id, rows(by, track, Label.STEP)[:1]
    later = timezone.localdate() + timedelta(days=200)
    made = share(by=by, track_id=track, terms=terms(), facts=facts, to=to)
    waits = share(by=by, track_id=track, terms=terms(until=later), facts=facts, to=to)
    partner = share_choices(by, track).partners[0][0]
    yes = ask_allowed(by=by, track_id=track, to=partner, asked=YES)
    with acting(by):
        fact = SharedFact.objects.get(sharing=made).pk
    return registers | dict(zip(names, (made, fact, fact, waits, yes), strict=True))
