"""A guest of a partner, and one question to him: what the tests of guests begin with."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Role
from houvast.cooperation.actions.guests import ask_guest
from houvast.cooperation.actions.sharing import share
from houvast.cooperation.reads.guests import Ask
from houvast.cooperation.rules.states import Label, Receiver
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.sharing.actions import add_team, welcome
from houvast.sharing.models import Partnership
from tests.cast import PASSWORD, Town
from tests.cooperation.made import rows, terms
from tests.sharing.made_registers import let_in

DAY = timedelta(days=1)
QUESTION = "Komt Sem deze maand nog naar de lessen?"
ANSWER = "Hij komt elke dag, behalve op vrijdag."
SCHOOL = "Praktijkschool De Brug"


def with_guest(town: Town, name: str = "gijs", partner: str = SCHOOL, **changes) -> Actor:
    """A school in the register, with a guest."""
    version = let_in(town, partner, **changes)
    with acting(town["vera"]):
        organisation = Partnership.objects.get(pk=version).organisation_id
    team = add_team(by=town.admin, organisation_id=organisation, name=f"Zorgteam {name}")
    key = welcome(
        by=town.admin,
        username=name,
        name=name.capitalize(),
        password=PASSWORD,
        role=Role.PARTNER_GUEST,
        team=team,
        function="Mentor",
    )
    town.people[name] = actor_of(User.objects.get(pk=key), Role.PARTNER_GUEST)
    return town.people[name]


def organisation_of(town: Town, guest: Actor) -> UUID:
    found = User.objects.get(pk=guest.user_id).memberships.select_related("team").get()
    return found.team.organisation_id


def shared_with(town: Town, track: UUID, guest: Actor, *labels: Label, **changes) -> UUID:
    """The lead coach shares the name and a step with the partner of this guest, for one answer."""
    by, today = changes.pop("by", town["anouk"]), timezone.localdate()
    facts = rows(by, track, *(labels or (Label.NAME, Label.STEP)))
    what = {"one_answer": True, "until": today + 14 * DAY} | changes
    made = terms(Receiver.PARTNER, **what)
    return share(by=by, track_id=track, terms=made, facts=facts, to=organisation_of(town, guest))


def asking(sharing: UUID, guest: Actor, **changes) -> Ask:
    until = timezone.localdate() + 10 * DAY
    return Ask(**{"sharing_id": sharing, "guest_id": guest.user_id, "question": QUESTION,
                  "until": until} | changes)  # fmt: skip


def asked(town: Town, track: UUID, guest: Actor, by: Actor | None = None, **changes) -> UUID:
    """The lead coach asks the guest one question, on a decision of now."""
    coach = by or town["anouk"]
    sharing = shared_with(town, track, guest, by=coach)
    return ask_guest(by=coach, track_id=track, asked=asking(sharing, guest, **changes))
