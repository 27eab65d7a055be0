"""What a rule refused: its maker tries again, or lets it be."""

from uuid import UUID

from houvast.audit.actions import recorded
from houvast.capture import keys, permissions
from houvast.capture.actions.intake import write
from houvast.capture.models import SealedItem
from houvast.capture.reads.refused import MENDED, item_of
from houvast.capture.rules import captured
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused

EMPTY = {"why": "", "key_id": "", "sealed_key": "", "nonce": "", "content": ""}


def try_again(*, by: Actor, item_id: UUID) -> None:
    """Take in after all what was refused. Raises what a rule says about it now."""
    with recorded(by, "capture.refused_tried_again", item_id) as act:
        row = _locked(by, item_id)
        item = item_of(row)
        what = captured(keys.opened(by.municipality_id, item), item, row.device, act.now)
        write(by, item, what)
        SealedItem.objects.filter(pk=item_id).update(state="taken", **EMPTY)


def let_be(*, by: Actor, item_id: UUID) -> None:
    """Its maker noted it elsewhere, or it was a slip: the sealed bytes go."""
    with recorded(by, "capture.refused_dropped", item_id):
        _locked(by, item_id)
        SealedItem.objects.filter(pk=item_id).update(state="dropped", **EMPTY)


def _locked(by: Actor, item_id: UUID) -> SealedItem:
    """It, until the transaction ends: only what is still refused can be locked."""
    permissions.require_captures(by)
    mine = SealedItem.objects.filter(pk=item_id)
    if found := mine.select_for_update(no_key=True).filter(state="refused").first():
        return found
    if mine.exists():
        raise Refused(MENDED)
    raise NotFound
