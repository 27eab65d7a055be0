"""Noodtoegang: open one file because of danger, say what was done, lengthen it, and look at it.

The database opens it, tells the reviewers and the coach, and plans that the young person hears it.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app

from houvast.accounts.reads import colleagues
from houvast.accounts.rules import Purpose, Role
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop
from houvast.tracks.actions.notices import SEND, tell
from houvast.tracks.models import BreakGlass
from houvast.tracks.rules.glass import (
    BY_NAME,
    BY_TRACK,
    REFUSED,
    Verdict,
    check_account,
    check_extend,
    check_may_review,
    check_reason,
    check_verdict,
)
from houvast.tracks.rules.known import PER_DAY
from houvast.tracks.rules.notices import NoticeKind

BREAK = "select answer, opened, told from tracks_break_glass(%s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Emergency:
    """That somebody is in danger now, and why it cannot wait."""

    reason: str
    is_now: bool


def break_glass_by_name(
    *, by: Actor, family_name: str, birth_date: date, emergency: Emergency
) -> UUID | None:
    """Open the file of who has exactly this surname and birth date; None when there is none.

    A no is kept as a yes is: it is one of the ten questions of the day. So it raises nothing.
    """
    return _break(by, None, (" ".join(family_name.split()), birth_date), emergency)


def break_glass(*, by: Actor, track_id: UUID, emergency: Emergency) -> UUID:
    """Open the file of a track that one sees by its nickname already. Raises NotFound."""
    opened = _break(by, track_id, ("", None), emergency)
    if opened is None:
        raise NotFound
    return opened


def _require(by: Actor, roles: tuple[str, ...]) -> None:
    if by.purpose != Purpose.EMERGENCY or by.role not in roles or by.token is not None:
        raise NotAllowed("role")


def _break(
    by: Actor, track_id: UUID | None, who: tuple[str, date | None], emergency: Emergency
) -> UUID | None:
    with recorded(by, "tracks.glass_opened", track_id) as act:
        _require(by, BY_TRACK if track_id else BY_NAME)
        why = check_reason(emergency.reason, is_now=emergency.is_now)
        with connection.cursor() as cursor:
            cursor.execute(BREAK, (track_id, *who, why))
            answer, opened, told = cursor.fetchone()
        if words := REFUSED.get(answer):
            raise Refused(words, most=PER_DAY)
        if opened is None:
            return None
        act.concerns(BreakGlass.objects.one(opened).person_id)
        task = app.configure_task(SEND, allow_unknown=True)
        for notice in told:
            task.defer(municipality_id=str(by.municipality_id), notice_id=str(notice))
        return UUID(str(opened))


def account_for_glass(*, by: Actor, glass_id: UUID, account: str) -> None:
    """Say what one did with it; that ends it. Raises NotFound for who did not open it."""
    with recorded(by, "tracks.glass_accounted", glass_id) as act:
        glass = _locked(glass_id, act)
        if glass.user_id != by.user_id:
            raise NotFound
        words = check_account(account)
        if glass.account or glass.verdict:
            raise Refused(gettext_noop("Je verslag is al bewaard. Ververs de pagina."))
        glass.account, glass.accounted_at = words, act.now
        glass.until = min(glass.until, act.now)
        glass.save(update_fields=["account", "accounted_at", "until"])


def extend_glass(*, by: Actor, glass_id: UUID) -> None:
    """As a second person: let it last as long again, once."""
    with recorded(by, "tracks.glass_extended", glass_id) as act:
        check_may_review(by.role, by.token)
        glass = _locked(glass_id, act)
        check_extend(glass.extended_at, glass.verdict)
        glass.extended_by_id, glass.extended_at = by.user_id, act.now
        glass.until = act.now + glass.lasts
        glass.save(update_fields=["extended_by", "extended_at", "until"])


def review_glass(*, by: Actor, glass_id: UUID, verdict: Verdict | None, note: str) -> None:
    """Say afterwards what it was; never about oneself. What was not needed ends at once."""
    with recorded(by, "tracks.glass_reviewed", glass_id) as act:
        check_may_review(by.role, by.token)
        glass = _locked(glass_id, act)
        words = check_verdict(verdict, note)
        if glass.verdict:
            raise Refused(gettext_noop("Dit is al nagekeken. Ververs de pagina."))
        glass.verdict, glass.note = verdict.value if verdict else "", words
        glass.reviewed_by_id, glass.reviewed_at = by.user_id, act.now
        if verdict is Verdict.NOT_JUSTIFIED:
            glass.until = min(glass.until, act.now)
        glass.save(update_fields=["verdict", "note", "reviewed_by", "reviewed_at", "until"])
        if verdict is Verdict.NOT_JUSTIFIED:  # the database opened a breach with it
            for one in colleagues(by.municipality_id, [Role.PRIVACY_OFFICER], act.now):
                if one.id not in (by.user_id, glass.user_id):
                    tell(by.municipality_id, one.id, NoticeKind.BREACH, act)


def _locked(glass_id: UUID, act: Operation) -> BreakGlass:
    found = BreakGlass.objects.select_for_update(no_key=True).filter(pk=glass_id).first()
    if found is None:
        raise NotFound
    act.concerns(found.person_id)
    return found
