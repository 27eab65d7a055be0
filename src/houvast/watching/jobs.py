"""Each night: what did access of the last day show?"""

import logging

from procrastinate.contrib.django import app

from houvast.accounts.reads import municipalities, safety_net
from houvast.watching.actions import look_at_the_trail

logger = logging.getLogger(__name__)


@app.periodic(cron="5 4 * * *")
@app.task(name="watching.look_at_the_trail")
def look_each_night(timestamp: int) -> int:
    """What there is to look at, in each municipality. Running twice adds nothing."""
    found = sum(look_at_the_trail(by=safety_net(place)) for place in municipalities())
    logger.info("watching", extra={"found": found})
    return found
