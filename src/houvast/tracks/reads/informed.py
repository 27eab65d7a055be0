"""Whether everybody who has to hear what we keep heard it, for the page of a file."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from houvast.tracks.models import InformationMoment
from houvast.tracks.rules.states import TO_TELL, InformationState

COLUMNS = {"state": "state", "due": "due", "later": "postponed_until", "told_on": "told_on"}


def informed_column(track: OuterRef) -> ArraySubquery:
    """SQL: the duties to tell of a track, as `informed` takes them."""
    duties = InformationMoment.objects.filter(track=track)
    return ArraySubquery(duties.values(one=JSONObject(**COLUMNS)))


def informed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """How it stands for everybody who has to hear it: told when nobody waits any more."""
    waits = [one for one in rows if one["state"] in [state.value for state in TO_TELL]]
    first = min(waits, key=lambda one: one["later"] or one["due"], default=None)
    days = [one["told_on"] for one in rows if one["told_on"]]
    told = InformationState.TOLD if rows else None
    return {
        "informed": InformationState(first["state"]) if first else told,
        "inform_by": date.fromisoformat(first["later"] or first["due"]) if first else None,
        "told_on": date.fromisoformat(min(days)) if days else None,
    }
