"""Take an offer of help back, or put it right at who has it: which of the two, the database says.

Somebody of the college may be answering just then. So Veiligheid says what is the matter, and one
function looks under lock how far it is (trust T-23).
"""

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from houvast.accounts.reads import colleagues, working_days
from houvast.accounts.rules import Role
from houvast.audit.actions import Operation, recorded
from houvast.cooperation import permissions
from houvast.cooperation.actions.safety import locked_signal, record_of
from houvast.cooperation.models import EntryCorrection
from houvast.cooperation.reads.compartment import SH, require
from houvast.cooperation.reads.corrections import standing_to_correction
from houvast.cooperation.rules import safety as rules
from houvast.cooperation.rules.safety import Mend, OfferState, Reach
from houvast.database.actor import Actor
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.sharing.rules import Verb
from houvast.tracks.actions.notices import tell
from houvast.tracks.rules.notices import NoticeKind


def mend_offer(*, by: Actor, signal_id: UUID, why: Mend, wrong: Collection[Reach] = ()) -> bool:
    """Say what is the matter with an offer. True: it is gone; else they who have it are told."""
    with recorded(by, "cooperation.help_mended", signal_id) as act:
        signal = locked_signal(by, signal_id, act)
        require(by, Verb.WRITE, SH, act, frozenset(), own=True)
        offer = record_of(signal)
        if offer is None or offer.mended_at is not None:
            raise Refused(rules.ALREADY_MENDED)
        is_sent, given = offer.state == OfferState.SENT, [Reach(one) for one in offer.what]
        rules.check_mend(why, wrong, given, is_sent=is_sent)
        pieces = [one.value for one in Reach if one in wrong] if why is Mend.WRONG else []
        is_gone = _is_gone(by, offer.pk, why, pieces, act)
        if is_gone and is_sent:
            for one in colleagues(by.municipality_id, [Role.TRIAGE_MEMBER], act.now):
                tell(by.municipality_id, one.id, NoticeKind.ENTRY_WITHDRAWN, act)
        return is_gone


def _is_gone(by: Actor, offer_id: UUID, why: Mend, pieces: list[str], act: Operation) -> bool:
    days = working_days(by.municipality_id, act.today)
    due = days.after(act.today, rules.PUT_RIGHT_WITHIN)
    with connection.cursor() as cursor:
        cursor.execute(
            "select cooperation_mend_offer(%s, %s, %s, %s)", [offer_id, why.value, pieces, due]
        )
        return bool(cursor.fetchone()[0] == "withdrawn")


def confirm_correction(by: Actor, correction_id: UUID) -> None:
    """Who has the entry put it right, and says so."""
    with recorded(by, "cooperation.correction_confirmed", correction_id) as act:
        found = EntryCorrection.objects.filter(pk=correction_id).first()
        if found is None:
            raise NotFound
        act.concerns(found.person_id)
        holding, own = standing_to_correction(by, found, act)
        permissions.require(
            permissions.can(
                by,
                Verb.WRITE,
                SH,
                place=found.municipality_id,
                holding=holding,
                now=act.now,
                own=own,
            )
        )
        open_now = EntryCorrection.objects.filter(pk=found.pk, confirmed_at=None)
        if not open_now.update(confirmed_at=act.now, confirmed_by_id=by.user_id):
            raise Refused(gettext_noop("Dit is al gedaan."))
