"""Look at roles again: those that stay go on for their term, the others stop or lapse (T-61).

Nothing here moves the end of a role: the database does, in the answer of who looked (sharing 0017).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from houvast.accounts.models import Membership, Municipality
from houvast.accounts.reads import Colleague, colleagues
from houvast.accounts.rules import Role, term_of
from houvast.audit.actions import KEPT_FOR, Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused
from houvast.sharing.actions import end_role
from houvast.sharing.models import RoleReview
from houvast.sharing.reads.joining import roles_now
from houvast.sharing.rules.joining import check_beside
from houvast.sharing.rules.role_reviews import (
    A_WEEK,
    DONE,
    HELD_BY,
    MANAGES,
    REVIEWS,
    SECOND,
    ReviewAnswer,
    check_answer,
    check_reviews,
    how_often,
    is_asked,
    is_special,
)
from houvast.tracks.actions.notices import tell
from houvast.tracks.models import Notice
from houvast.tracks.reads.role_reviews import ending, is_last
from houvast.tracks.rules.notices import NoticeKind


def review_roles(*, by: Actor, answers: Mapping[UUID, ReviewAnswer]) -> int:
    """Say of some roles whether they stay; all of it or nothing. How many were answered.

    Raises Refused beside the role that it is about, NotFound for a role of elsewhere.
    """
    with recorded(by, "tracks.roles_reviewed"):
        check_reviews(by.role, by.token)
        # Two who answer at once come one after the other.
        Municipality.objects.select_for_update(no_key=True).get(pk=by.municipality_id)
        for membership_id in sorted(answers):
            try:
                _review(by, membership_id, answers[membership_id])
            except Refused as no:
                raise Refused(no.reason, field=f"role_{membership_id.hex}") from no
        return len(answers)


def _review(by: Actor, membership_id: UUID, answer: ReviewAnswer) -> None:
    if answer is ReviewAnswer.END:
        check_answer(by.role, MANAGES, answer, own=False)
        end_role(by=by, membership_id=membership_id)
        return
    with recorded(by, "tracks.role_kept", membership_id) as act:
        one = Membership.objects.filter(pk=membership_id, municipality_id=by.municipality_id)
        found = one.first()
        if found is None:
            raise NotFound
        check_answer(by.role, found.role, answer, own=found.user_id == by.user_id)
        if found.lapses_at != found.until or not is_asked(found.until, act.now):
            raise Refused(DONE)
        if found.until <= act.now:
            live = roles_now(found.user_id, act.now)
            check_beside(Role(found.role), [role for role, _team in live])
        _keep(by, found, act)


def _keep(by: Actor, found: Membership, act: Operation) -> None:
    """The first says so, or the second; a role without special rights has the first alone."""
    reviews = RoleReview.objects.filter(membership=found.pk, answered_at=None)
    waits = reviews.first()
    if waits is not None and waits.asked_by_id == by.user_id:
        raise Refused(SECOND)
    if waits is not None:
        waits.answered_by_id, waits.answered_at = by.user_id, act.now
        waits.save(update_fields=["answered_by", "answered_at"])
        return
    alone = not is_special(found.role)
    made = RoleReview(
        municipality_id=by.municipality_id,
        membership_id=found.pk,
        user_id=found.user_id,
        asked_by_id=by.user_id,
        asked_at=act.now,
        until=act.now + term_of(found.role),
        answered_at=act.now if alone else None,
        destroy_on=act.today + KEPT_FOR,
    )
    made.save(force_insert=True)
    if not alone:
        for one in colleagues(by.municipality_id, REVIEWS, act.now):
            if one.id not in (by.user_id, found.user_id):
                tell(by.municipality_id, one.id, NoticeKind.CONFIRM, act)


def tell_of_roles(*, by: Actor) -> int:
    """Nightly, under the safety net: how many heard that there are roles to look at.

    Once a week, also whose role it is. In the last two weeks and after the end each night and at
    once: of the last one with a special right or a seat, and of who holds young people.
    """
    with recorded(by, "tracks.roles_guarded") as act:
        place = by.municipality_id
        people = colleagues(place, REVIEWS, act.now)
        asked: dict[tuple[NoticeKind, timedelta], set[UUID]] = {}
        for one in ending(place, act.now):
            for kind, every, users in _told(one, people, act.now):
                asked.setdefault((kind, every), set()).update(users)
        to_tell = {
            (kind.value, user)
            for (kind, every), users in asked.items()
            for user in users - _heard(kind, act.today - every)
        }
        for kind_value, user in sorted(to_tell):
            tell(place, user, NoticeKind(kind_value), act)
        return len(to_tell)


def _heard(kind: NoticeKind, after: date) -> set[UUID]:
    heard = Notice.objects.filter(kind=kind.value, at__date__gt=after)
    return set(heard.values_list("to_user_id", flat=True))


Told = tuple[NoticeKind, timedelta, set[UUID]]


def _told(one: Any, people: tuple[Colleague, ...], now: datetime) -> Iterator[Told]:
    """Which notices a role is worth, after how long the same one comes again, and to whom."""
    if one.until > now:
        yield NoticeKind.OWN_ROLE, A_WEEK, {one.user_id}
    last, answers = is_last(one), REVIEWS if is_special(one.role) else (MANAGES,)
    every = how_often(pressing=last or one.holds, until=one.until, now=now)
    if every == A_WEEK:
        yield NoticeKind.ROLES, every, _of(people, answers) - {one.user_id}
        return
    if last:
        yield NoticeKind.LAST_ROLE, every, _of(people, REVIEWS) - {one.user_id}
    if one.holds:
        yield NoticeKind.HELD_ROLE, every, _of(people, HELD_BY) - {one.user_id}


def _of(people: Iterable[Colleague], roles: Collection[Role]) -> set[UUID]:
    return {one.id for one in people if one.role in roles}
