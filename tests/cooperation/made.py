"""A grown-up of whom something can be shared, and decisions about it."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Purpose, Role
from houvast.cooperation.actions.sharing import note_work_fact, share
from houvast.cooperation.models import Sharing
from houvast.cooperation.reads.shared import share_choices
from houvast.cooperation.rules.decisions import Terms
from houvast.cooperation.rules.states import Label, Receiver, Told, Topic
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.sharing.actions import welcome
from houvast.tracks.actions.steps import add_step
from houvast.tracks.actions.work_coaches import give_work_coach
from houvast.tracks.rules.domains import LifeDomain
from houvast.tracks.rules.steps import StepPlan
from tests.cast import PASSWORD, Town, Who, open_track

GROWN = Who("Sem", "Sem", "Voorbeeld", date(2004, 5, 4), "0600000005")
CHILD = Who("Mo", "Mo", "Voorbeeld", date(2011, 5, 4), "0600000006")
DAY = timedelta(days=1)


def terms(receiver: Receiver = Receiver.COLLEAGUE, **changes) -> Terms:
    today = timezone.localdate()
    what = {
        "receiver": receiver,
        "question": "Kan hij een gesprek krijgen?",
        "ground": "G01",
        "necessity": "Zonder naam kan niemand hem bellen.",
        "proportionality": "Alleen zijn naam en de stap.",
        "subsidiarity": "Zelf bellen lukte hem drie keer niet.",
        "one_answer": False,
        "until": today + 30 * DAY,
        "told": Told.TOLD,
        "told_on": today,
    }
    return Terms(**{**what, **changes})


def with_fleur(town: Town) -> Town:
    """A colleague of Werk & Inkomen who holds on to nobody."""
    key = welcome(
        by=town.admin,
        username="fleur",
        name="Fleur",
        password=PASSWORD,
        role=Role.WORK_COACH,
        team=town.teams["Noord"],
    )
    town.people["fleur"] = actor_of(User.objects.get(pk=key), Role.WORK_COACH)
    return town


def tracked(town: Town, who: Who = GROWN) -> UUID:
    """A track with a step, and wim beside the lead for work."""
    track = open_track(town, who)
    add_step(by=town["anouk"], track_id=track, step=StepPlan(LifeDomain.WORK, "Bellen met W&I"))
    give_work_coach(
        by=town["anouk"],
        track_id=track,
        user_id=town["wim"].user_id,
        until=timezone.localdate() + 90 * DAY,
    )
    return track


def rows(by: Actor, track: UUID, *labels: Label) -> list[UUID]:
    every = share_choices(by, track).candidates
    return [one.key for one in every if one.label in labels]


def shared(town: Town, track: UUID, **changes) -> UUID:
    """anouk shares the name and a step with fleur of Werk & Inkomen."""
    by = town["anouk"]
    facts = rows(by, track, Label.NAME, Label.STEP)
    to = changes.pop("to", town["fleur"].user_id)
    return share(by=by, track_id=track, terms=terms(**changes), facts=facts, to=to)


def beside(town: Town) -> Actor:
    return town.as_("wim", Purpose.PLACEMENT)


def answered(town: Town, track: UUID, **changes) -> UUID:
    """wim shares with the coaches that Werk & Inkomen helps with income."""
    by = beside(town)
    note_work_fact(by=by, track_id=track, topic=Topic.INCOME, helps=True)
    facts = rows(by, track, Label.ANSWER)
    return share(by=by, track_id=track, terms=terms(Receiver.COACHES, **changes), facts=facts)


def receiver(town: Town) -> Actor:
    return town.as_("fleur", Purpose.WORK_INCOME)


def state(by: Actor, sharing: UUID) -> str:
    with acting(by):
        return Sharing.objects.get(pk=sharing).state
