"""Receipts (ontvangstbewijzen): the same request sent twice by a system is one, with one answer."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid5

from houvast.accounts.models import Receipt
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import Refused, gettext_noop

KEPT_FOR = timedelta(days=31)
OTHER_REQUEST = gettext_noop(
    "Deze Idempotency-Key hoort bij een ander verzoek. Gebruik voor elk verzoek een nieuwe."
)


def once(
    *,
    by: Actor,
    verb: str,
    about: UUID | None,
    key: UUID | None,
    request_hash: str,
    act: Callable[[], UUID | None],
) -> UUID | None:
    """Do what was asked and give the id of what it made; a second time only the id.

    In one transaction: who comes with the same key at the same moment waits, and finds the
    receipt; and one system at a time writes about one thing, so a version that was compared holds.
    Raises Refused when the key came with another request; what `act` refuses leaves no receipt, so
    it can be sent again. Without a key it is done as often as it is sent.
    """
    with recorded(by, verb, about) as operation:
        if about is not None:
            one_at_a_time(about)
        if key is None:
            return act()
        one_at_a_time(uuid5(by.user_id, str(key)))
        known = Receipt.objects.filter(user=by.user_id, key=key).first()
        if known is None:
            result = act()
            Receipt.objects.create(
                municipality_id=by.municipality_id,
                user_id=by.user_id,
                key=key,
                request_hash=request_hash,
                result=result,
                at=operation.now,
                destroy_on=operation.today + KEPT_FOR,
            )
            return result
        if known.request_hash != request_hash:
            raise Refused(OTHER_REQUEST, field="Idempotency-Key")
        return known.result
