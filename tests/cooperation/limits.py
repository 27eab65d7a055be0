"""A decision on what is restricted, the letter, and lifting it."""

from datetime import date, timedelta
from uuid import UUID

from houvast.cooperation.actions.restricting import decide_restriction, note_letter
from houvast.cooperation.reads.restricting import open_restriction
from houvast.cooperation.rules.restricting import RestrictionState
from houvast.database.actor import Actor
from houvast.database.context import acting
from houvast.tracks.rules.informing import TellChannel
from tests.cast import Town

WHY = "We zochten het uit: je naam klopte wel."


def today(by: Actor) -> date:
    """The day by the one clock, which a test moves."""
    with acting(by) as at:
        return at.today


def known(by: Actor, fact: UUID) -> UUID:
    """The restriction that the fact is under."""
    with acting(by):
        found = open_restriction(fact)
    assert found is not None
    return found.pk


def decided(
    town: Town,
    fact: UUID,
    decision: RestrictionState = RestrictionState.LIFTING,
    days: int | None = 1,
    by: Actor | None = None,
    reason: str = WHY,
) -> UUID:
    """vera decides: it is lifted from a day, or it stays."""
    one = known(by or town["anouk"], fact)
    on = None if days is None else today(town["vera"]) + timedelta(days=days)
    said = {"decision": decision, "reason": reason, "lift_on": on}
    decide_restriction(by=town["vera"], restriction_id=one, **said)
    return one


def sent(by: Actor, fact: UUID, days: int = 0, way: TellChannel = TellChannel.BY_POST) -> None:
    """The letter left, so many days from now."""
    on = today(by) + timedelta(days=days)
    note_letter(by=by, fact_id=fact, way=way, sent_on=on)
