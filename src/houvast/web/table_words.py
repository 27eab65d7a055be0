"""The words on screen for case tables; `words.py` takes them in."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from houvast.meetings.rules.agenda import AgendaCause
from houvast.meetings.rules.agreements import AgreementState, AgreementVerb
from houvast.meetings.rules.figures import AgreedPart, SharedPart
from houvast.meetings.rules.tables import TableState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TABLE_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    AgendaCause: {
        AgendaCause.DECISION: _("Besluit nodig"),
        AgendaCause.HANDOVER: _("Overdracht zit vast"),
        AgendaCause.PROMISE: _("Moment voorbij"),
        AgendaCause.STEP: _("Stap te laat"),
        AgendaCause.AGREEMENT: _("Afspraak nog open"),
    },
    AgreementVerb: {
        AgreementVerb.CALL: _("Belt de jongere"),
        AgreementVerb.VISIT: _("Gaat langs"),
        AgreementVerb.PLAN_MOMENT: _("Plant een moment"),
        AgreementVerb.MOVE_STEP: _("Regelt de stap"),
        AgreementVerb.FIND_COACH: _("Zoekt een coach"),
        AgreementVerb.ASK_SHARING: _("Vraagt om te delen"),
        AgreementVerb.INFORM: _("Vertelt het de jongere"),
        AgreementVerb.DECIDE: _("Neemt het besluit"),
        AgreementVerb.FIND_OUT: _("Zoekt het uit"),
    },
    AgreementState: {
        AgreementState.ASKED: _("wacht op een ja"),
        AgreementState.OPEN: _("afgesproken"),
        AgreementState.DECLINED: _("kan niet"),
        AgreementState.DONE: _("klaar"),
        AgreementState.DROPPED: _("vervallen"),
    },
    AgreedPart: {
        AgreedPart.LATE: _("over de dag"),
        AgreedPart.OPEN: _("binnen de tijd"),
        AgreedPart.ASKED: _("wacht op een ja"),
        AgreedPart.DECLINED: _("kan niet"),
    },
    SharedPart: {
        SharedPart.LIVES: _("geldt nu"),
        SharedPart.WAITS: _("wacht op een tweede persoon"),
        SharedPart.NOT_CONFIRMED: _("ontvanger laat niets weten"),
    },
    TableState: {
        TableState.PLANNED: _("gepland"),
        TableState.OPEN: _("nu bezig"),
        TableState.CLOSED: _("voorbij"),
    },
}
