"""Colleagues join, and get one more role: with special rights others hear it at once (T-61)."""

from uuid import UUID

from houvast.accounts.models import Membership
from houvast.accounts.reads import colleagues
from houvast.accounts.rules import COACHES, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import Refused, gettext_noop
from houvast.sharing.actions.joining import (
    NewColleague,
    add_role,
    let_in_colleague,
    stop_role,
)
from houvast.sharing.actions.tokens import Made
from houvast.sharing.rules.joining import check_lets_in
from houvast.sharing.rules.role_reviews import REVIEWS, is_special
from houvast.tracks.actions.notices import tell
from houvast.tracks.reads.leaving import still_held
from houvast.tracks.rules.notices import NoticeKind

HOLDS = gettext_noop(
    "Deze collega houdt nog jongeren vast. Laat ze eerst overdragen, of schors de toegang."
)


def join(*, by: Actor, new: NewColleague, key: UUID | None = None) -> Made:
    """Let a colleague in; the first password is shown once. Raises Refused beside the field."""
    with recorded(by, "tracks.colleague_joined") as act:
        made = let_in_colleague(by=by, new=new, key=key)
        act.about = made.id
        if made.secret:
            _tell(by, new.role, made.id, act)
        return made


def give(*, by: Actor, user_id: UUID, role: Role, team_id: UUID) -> UUID:
    """Give a colleague one more role. Raises Refused beside the field, NotFound for elsewhere."""
    with recorded(by, "tracks.role_given", user_id) as act:
        made = add_role(by=by, user_id=user_id, role=role, team_id=team_id)
        _tell(by, role, user_id, act)
        return made


def stop(*, by: Actor, membership_id: UUID) -> None:
    """End a role now. Whoever holds young people hands them over first: nobody is let go of."""
    with recorded(by, "tracks.role_stopped", membership_id):
        check_lets_in(by.role, by.token)
        here = Membership.objects.filter(pk=membership_id, municipality_id=by.municipality_id)
        found = here.first()
        if found is not None and Role(found.role) in COACHES and still_held(found.user_id):
            raise Refused(HOLDS)
        stop_role(by=by, membership_id=membership_id)


def _tell(by: Actor, role: Role, user_id: UUID, act: Operation) -> None:
    """Who looks at special rights hears that one was given: nobody gives them unseen."""
    if not is_special(role):
        return
    others = {one.id for one in colleagues(by.municipality_id, REVIEWS, act.now)}
    for user in sorted(others - {by.user_id, user_id}):
        tell(by.municipality_id, user, NoticeKind.ROLE_GIVEN, act)
