"""What the tests of the duty to tell share."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Role
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.sharing.actions import welcome
from houvast.tracks.actions.informing import (
    Sender,
    answer_hold,
    ask_to_hold,
    record_telling,
    set_sender,
)
from houvast.tracks.models import InformationMoment
from houvast.tracks.rules.informing import (
    Audience,
    Decision,
    Hold,
    HoldGround,
    HoldKind,
    Language,
    TellChannel,
    Telling,
)
from tests.cast import ILIAS, PASSWORD, Who, at_commit, open_track

SENDER = Sender(
    "Het college van Waterrade",
    "Postbus 1, 0000 AA Waterrade",
    "0600000000",
    "privacy@waterrade.example",
    "Ellen Voorbeeld, fg@waterrade.example",
    "De gemeente heeft de taak om jongeren te helpen bij school en werk.",
)
YOUNG, PARENTS = Audience.YOUNG_PERSON, Audience.REPRESENTATIVE
LEAFLET, LETTER, TO_PARENTS = "folder-1", "jongere-1", "ouders-1"


def told(on: date | None = None, words: str = LEAFLET, **changes: object) -> Telling:
    """Told today, together, in Dutch, with the leaflet."""
    what: dict[str, object] = {
        "channel": TellChannel.IN_PERSON,
        "words": words,
        "language": Language.DUTCH,
        "on": on or timezone.localdate(),
    }
    return Telling(**{**what, **changes})  # type: ignore[arg-type]


def tell_young_person(*, by: Actor, track_id: UUID, on: date | None = None) -> None:
    """The young person heard it."""
    whom = Audience.YOUNG_PERSON
    record_telling(by=by, track_id=track_id, audience=whom, telling=told(on))


def with_sender(by: Actor) -> None:
    """Somebody said who sends the letters."""
    set_sender(by=by, sender=SENDER)


REASON = "Thuis is het nu niet veilig voor hem."
MADE = "Teammanager, namens het college"


def child():
    born = timezone.localdate() - timedelta(days=13 * 366)
    return Who("Daan", "Daan", "Voorbeeld", born, "0600000003")


def lived(town):
    """Somebody of 18, somebody of 13, and somebody of whom no age is known."""
    who = {"role": Role.FG, "team": town.teams["Regie"], "password": PASSWORD}
    key = welcome(by=town.admin, username="ellen", name="Ellen", **who)
    town.people["ellen"] = actor_of(User.objects.get(pk=key), Role.FG)
    with_sender(town["vera"])
    tracks = [open_track(town, one) for one in (ILIAS, child(), Who("Onbekende"))]
    return town, dict(zip(("grown", "child", "unknown"), tracks, strict=True))


def moments(town, track):
    with acting(town["anouk"]):
        return {
            Audience(one.audience): one for one in InformationMoment.objects.filter(track=track)
        }


def later(days=20, **changes):
    until = timezone.localdate() + timedelta(days=days)
    return replace(Hold(HoldKind.LATER, HoldGround.OTHERS_UNSAFE, REASON, until), **changes)


LEFT_OUT = Hold(HoldKind.LEAVE_OUT, HoldGround.YOUNG_PERSON_UNSAFE, REASON)


def ask(town, track, whom=YOUNG, hold=None):
    return ask_to_hold(by=town["anouk"], track_id=track, audience=whom, hold=hold or later())


def agree(town, hold, **more):
    answer_hold(by=town["vera"], hold_id=hold, agrees=True, answer="Dat is nodig nu.", **more)


def decision():
    today = timezone.localdate()
    return Decision(MADE, today, "Besluit 12", today, "Akkoord, houd het kort.")


def sql(town, text, who="anouk", purpose=None, **given):
    """A statement of the application, in somebody's name."""
    by = replace(town[who], purpose=purpose) if purpose else town[who]
    with acting(by), connection.cursor() as cursor:
        cursor.execute(text, given)
        return cursor.rowcount


def refused(town, text, who="anouk", **given):
    """The constraint that stops a statement at the latest when it would be committed."""
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        assert sql(town, text, who, **given) != 0, "it changed nothing, so nothing was asked"
        at_commit()
    cause = error.value.__cause__
    return cause.diag.constraint_name or str(cause).partition("\n")[0]
