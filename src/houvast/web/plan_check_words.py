"""The Dutch words for the check of a plan: what people decide, and what may be said of it."""

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from houvast.plans.rules.comparing import Asked, Turn
from houvast.plans.rules.document import Notice
from houvast.plans.rules.facts import Each, FactKind
from houvast.plans.rules.judging import Decision, Level, Responsible, Standing, State, Word
from houvast.plans.rules.money import Beside, MoneyForWork
from houvast.plans.rules.upgrading import Lack, Upgrade
from houvast.plans.rules.wording import NOTICES
from houvast.plans.rules.yardsticks import FigureState, Measure, Source

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
        FactKind.TOTAL: _("euro, voor het hele plan"),
    },
    Turn: {
        Turn.WON: _("Gewonnen"),
        Turn.LOST: _("Verloren"),
        Turn.UP: _("Verder dan eerst"),
        Turn.DOWN: _("Minder ver dan eerst"),
        Turn.SAME: _("Gelijk gebleven"),
        Turn.OPEN: _("Nog niet te zeggen"),
    },
    Asked: {
        Asked.SAME: _("dezelfde vraag"),
        Asked.NEW: _("deze vraag is nieuw"),
        Asked.GONE: _("deze vraag is vervallen"),
        Asked.REWORDED: _("deze vraag staat nu in andere woorden"),
        Asked.SOUGHT: _("Houvast zoekt hier nu met andere woorden"),
    },
    Measure: {
        Measure.REACHED: _("bereikt"),
        Measure.PLACED: _("begonnen bij een werkgever"),
        Measure.AT_WORK: _("na zes maanden nog aan het werk"),
    },
    Source: {
        Source.OWN: _("eigen aantallen"),
        Source.REPORT: _("een verslag"),
    },
    FigureState: {
        FigureState.PROPOSED: _("wacht op een tweede persoon"),
        FigureState.IN_FORCE: _("telt"),
        FigureState.DECLINED: _("telt niet"),
    },
    Lack: {
        Lack.DATE: _("een datum"),
        Lack.OWNER: _("wie het doet"),
        Lack.NUMBER: _("een getal"),
    },
    Each: {
        Each.YEAR: _("per jaar"),
        Each.WHOLE: _("in totaal"),
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
INTENTIONS = _("Vooral voornemens")
NEAREST = _(
    "Wat iemand bevestigde, staat er alleen in woorden. Een afspraak zegt wie het doet, hoeveel en"
    " wanneer. Hier is het minste voor nodig:"
)
_BESIDE = {
    Beside.STANDS: _("€ {work} van € {total} hangt aan werk ({period})."),
    Beside.NO_TOTAL: _("Hoeveel het hele plan kost, nam nog niemand aan."),
    Beside.NO_MONEY: _("Het hele plan kost € {total} ({period}). Geld voor werk nam niemand aan."),
    Beside.OTHER_TIME: _(
        "Het hele plan kost € {total} ({period}). Het geld voor werk is over een andere tijd, dus"
        " Houvast legt het er niet naast."
    ),
    Beside.MORE: _(
        "Er is meer geld voor werk (€ {work}) dan het hele plan kost (€ {total}). Kijk de bedragen"
        " na."
    ),
}
_APART = _("Bedragen over een andere tijd tellen hierin niet mee.")
NOT_ASKED = _("niet gevraagd")
SAID: dict[Notice, str] = NOTICES


def stands_words(stands: Standing | None) -> "str | _StrPromise":
    """Where a question stands: its level, or the state beside the levels."""
    if stands is None:
        return NOT_ASKED
    if stands.state is State.CONFIRMED:
        return LEVELS[stands.level]
    return PLAN_CHECK_WORDS[State][stands.state]


def lacks_words(one: Upgrade) -> str:
    """What a question still asks: alleen een datum, or een datum en wie het doet."""
    *first, last = (str(PLAN_CHECK_WORDS[Lack][each]) for each in one.lacks)
    if not first:
        return _("alleen nog {what}").format(what=last)
    return _("nog {what} en {last}").format(what=", ".join(first), last=last)


def money_words(one: MoneyForWork) -> str:
    """What may be said of the money for work: both amounts over one time, or what is missing."""
    said = _BESIDE[one.beside].format(
        work=amount_words(one.work), total=amount_words(one.total), period=one.period
    )
    if not one.apart or one.beside is not Beside.STANDS:
        return said
    return f"{said} {_APART}"


def amount_words(amount: Decimal | int) -> str:
    """An amount as it is written here, without zeros that say nothing: 400.000, or 2,5."""
    _sign, _digits, exponent = Decimal(amount).normalize().as_tuple()
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return str(number_format(amount, places, use_l10n=True, force_grouping=True))
