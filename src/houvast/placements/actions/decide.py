"""From a choice, in the list or by hand, to a proposal, and back, in one act."""

from uuid import UUID

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.matching.actions import record_choice
from houvast.matching.actions.choices import Chosen
from houvast.matching.rules.choices import ChoiceOutcome
from houvast.placements.actions.steps import not_started, put_before
from houvast.placements.actions.under_way import running
from houvast.placements.models import Placement
from houvast.placements.rules.states import ACTIVE, PlacementState

BY_HAND = Chosen(ChoiceOutcome.DISCUSS, shown=None)
"""Nothing was on screen: the reasons are those of the moment."""


def decide(
    *, by: Actor, track_id: UUID, workplace_id: UUID, chosen: Chosen, key: UUID | None = None
) -> UUID | None:
    """Store a choice about a workplace; what is to be discussed is proposed, and that one is given.

    A proposal made here has the id of its choice: so it stays known on which reasons it rests. What
    is put aside or back is no proposal any more; after a yes it is dropped at the placement itself.
    What is proposed already stays as it is: so the newest choice leads to its proposal.
    """
    with recorded(by, "placements.decided", track_id) as act:
        running(by, track_id, act)
        live = Placement.objects.filter(
            track=track_id, workplace=workplace_id, state__in=[one.value for one in ACTIVE]
        ).first()
        if live is not None and chosen.outcome is ChoiceOutcome.DISCUSS:
            return live.pk
        choice = record_choice(
            by=by, track_id=track_id, workplace_id=workplace_id, chosen=chosen, key=key
        )
        if chosen.outcome is ChoiceOutcome.DISCUSS:
            return put_before(by=by, track_id=track_id, workplace_id=workplace_id, key=choice)
        if live is not None:
            _drop(by, live)
        return None


def propose(*, by: Actor, track_id: UUID, workplace_id: UUID, key: UUID | None = None) -> UUID:
    """Put a workplace that was named by hand before the young person.

    What fits and what does not is stored with it, as for a choice from the list. The same `key`
    sent twice is one proposal.
    """
    with recorded(by, "placements.named_by_hand", track_id) as act:
        running(by, track_id, act)
        try:
            choice = record_choice(
                by=by, track_id=track_id, workplace_id=workplace_id, chosen=BY_HAND, key=key
            )
        except NotFound:
            raise Refused(
                gettext_noop("Deze werkplek is er niet meer. Kies een andere."), field="workplace"
            ) from None
        return put_before(by=by, track_id=track_id, workplace_id=workplace_id, key=choice)


def _drop(by: Actor, live: Placement) -> None:
    if live.state != PlacementState.PROPOSED:
        raise Refused(
            gettext_noop("Deze werkplek is al verder. Zeg bij de plaatsing dat het niet doorgaat.")
        )
    not_started(by=by, placement_id=live.pk)
