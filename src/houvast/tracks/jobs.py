"""Work done later, under the safety net: ids and dates, nothing more.

But a caseload comes in under the name of who said yes to it, as it would while he waits.
"""

import logging
from uuid import UUID

from procrastinate.contrib.django import app

from houvast.accounts.reads import municipalities, safety_net
from houvast.tracks.actions.alarm import check_promise_here, check_seats, note_climb
from houvast.tracks.actions.doors import remind_doors
from houvast.tracks.actions.hiring import tell_of_contracts
from houvast.tracks.actions.importing import BRING_IN, bring_in_later, forget_uploads
from houvast.tracks.actions.informing import tell_of_late
from houvast.tracks.actions.ladder import climb_ladder
from houvast.tracks.actions.notices import SEND, send_one, send_the_rest
from houvast.tracks.actions.role_reviews import tell_of_roles
from houvast.uploads.later import who_asked

logger = logging.getLogger(__name__)


@app.periodic(cron="7 * * * *")
@app.task(name="tracks.climb_the_ladder")
def climb_the_ladder(timestamp: int) -> int:
    """Each hour: raise every rung that time has made due. Running twice changes nothing."""
    raised = 0
    for place in municipalities():
        by = safety_net(place)
        raised += climb_ladder(by=by)
        note_climb(by=by)
    logger.info("ladder", extra={"raised": raised})
    return raised


@app.periodic(cron="40 5 * * *")
@app.task(name="tracks.remind_doors")
def remind_of_doors(timestamp: int) -> int:
    """Each night: who keeps a door hears on which day to ring again."""
    return sum(remind_doors(by=safety_net(place)) for place in municipalities())


@app.periodic(cron="17 6 * * *")
@app.task(name="tracks.check_the_promise")
def check_the_promise(timestamp: int) -> int:
    """Each night: tell who answers for it when the promise is broken or the ladder stood still."""
    told = 0
    for place in municipalities():
        by = safety_net(place)
        told += check_promise_here(by=by)
        check_seats(by=by)
        tell_of_contracts(by=by)
        tell_of_roles(by=by)
        tell_of_late(by=by)
    logger.log(logging.ERROR if told else logging.INFO, "promise", extra={"told": told})
    return told


@app.periodic(cron="23 * * * *")
@app.task(name="tracks.forget_uploads")
def forget_old_uploads(timestamp: int) -> int:
    """Each hour: a table that nobody said yes to within a day is gone."""
    return sum(forget_uploads(by=safety_net(place)) for place in municipalities())


@app.task(name=BRING_IN)
def bring_in_caseload(upload_id: str, user_id: str, role: str, purpose: str) -> None:
    """Bring in a table with many rows, in the name of who said yes to it."""
    bring_in_later(by=who_asked(user_id, role, purpose), upload_id=UUID(upload_id))


@app.task(name=SEND)
def send_notice(municipality_id: str, notice_id: str) -> bool:
    """Send what cannot wait. Running twice sends once."""
    return send_one(by=safety_net(UUID(municipality_id)), notice_id=UUID(notice_id))


@app.periodic(cron="0 7 * * 1-5")
@app.task(name="tracks.send_daily_notices")
def send_daily_notices(timestamp: int) -> int:
    """Each working morning: one message for everything that could wait."""
    sent = sum(send_the_rest(by=safety_net(place)) for place in municipalities())
    logger.info("notices", extra={"sent": sent})
    return sent
