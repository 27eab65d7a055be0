"""Which contacts belong to the work of now: those of today, and of a night that began yesterday."""

from datetime import datetime, timedelta

from houvast.sharing.rules import HERE

LONGEST = timedelta(hours=12)
"""A shift is not longer; so one that runs over midnight is seen whole until it ends."""


def began(now: datetime) -> datetime:
    """From when on something counts as done today: midnight here, and never less than a shift."""
    midnight = now.astimezone(HERE).replace(hour=0, minute=0, second=0, microsecond=0)
    return min(midnight, now - LONGEST)
