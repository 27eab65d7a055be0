"""The Dutch words for the check of a plan: what people decide, and what may be said of it."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from houvast.plans.rules.document import Notice
from houvast.plans.rules.facts import FactKind
from houvast.plans.rules.judging import Decision, Level, Responsible, State, Word
from houvast.plans.rules.wording import NOTICES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PLAN_CHECK_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    Decision: {
        Decision.PROVES: _("bewijst dit"),
        Decision.PARTLY: _("bewijst dit deels"),
        Decision.NO: _("bewijst dit niet"),
        Decision.OTHER: _("hoort bij een andere vraag"),
        Decision.NOT_FOUND: _("niet gevonden in dit document"),
    },
    Responsible: {
        Responsible.SAFETY: _("Veiligheid"),
        Responsible.WORK: _("Werk en Inkomen"),
        Responsible.BOTH: _("Veiligheid en Werk en Inkomen samen"),
        Responsible.NOBODY: _("niemand"),
    },
    State: {
        State.OPEN: _("niet bekeken"),
        State.LOOKED: _("bekeken, nog niets bevestigd"),
        State.CONFIRMED: _("bevestigd"),
        State.NOT_FOUND: _("niet gevonden in dit document"),
    },
    Word: {
        Word.BOTH: _("Werk is in dit plan essentieel en substantieel"),
        Word.ESSENTIAL: _("Werk is in dit plan essentieel, nog niet substantieel"),
        Word.NAMED: _("Werk is in dit plan genoemd"),
        Word.NOT_FOUND: _("Werk is niet gevonden in dit document"),
        Word.OPEN: _("Nog niet bekeken"),
    },
    FactKind: {
        FactKind.MONEY: _("euro"),
        FactKind.FTE: _("fte"),
        FactKind.NUMBER: _("jongeren"),
    },
}
LEVELS = {
    Level.NOT_SEEN: _("niet bekeken"),
    Level.INTENDED: _("voornemen"),
    Level.AGREED: _("afspraak"),
    Level.FUNDED: _("middelen"),
    Level.RESULT: _("resultaat"),
}
"""How far a plan is with an answer (plans.md, section 4)."""
SAID: dict[Notice, str] = NOTICES
