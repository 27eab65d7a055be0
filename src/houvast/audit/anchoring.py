"""Tell the witness how far a chain is, and be a witness for others."""

import logging
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from houvast.audit.rules.anchors import (
    Anchor,
    Said,
    Signed,
    Told,
    anchor_in,
    answer_to,
    question_in,
    sign,
)
from houvast.audit.rules.chain import MOST_WAITING, microseconds
from houvast.audit.witness import Witness
from houvast.database.actor import Actor
from houvast.database.context import acting

logger = logging.getLogger(__name__)


class Alarm(StrEnum):
    """What is wrong now with the sealing, or with the witness."""

    NOT_SEALED = "not_sealed"
    NOT_TOLD = "not_told"


@dataclass(frozen=True, slots=True)
class State:
    """How far the chain of a municipality is; nothing that is not there yet is None."""

    waiting: int
    waiting_since: datetime | None
    seal: int | None
    total: int | None
    hash: bytes | None
    sealed_at: datetime | None
    told: int | None
    """The last seal that the witness answered for."""
    answered_at: datetime | None
    untold_since: datetime | None
    """When the first seal was made that the witness did not answer for."""

    def alarms(self, now: datetime) -> tuple[Alarm, ...]:
        """What waits for longer than a quarter of an hour (T-76)."""
        since = {Alarm.NOT_SEALED: self.waiting_since, Alarm.NOT_TOLD: self.untold_since}
        return tuple(one for one, at in since.items() if at and now - at > MOST_WAITING)


def state(*, by: Actor) -> tuple[State, datetime]:
    """How far the chain of a municipality is, and the time of now. Nobody is in it."""
    with acting(by) as at, connection.cursor() as cursor:
        cursor.execute("select * from audit_state()")
        return State(*cursor.fetchone()), at.now


NOTE = "select audit_note_anchor(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


def tell_witness(*, by: Actor, key: Ed25519PrivateKey, witness: Witness) -> bool:
    """Tell the witness of the last seal, when it does not know it; whether it was told.

    It is told outside a transaction: a witness that is slow holds nothing up. When its answer is
    lost it is told the same again, byte for byte, and answers the same.
    """
    far, now = state(by=by)
    if not far.seal or not far.total or not far.hash or not far.sealed_at or not far.untold_since:
        return False
    at = microseconds(far.sealed_at)
    anchor = Anchor(by.municipality_id, far.seal, far.total, bytes(far.hash), at)
    signed = sign(key, Said.ANCHOR, anchor.words())
    answer = witness.tell(signed, now)
    with acting(by), connection.cursor() as cursor:
        cursor.execute(
            NOTE,
            [
                *(anchor.seal, anchor.total, anchor.hash, far.sealed_at),
                *(signed.body, signed.key, signed.signature),
                *(answer.body, answer.key, answer.signature),
            ],
        )
    return True


TAKES = "select * from audit_witness_takes(%s, %s, %s, %s, %s, %s, %s, %s, %s)"


def witness_for(signed: Signed, key: Ed25519PrivateKey, owner: str) -> Signed | None:
    """As a witness: keep what we are told and answer; nothing when it goes back or says otherwise.

    Unreadable when it is no anchor. Told the same twice, the answer is the same.
    """
    anchor = anchor_in(signed)
    with transaction.atomic(), connection.cursor() as cursor:
        answer = answer_to(signed, key, owner, _now(cursor))
        cursor.execute(
            TAKES,
            [
                *(signed.key, anchor.municipality, anchor.seal, anchor.total, anchor.hash),
                *(signed.body, signed.signature, answer.body, answer.signature),
            ],
        )
        row = cursor.fetchone()
    if row is None:
        logger.error("A chain went back, or says otherwise than before: asked as its witness")
    return Signed(bytes(row[0]), answer.key, bytes(row[1])) if row else None


def kept_for(signed: Signed, key: bytes) -> list[Told]:
    """As a witness: what this installation told us. Unreadable when it is no fresh question."""
    with transaction.atomic(), connection.cursor() as cursor:
        place, after = question_in(signed, _now(cursor))
        cursor.execute("select * from audit_witness_kept(%s, %s, %s)", [signed.key, place, after])
        rows = [[bytes(one) for one in row] for row in cursor.fetchall()]
    return [
        Told(Signed(body, signed.key, own), Signed(answer, key, answered))
        for body, own, answer, answered in rows
    ]


def _now(cursor: CursorWrapper) -> datetime:
    cursor.execute("select houvast_now()")
    now: datetime = cursor.fetchone()[0]
    return now
