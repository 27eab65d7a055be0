"""What is shared in the demo: with a colleague of Werk & Inkomen, now and after a look along."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_noop

from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Role
from houvast.audit.actions import recorded
from houvast.cooperation.actions.climbing import climb_corrections
from houvast.cooperation.actions.received import acknowledge, put_right
from houvast.cooperation.actions.sharing import refuse_to_share, share
from houvast.cooperation.models import SharedFact
from houvast.cooperation.reads.shared import received_page, share_choices
from houvast.cooperation.rules.decisions import Terms
from houvast.cooperation.rules.states import Label, Receiver, Told
from houvast.database.actor import Actor
from houvast.demo.clock import Clock
from houvast.demo.guests import ask_school
from houvast.demo.ledger import Town
from houvast.tracks.models import Track

FEW, AT_TABLE = 3, 12
FORGOTTEN = 17
"""So many days ago something was put right that was not confirmed.

With all holidays of a year in them there are more than five working days in it: somebody is asked.
"""


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
    reader = _reader(fleur)
    for line in received_page(reader).lines[1:]:
        acknowledge(reader, line.id)
    ask_school(town, tracks, clock)
    for track in _tracks(samira, AT_TABLE):
        _to_table(samira, track, clock.today)


def mended_and_forgotten(town: Town, ago: int, today: date) -> None:
    """Noor put a step right that she had shared, and her colleague has not confirmed it since.

    So each night it climbs: it asks Noor, and then somebody who can ask her.
    """
    if ago == FORGOTTEN:
        noor, fleur = town.people["noor"], _reader(town.people["fleur"])
        made = {_shared(noor, fleur.user_id, track, today) for track in _tracks(noor)}
        sent = [line.id for line in received_page(fleur).lines if line.id in made]
        for one in sent[:1]:
            acknowledge(fleur, one)
            with recorded(noor, "demo.facts_given"):
                fact = SharedFact.objects.filter(sharing=one).order_by("-label")[0].pk
            put_right(by=noor, fact_id=fact, text=gettext_noop("Eerst bellen, dan langskomen."))
    climb_corrections(by=safety_net(town.place))


def _reader(fleur: Actor) -> Actor:
    """Fleur as who helps to an income."""
    return Actor(fleur.user_id, fleur.municipality_id, Role.WORK_COACH.value, "work_income")


def _tracks(by: Actor, many: int = FEW) -> list[UUID]:
    with recorded(by, "demo.tracks_to_share"):
        rows = Track.objects.filter(lead_coach=by.user_id, state="open").order_by("proposed_at")
        return list(rows.values_list("pk", flat=True)[:many])


def _shared(by: Actor, to: UUID, track: UUID, today: date) -> UUID:
    """The name and the first step, for a month."""
    every = share_choices(by, track).candidates
    names = [one.key for one in every if one.label is Label.NAME]
    question = gettext_noop("Kan er deze maand een gesprek over inkomen komen?")
    terms = _terms(Receiver.COLLEAGUE, question, today)
    return share(by=by, track_id=track, terms=terms, facts=[*names, *_step(by, track)], to=to)


def _to_table(by: Actor, track: UUID, today: date) -> None:
    """The first step, when there is one: what everybody at the table helps with."""
    question = gettext_noop("Wie kan er helpen met de eerste stap?")
    steps = _step(by, track)
    if steps:
        terms = _terms(Receiver.TABLE, question, today)
        share(by=by, track_id=track, terms=terms, facts=steps)


def _step(by: Actor, track: UUID) -> list[UUID]:
    every = share_choices(by, track).candidates
    return [one.key for one in every if one.label is Label.STEP][:1]


def _terms(receiver: Receiver, question: str, today: date) -> Terms:
    return Terms(
        receiver=receiver,
        question=question,
        ground="G01",
        necessity=gettext_noop("Zonder dit kan niemand helpen."),
        proportionality=gettext_noop("Alleen wat er nodig is om te helpen."),
        subsidiarity=gettext_noop("Zelf bellen lukte drie keer niet."),
        one_answer=False,
        until=today + timedelta(days=30),
        told=Told.TOLD,
        told_on=today,
    )
