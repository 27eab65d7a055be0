"""What is shared in the demo: with a colleague of Werk & Inkomen, now and after a look along."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_noop

from houvast.accounts.rules import Role
from houvast.audit.actions import recorded
from houvast.cooperation.actions.received import acknowledge
from houvast.cooperation.actions.sharing import refuse_to_share, share
from houvast.cooperation.reads.shared import received_page, share_choices
from houvast.cooperation.rules.decisions import Terms
from houvast.cooperation.rules.states import Label, Receiver, Told
from houvast.database.actor import Actor
from houvast.demo.clock import Clock
from houvast.demo.ledger import Town
from houvast.tracks.models import Track

FEW = 3


def share_some(town: Town, clock: Clock) -> None:
    """Samira shares of a few young people what her colleague needs, and refuses the rest."""
    samira, fleur = town.people["samira"], town.people["fleur"]
    tracks = _tracks(samira)
    made = [_shared(samira, fleur.user_id, track, clock.today) for track in tracks]
    if not made:
        return
    refuse_to_share(
        by=samira,
        track_id=tracks[0],
        receiver=Receiver.TABLE,
        question=gettext_noop("Met wie gaat hij om in de buurt?"),
        why=gettext_noop("Dat is niet nodig om hem naar werk te helpen."),
    )
    reader = Actor(fleur.user_id, fleur.municipality_id, Role.WORK_COACH.value, "work_income")
    for line in received_page(reader).lines[1:]:
        acknowledge(reader, line.id)


def _tracks(by: Actor) -> list[UUID]:
    with recorded(by, "demo.tracks_to_share"):
        rows = Track.objects.filter(lead_coach=by.user_id, state="open").order_by("proposed_at")
        return list(rows.values_list("pk", flat=True)[:FEW])


def _shared(by: Actor, to: UUID, track: UUID, today: date) -> UUID:
    """The name and the first step, for a month."""
    every = share_choices(by, track).candidates
    names = [one.key for one in every if one.label is Label.NAME]
    steps = [one.key for one in every if one.label is Label.STEP]
    terms = Terms(
        receiver=Receiver.COLLEAGUE,
        question=gettext_noop("Kan er deze maand een gesprek over inkomen komen?"),
        ground="G01",
        necessity=gettext_noop("Zonder naam kan niemand een gesprek plannen."),
        proportionality=gettext_noop("Alleen de naam en wat er al loopt."),
        subsidiarity=gettext_noop("Zelf bellen lukte drie keer niet."),
        one_answer=False,
        until=today + timedelta(days=30),
        told=Told.TOLD,
        told_on=today,
    )
    return share(by=by, track_id=track, terms=terms, facts=[*names, *steps[:1]], to=to)
