"""The record of an offer of help, for who receives it and for who watches that somebody is told."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from houvast.accounts.rules import Role
from houvast.audit.actions import Operation
from houvast.cooperation import permissions
from houvast.cooperation.models import HelpOffer
from houvast.cooperation.reads.compartment import SH
from houvast.cooperation.reads.corrections import CorrectionLine, to_put_right
from houvast.cooperation.reads.late import LateLine, late_lines
from houvast.cooperation.rules.safety import Mend, OfferState, Reach
from houvast.database.actor import Actor
from houvast.sharing.rules import Holding, Standing, Verb
from houvast.tracks.reads.duties import DutiesPage, duties_page
from houvast.tracks.reads.listing import Asked
from houvast.tracks.reads.signal_list import SignalsPage, signals_page
from houvast.tracks.reads.signals import SignalPage, signal_page
from houvast.tracks.rules.informing import Language, TellChannel
from houvast.tracks.rules.views import SignalView

STANDS = {
    Role.TRIAGE_MEMBER: Standing.TRIAGE,
    Role.PRIVACY_OFFICER: Standing.RIGHTS,
    Role.FG: Standing.OVERSIGHT,
}
"""As what somebody outside the compartment sees the record of an offer."""


@dataclass(frozen=True, slots=True)
class OfferLine:
    """The record of an offer: what was given, by whom, and whether the young person knows."""

    what: tuple[Reach, ...]
    ground: str
    state: OfferState
    decided_by: str
    decided_on: date
    needs_second: bool
    second: str
    sent_on: date | None
    tell_by: date | None
    told_on: date | None
    told_how: TellChannel | None
    told_in: Language | None
    told_by: str
    mended_on: date | None
    mended_for: Mend | None
    wrong: tuple[Reach, ...]


def entry_page(by: Actor, signal_id: UUID) -> tuple[SignalPage, OfferLine | None]:
    """An entry of the college; with what Veiligheid offered the record of it, for the triage."""
    found: list[OfferLine] = []

    def record(page: SignalPage, act: Operation) -> None:
        if page.is_offered and _may_watch(by, act):
            rows = HelpOffer.objects.select_related("decided_by", "second", "told_by")
            found.extend(offer_line(one) for one in rows.filter(signal=signal_id))

    page = signal_page(by, signal_id, record)
    return page, found[0] if found else None


def entries_page(
    by: Actor, asked: Asked[SignalView]
) -> tuple[SignalsPage, tuple[CorrectionLine, ...]]:
    """The entries of the college in a list; for the triage with what of them is not right."""
    found: list[CorrectionLine] = []

    def corrected(act: Operation) -> None:
        if by.role == Role.TRIAGE_MEMBER:
            found.extend(to_put_right(by, act).entries)

    return signals_page(by, asked, corrected), tuple(found)


def telling_page(by: Actor) -> tuple[DutiesPage, tuple[LateLine, ...]]:
    """Who still has to hear what is kept, and what is late between two desks. Raises NotAllowed."""
    found: list[LateLine] = []

    def late(act: Operation) -> None:
        found.extend(late_lines(act.today))
        seen = (one.person_id for one in found if one.person_id)
        act.concerns(*dict.fromkeys((*act.shown, *seen)))

    page = duties_page(by, late)
    return page, tuple(found)


def offer_line(one: HelpOffer) -> OfferLine:
    """The record as it is shown."""
    return OfferLine(
        what=tuple(Reach(each) for each in one.what),
        ground=one.ground,
        state=OfferState(one.state),
        decided_by=one.decided_by.name,
        decided_on=localdate(one.decided_at),
        needs_second=one.needs_second,
        second=one.second.name if one.second else "",
        sent_on=localdate(one.sent_at) if one.sent_at else None,
        tell_by=one.tell_by,
        told_on=one.told_on,
        told_how=TellChannel(one.told_how) if one.told_how else None,
        told_in=Language(one.told_in) if one.told_in else None,
        told_by=one.told_by.name if one.told_by else "",
        mended_on=localdate(one.mended_at) if one.mended_at else None,
        mended_for=Mend(one.mended_for) if one.mended_for else None,
        wrong=tuple(Reach(each) for each in one.wrong),
    )


def _may_watch(by: Actor, act: Operation) -> bool:
    standing = STANDS.get(Role(by.role))
    holding, own = Holding(standing) if standing else None, standing is Standing.TRIAGE
    return bool(
        permissions.can(
            by, Verb.SEE, SH, place=by.municipality_id, holding=holding, now=act.now, own=own
        )
    )
