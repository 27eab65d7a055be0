"""Sign in with the account of the municipality: tie it to one's own account here, and let it go."""

from uuid import uuid4

from houvast.accounts.models import Identity
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop

HAS_ONE = gettext_noop("Er is al een account van je gemeente gekoppeld. Maak dat eerst los.")
OF_ANOTHER = gettext_noop("Dit account is al van iemand anders. Log daar eerst uit.")


def link_identity(*, by: Actor, issuer: str, subject: str) -> None:
    """Sign in from now on with this account too; who proved to have it is the one who acts.

    Raises Refused when one is linked already, or when it is of somebody else.
    """
    with recorded(by, "sharing.identity_linked") as act:
        if by.token is not None:
            raise NotAllowed("token")
        live = Identity.objects.filter(user=by.user_id, issuer=issuer, ended_at=None)
        if live.filter(subject=subject).exists():
            return
        if live.exists():
            raise Refused(HAS_ONE)
        one = Identity(
            pk=uuid4(),
            municipality_id=by.municipality_id,
            user_id=by.user_id,
            issuer=issuer,
            subject=subject,
            linked_at=act.now,
        )
        Identity.objects.bulk_create([one], ignore_conflicts=True)
        if not live.filter(pk=one.pk).exists():
            raise Refused(OF_ANOTHER)
        act.about = one.pk


def unlink_identity(*, by: Actor, issuer: str) -> None:
    """Sign in with this account no more. Raises NotFound when none is linked."""
    with recorded(by, "sharing.identity_unlinked") as act:
        live = Identity.objects.filter(user=by.user_id, issuer=issuer, ended_at=None)
        one = live.values_list("pk", flat=True).first()
        if one is None:
            raise NotFound
        act.about = one
        live.update(ended_at=act.now)
