"""What a young person allowed, refused or took back, and whom one can ask for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from houvast.audit.actions import recorded
from houvast.cooperation.models import Allowance
from houvast.cooperation.reads.standing import track_to_share
from houvast.cooperation.rules.allowed import AllowScope, AllowState, ends_soon
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.sharing.models import Partnership
from houvast.sharing.rules.partners import PartnershipKind


@dataclass(frozen=True, slots=True)
class AllowanceLine:
    """One question and its answer."""

    id: UUID
    scope: AllowScope
    to: str
    what: str
    purpose: str
    state: AllowState
    asked_on: date
    last_day: date
    holds: bool
    asks_again: bool
    """A yes that is over or ends soon, and about which nothing was asked since."""


@dataclass(frozen=True, slots=True)
class AllowedPage:
    """All of one young person, the newest first."""

    today: date
    track_id: UUID
    lines: tuple[AllowanceLine, ...]
    partners: tuple[tuple[UUID, str], ...]


def allowed_page(by: Actor, track_id: UUID) -> AllowedPage:
    """What was asked and answered. Raises NotFound, NotAllowed."""
    with recorded(by, "cooperation.allowances_viewed", track_id) as act:
        track, leads = track_to_share(by, track_id, act)
        if not leads:
            raise NotAllowed("lead")
        rows = Allowance.objects.filter(track=track).select_related("to")
        known = Partnership.objects.filter(state="in_force", kind=PartnershipKind.COVENANT.value)
        places = known.select_related("organisation").order_by("organisation__name")
        return AllowedPage(
            act.today,
            track.pk,
            _lines(rows.order_by("-asked_at", "pk"), act.today),
            tuple(dict.fromkeys((one.organisation_id, one.organisation.name) for one in places)),
        )


def _lines(rows: Iterable[Allowance], today: date) -> tuple[AllowanceLine, ...]:
    """Each question; of one that was asked again only the last can ask for another."""
    lines, since = [], set[tuple[str, UUID]]()
    for one in rows:
        lines.append(_line(one, today, is_last=(one.scope, one.to_id) not in since))
        since.add((one.scope, one.to_id))
    return tuple(lines)


def _line(one: Allowance, today: date, *, is_last: bool) -> AllowanceLine:
    return AllowanceLine(
        one.pk,
        AllowScope(one.scope),
        one.to.name,
        one.what,
        one.purpose,
        AllowState(one.state),
        localdate(one.asked_at),
        one.until - timedelta(days=1),
        one.state == AllowState.GIVEN and today < one.until,
        is_last and one.state == AllowState.GIVEN and ends_soon(one.until, today),
    )
