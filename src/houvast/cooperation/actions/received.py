"""After it was sent: acknowledge, withdraw, put right, dispute; the receiver confirms each."""

from uuid import UUID

from houvast.accounts.reads import working_days
from houvast.accounts.rules import InformationClass
from houvast.audit.actions import Operation, recorded
from houvast.cooperation import permissions
from houvast.cooperation.models import PushedTask, Restriction, SharedFact, Sharing
from houvast.cooperation.reads.shared import has_left
from houvast.cooperation.rules.decisions import PUSH_DAYS, check_move, check_reason
from houvast.cooperation.rules.states import LIVE, Pushed, Receiver, ShareState
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop
from houvast.sharing.reads import holding
from houvast.sharing.rules import Capacity, Holding, Standing, Verb

SH = InformationClass.SH
COPIED = (
    *("kind", "label", "source", "observed_on", "certainty", "row", "article", "officer"),
    *("disclosed_on", "for_purpose", "keep_until", "no_onward", "passed_on_id"),
)


def acknowledge(by: Actor, sharing_id: UUID) -> None:
    """The receiver has it; for a partner the coach says so."""
    with recorded(by, "cooperation.acknowledged", sharing_id) as act:
        made = _as_receiver(by, sharing_id, act)
        _check_lives(made, act)
        check_move(ShareState(made.state), ShareState.ACKNOWLEDGED)
        made.state = ShareState.ACKNOWLEDGED.value
        made.acknowledged_by_id, made.acknowledged_at = by.user_id, act.now
        made.save()


def give_back(by: Actor, sharing_id: UUID) -> None:
    """The receiver needs it no more: from this commit on he reads nothing of it."""
    with recorded(by, "cooperation.given_back", sharing_id) as act:
        made = _as_receiver(by, sharing_id, act)
        check_move(ShareState(made.state), ShareState.ENDED)
        _end(by, made, ShareState.ENDED, act)


def withdraw(*, by: Actor, sharing_id: UUID, why: str) -> None:
    """Stop sharing: from this commit on nobody reads it, and the receiver is asked to remove it."""
    with recorded(by, "cooperation.withdrawn", sharing_id) as act:
        made = _as_giver(by, sharing_id, act)
        was = ShareState(made.state)
        check_move(was, ShareState.WITHDRAWN)
        made.why_ended = check_reason(why, "why")
        if was in LIVE:
            push(made, Pushed.WITHDRAWAL, act)
        _end(by, made, ShareState.WITHDRAWN, act)


def put_right(*, by: Actor, fact_id: UUID, text: str) -> UUID:
    """A fact was not right: another row takes its place, and the receiver hears of it."""
    with recorded(by, "cooperation.put_right", fact_id) as act:
        fact, made = fact_given(by, fact_id, act)
        _check_lives(made, act)
        if not text.strip() or text.strip() == fact.text:
            raise Refused(gettext_noop("Schrijf op hoe het wel is."), field="text")
        same = {name: getattr(fact, name) for name in COPIED}
        row = {"municipality_id": fact.municipality_id, "controller": fact.controller}
        row |= {"person_id": fact.person_id, "track_id": fact.track_id}
        new = SharedFact.objects.create(
            sharing=made,
            text=text.strip(),
            replaces=fact,
            destroy_on=fact.destroy_on,
            **same,
            **row,
        )
        fact.dropped_at = act.now
        fact.save(update_fields=["dropped_at"])
        if made.state != ShareState.CORRECTED:
            check_move(ShareState(made.state), ShareState.CORRECTED)
            made.state = ShareState.CORRECTED.value
            made.save()
        push(made, Pushed.CORRECTION, act)
        return new.pk


def dispute(by: Actor, fact_id: UUID) -> None:
    """The young person says that it is not so: it shows wherever the fact shows (trust T-10)."""
    with recorded(by, "cooperation.disputed", fact_id) as act:
        fact, made = fact_given(by, fact_id, act)
        _check_lives(made, act)
        if fact.disputed_at is not None:
            raise Refused(gettext_noop("Dit staat er al bij."))
        fact.disputed_at = act.now
        fact.save(update_fields=["disputed_at"])
        push(made, Pushed.DISPUTE, act)


