"""What was agreed with the employer before the first working day (afspraken).

It is about the work: nothing of it is a fact about the young person, and nothing of it is added to
what the employer was told.
"""

from dataclasses import dataclass, replace
from datetime import date

from houvast.employers.rules.states import PayKind, WorkKind
from houvast.employers.rules.wages import WITHOUT_WAGE, lowest
from houvast.errors import Refused, gettext_noop
from houvast.people.rules import age_on
from houvast.placements.rules.states import TERMS_IN, ContractKind, PlacementState

MOST_HOURS, MOST_CENTS, LONGEST_CONTACT = 60, 20_000, 120
ALL_WEEK = (1 << 7) - 1
"""All days of the week as bits, Monday first."""
PAID = (ContractKind.TEMPORARY, ContractKind.PERMANENT, ContractKind.ON_CALL, ContractKind.AGENCY)
"""Contracts that come with a wage."""


@dataclass(frozen=True, slots=True)
class WorkTerms:
    """Hours a week, days as bits (Monday first), pay in cents an hour, contract and contact."""

    hours: int
    days: int
    contract: ContractKind
    pay_kind: PayKind
    wage_cents: int | None
    contact_person: str


@dataclass(frozen=True, slots=True)
class Beginner:
    """Whose terms these are, as far as the lowest wage asks: when born, and from which day."""

    birth_date: date | None
    start_on: date


def check_terms(terms: WorkTerms, who: Beginner, kind: WorkKind) -> WorkTerms:
    """The terms, tidied. Raises Refused at the field that is missing or cannot be."""
    contact = " ".join(terms.contact_person.split())
    if not 1 <= terms.hours <= MOST_HOURS:
        raise Refused(gettext_noop("Vul 1 tot 60 uur per week in."), field="hours")
    if not 1 <= terms.days <= ALL_WEEK:
        raise Refused(gettext_noop("Kies minstens één dag."), field="days")
    if not contact:
        raise Refused(
            gettext_noop("Vul in wie op het werk het aanspreekpunt is."), field="contact_person"
        )
    if len(contact) > LONGEST_CONTACT:
        raise Refused(gettext_noop("Maak deze tekst korter."), field="contact_person")
    return replace(terms, contact_person=contact, wage_cents=_wage(terms, who, kind))


def _wage(terms: WorkTerms, who: Beginner, kind: WorkKind) -> int | None:
    """The wage where one is paid; what is unknown or under the table of wages is not agreed yet."""
    if terms.pay_kind is PayKind.UNKNOWN:
        raise Refused(gettext_noop("Spreek eerst af wat de jongere krijgt."), field="pay_kind")
    if terms.pay_kind is not PayKind.WAGE:
        if terms.contract in PAID:
            raise Refused(
                gettext_noop("Bij dit contract hoort loon. Kies loon en vul het bedrag in."),
                field="pay_kind",
            )
        return None
    cents = terms.wage_cents
    if cents is None or not 1 <= cents <= MOST_CENTS:
        raise Refused(gettext_noop("Vul het loon per uur in, zoals 14,71."), field="wage")
    _check_lowest(cents, who, paid_as(terms.contract, kind))
    return cents


def paid_as(contract: ContractKind, kind: WorkKind) -> WorkKind:
    """As which work it is paid: what was agreed counts, also where the place asks for no wage."""
    if kind not in WITHOUT_WAGE:
        return kind
    if contract in PAID:
        return WorkKind.REGULAR_JOB
    return WorkKind.BBL if contract is ContractKind.LEARNING else kind


def _check_lowest(cents: int, who: Beginner, kind: WorkKind) -> None:
    """Not under the lowest wage of the age on the first working day (employers/rules/wages.py)."""
    if who.birth_date is None:
        return
    age = age_on(who.birth_date, who.start_on)
    rate = lowest(age, who.start_on, kind)
    if rate is not None and cents < rate.cents:
        raise Refused(
            gettext_noop(
                "Dat is minder dan {lowest} euro. Zo staat het voor {age} jaar in onze tabel."
                " Spreek meer af."
            ),
            field="wage",
            lowest=f"{rate.cents / 100:.2f}".replace(".", ","),
            age=age,
        )


def check_terms_place(state: PlacementState) -> None:
    """What was agreed is written from the agreed start date on, until the work is over."""
    if state not in TERMS_IN:
        raise Refused(gettext_noop("Spreek eerst een startdatum af, of ververs de pagina."))


def check_agreed(agreed: bool) -> None:
    """Nobody begins without knowing hours, days, pay, contract, and whom to ask."""
    if not agreed:
        raise Refused(gettext_noop("Leg eerst de afspraken met de werkgever vast."))
