"""Work of each hour, under the safety net: what is late at a receiver or at Veiligheid climbs."""

import logging

from procrastinate.contrib.django import app

from houvast.accounts.reads import municipalities, safety_net
from houvast.cooperation.actions.climbing import climb_corrections
from houvast.cooperation.actions.safety_ladder import climb_safety
from houvast.cooperation.actions.shielding import tell_of_shielded
from houvast.tracks.actions.ladder import climb_ladder

logger = logging.getLogger(__name__)


@app.periodic(cron="9 * * * *")
@app.task(name="cooperation.climb")
def climb(timestamp: int) -> int:
    """Raise every rung that time has made due. Running twice changes nothing.

    Moments first: a track of which one is stale takes no other rung before that one asks (P2).
    """
    raised = 0
    for place in municipalities():
        by = safety_net(place)
        climb_ladder(by=by)
        raised += climb_corrections(by=by) + climb_safety(by=by)
    logger.info("cooperation", extra={"raised": raised})
    return raised


@app.periodic(cron="*/10 * * * *")
@app.task(name="cooperation.tell_of_shielded")
def tell_who_shields(timestamp: int) -> int:
    """Tell lead coaches that somebody asked about who is shielded. Running twice tells once."""
    told = sum(tell_of_shielded(by=safety_net(place)) for place in municipalities())
    logger.info("shielded", extra={"told": told})
    return told
