"""Sessions: end one's own, on a device that is lost or not one's own (ASVS 7.5.2)."""

from collections.abc import Collection

from houvast.accounts.models import SignedIn
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound


def end_sessions(*, by: Actor, keys: Collection[str]) -> None:
    """Sign out where one is signed in with these sessions; each works no more at its next request.

    Raises NotFound when none of them is open, or is one's own.
    """
    with recorded(by, "sharing.sessions_ended") as act:
        if by.token is not None:
            raise NotAllowed("token")
        act.about = by.user_id
        gone, _what = SignedIn.objects.filter(user=by.user_id, pk__in=list(keys)).delete()
        if not gone:
            raise NotFound