def confirm(by: Actor, task_id: UUID) -> None:
    """The receiver did what was asked; for a partner the coach says so."""
    with recorded(by, "cooperation.task_confirmed", task_id) as act:
        task = PushedTask.objects.filter(pk=task_id).first()
        if task is None:
            raise NotFound
        made = _as_receiver(by, task.sharing_id, act)
        done = PushedTask.objects.filter(pk=task.pk, confirmed_at=None)
        if not done.update(confirmed_at=act.now, confirmed_by_id=by.user_id):
            raise Refused(gettext_noop("Dit is al gedaan."))
        if made.state == ShareState.CORRECTED:
            made.state = ShareState.ACKNOWLEDGED.value
            made.acknowledged_by_id, made.acknowledged_at = by.user_id, act.now
            made.save()


def push(
    made: Sharing | Restriction, kind: Pushed, act: Operation, sharing_id: UUID | None = None
) -> None:
    """A task for the receiver, with a last day (trust T-23).

    `sharing_id` is another decision about the same track, which who acts may not see.
    """
    days = working_days(made.municipality_id, act.today)
    PushedTask.objects.create(
        sharing_id=sharing_id or made.pk,
        kind=kind.value,
        made_at=act.now,
        due=days.after(act.today, PUSH_DAYS),
        municipality_id=made.municipality_id,
        controller=made.controller,
        destroy_on=made.destroy_on,
        person_id=made.person_id,
        track_id=made.track_id,
    )


def _end(by: Actor, made: Sharing, state: ShareState, act: Operation) -> None:
    made.state, made.ended_by_id, made.ended_at = state.value, by.user_id, act.now
    made.save()


def fact_given(by: Actor, fact_id: UUID, act: Operation) -> tuple[SharedFact, Sharing]:
    """A fact of one's own that was shared, and its decision, locked."""
    fact = SharedFact.objects.filter(pk=fact_id, dropped_at=None).first()
    if fact is None:
        raise NotFound
    made = _as_giver(by, fact.sharing_id, act)
    held = holding(by, made.person_id, act.now)
    kind, place = InformationClass(fact.kind), made.municipality_id
    permissions.require(permissions.can(by, Verb.SEE, kind, place=place, holding=held, now=act.now))
    fact.refresh_from_db()
    if fact.dropped_at is not None:
        raise NotFound
    return fact, made


def _as_giver(by: Actor, sharing_id: UUID, act: Operation) -> Sharing:
    made = _locked(sharing_id, act)
    held, place = holding(by, made.person_id, act.now), made.municipality_id
    own = made.decided_by_id == by.user_id
    permissions.require(
        permissions.can(by, Verb.WRITE, SH, place=place, holding=held, now=act.now, own=own)
    )
    return made


def _as_receiver(by: Actor, sharing_id: UUID, act: Operation) -> Sharing:
    """To whom it was made out; the lead coach for the coaches, the table and a partner.

    For a colleague who has left the lead coach says it too: else it would ask for ever.
    """
    made = _locked(sharing_id, act)
    to_me = made.receiver == Receiver.COLLEAGUE and made.to_user_id == by.user_id
    held = holding(by, made.person_id, act.now)
    if made.receiver == Receiver.COLLEAGUE and not has_left(made):
        held = Holding(Standing.RECEIVER) if to_me else None
    elif held is None or held.basis is not Capacity.LEAD:
        raise NotAllowed("receiver")
    place = made.municipality_id
    permissions.require(
        permissions.can(by, Verb.WRITE, SH, place=place, holding=held, now=act.now, own=to_me)
    )
    return made


def _locked(sharing_id: UUID, act: Operation) -> Sharing:
    made = Sharing.objects.one(sharing_id)
    act.concerns(made.person_id)
    found = Sharing.objects.select_for_update(no_key=True).filter(pk=sharing_id).first()
    if found is None:
        raise NotAllowed("sharing")
    return found


def _check_lives(made: Sharing, act: Operation) -> None:
    if made.state not in LIVE or made.until is None or made.until <= act.now:
        raise Refused(gettext_noop("Dit wordt niet meer gedeeld. Ververs de pagina."))
