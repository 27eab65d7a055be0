"""Work done later: what a lost device sent comes in as its maker made it, once it was let in."""

import logging
from uuid import UUID

from procrastinate.contrib.django import app

from houvast.accounts.reads import municipalities, safety_net
from houvast.capture.actions.quarantine import LET_IN, take_in_let_in
from houvast.capture.actions.silence import tell_of_silence
from houvast.uploads.later import who_asked

logger = logging.getLogger(__name__)


@app.periodic(cron="37 * * * *")
@app.task(name="capture.look_for_silence")
def look_for_silence(timestamp: int) -> int:
    """Each hour: tell of phones with letters on them that were not heard for days. Once each."""
    told = sum(tell_of_silence(by=safety_net(place)) for place in municipalities())
    logger.log(logging.WARNING if told else logging.INFO, "silence", extra={"told": told})
    return told


@app.task(name=LET_IN)
def let_in_letters(device_id: str, user_id: str, role: str, purpose: str) -> int:
    """Take in the letters of a device that a colleague let in, as their maker. Twice is once."""
    taken = take_in_let_in(by=who_asked(user_id, role, purpose), device_id=UUID(device_id))
    logger.info("let in", extra={"letters": taken})
    return taken
