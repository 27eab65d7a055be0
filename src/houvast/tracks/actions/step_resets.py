"""A second step that is lost: ask for a new one at the desk, and say yes as the second person."""

from uuid import UUID, uuid4

from houvast.accounts.models import User
from houvast.accounts.reads import colleagues
from houvast.audit.actions import KEPT_FOR, Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop
from houvast.sharing.models import StepReset
from houvast.sharing.rules.step_resets import (
    ANSWERS,
    AWAY,
    WAITS,
    WITHIN,
    Lost,
    ResetState,
    Shown,
    check_asked,
    check_asks,
    check_second,
    check_waits,
)
from houvast.tracks.actions.notices import tell
from houvast.tracks.rules.notices import NoticeKind


def ask_step_reset(
    *, by: Actor, user_id: UUID, lost: Lost, shown: Shown, key: UUID | None = None
) -> UUID:
    """Ask it for a colleague who was seen at the desk. The same form again makes nothing."""
    with recorded(by, "tracks.second_step_asked", user_id) as act:
        check_asks(by.role, by.token)
        if key and StepReset.objects.filter(pk=key).exists():
            return key
        check_asked(user_id, by.user_id)
        _check_works_here(by, user_id)
        waits = StepReset.objects.filter(user=user_id, state=ResetState.ASKED.value)
        waits.filter(until__lte=act.now).update(state=ResetState.LAPSED.value, answered_at=act.now)
        made = StepReset(
            pk=key or uuid4(),
            municipality_id=by.municipality_id,
            user_id=user_id,
            lost=lost.value,
            shown=shown.value,
            state=ResetState.ASKED.value,
            asked_by_id=by.user_id,
            asked_at=act.now,
            until=act.now + WITHIN,
            destroy_on=act.today + KEPT_FOR,
        )
        StepReset.objects.bulk_create([made], ignore_conflicts=True)
        if not waits.filter(pk=made.pk).exists():
            raise Refused(WAITS, field="who")
        for one in colleagues(by.municipality_id, (ANSWERS,), act.now):
            if one.id not in (by.user_id, user_id):
                tell(by.municipality_id, one.id, NoticeKind.CONFIRM, act)
        return made.pk


def _check_works_here(by: Actor, user_id: UUID) -> None:
    people = User.objects.filter(pk=user_id, municipality_id=by.municipality_id)
    found = people.filter(is_system=False, system_of=None).first()
    if found is None:
        raise Refused(gettext_noop("Kies een collega uit de lijst."), field="who")
    if found.suspended_at is not None or not found.is_active:
        raise Refused(AWAY, field="who")


def reset_step(*, by: Actor, reset_id: UUID) -> None:
    """Say yes as the second person: the steps are gone, and every session and key with them.

    The database does that itself (sharing 0015), in the transaction of this answer.
    """
    with recorded(by, "tracks.second_step_reset") as act:
        if by.role != ANSWERS or by.token is not None:
            raise NotAllowed("role")
        found = _waiting(reset_id)
        act.about = found.user_id
        check_second(found.user_id, found.asked_by_id, by.user_id)
        check_waits(ResetState(found.state), found.until, act.now)
        _answer(by, found, ResetState.DONE, act)
        tell(by.municipality_id, found.user_id, NoticeKind.STEP_RESET, act)


def keep_step(*, by: Actor, reset_id: UUID) -> None:
    """It stays as it was; who asked can take it back like this as well."""
    with recorded(by, "tracks.second_step_kept") as act:
        check_asks(by.role, by.token)
        found = _waiting(reset_id)
        act.about = found.user_id
        if by.role != ANSWERS and found.asked_by_id != by.user_id:
            raise NotAllowed("role")
        check_waits(ResetState(found.state), found.until, act.now)
        _answer(by, found, ResetState.DECLINED, act)


def _waiting(reset_id: UUID) -> StepReset:
    """The question, locked; one that was answered cannot be, and is given as it is."""
    locked = StepReset.objects.select_for_update(no_key=True).filter(pk=reset_id).first()
    found = locked or StepReset.objects.filter(pk=reset_id).first()
    if found is None:
        raise NotFound
    return found


def _answer(by: Actor, found: StepReset, state: ResetState, act: Operation) -> None:
    found.state, found.answered_by_id, found.answered_at = state.value, by.user_id, act.now
    found.save(update_fields=["state", "answered_by", "answered_at"])
