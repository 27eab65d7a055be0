"""Asking for work in general words: nobody can be recognised in it, and nobody is counted."""

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from houvast.employers.rules.employers import check_text
from houvast.employers.rules.proxies import check_job_related
from houvast.employers.rules.states import QuestionState
from houvast.errors import Refused, gettext_noop

PEOPLE = (
    "jongeren?|jongens?|meiden|meisjes?|mensen|leerlingen?|kinderen|personen|kandidaten|man|vrouw"
    "|mannen|vrouwen|scholieren?|studenten?"
)
NUMBERS = (
    r"\d+|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|twintig"
    "|dertig|veertig|vijftig|paar|tiental(len)?|tientallen|aantal|tig"
)
COUNTED = re.compile(rf"(?<!\w)({NUMBERS})(\s+\w+){{0,2}}\s+({PEOPLE})(?!\w)", re.I)
OTHER = r"uur|tot|t/m|en met|dag|week|weken|maand|kilo|kg|euro|meter|:|-|\.\d"
AGED = re.compile(
    rf"(?<!\w)(van\s+\d{{1,2}}(?!\d)(?!\s*({OTHER}))|\d{{1,2}}[\s-]*(jarigen?|jaar))(?!\w)", re.I
)


def check_general(text: str, *, field: str) -> str:
    """What is looked for, tidied. Raises Refused for a number of people, or an age of one.

    Both could tell who is meant, or how many wait (README 21 of the design: no counts, no persons).
    """
    clean = check_text(text, field=field)
    if COUNTED.search(clean):
        raise Refused(
            gettext_noop("Noem geen aantal mensen. Begin met: Zoek je iemand die …"), field=field
        )
    if AGED.search(clean):
        raise Refused(
            gettext_noop("Noem geen leeftijd. Schrijf alleen wat voor werk je zoekt."), field=field
        )
    return check_job_related(clean, field=field)


def check_asked(brokers: Iterable[UUID], known: Iterable[UUID]) -> tuple[UUID, ...]:
    """The brokers to ask, each once. Raises Refused for nobody, or for who is no broker here."""
    asked = tuple(dict.fromkeys(brokers))
    if not asked:
        raise Refused(gettext_noop("Kies wie je het vraagt."), field="brokers")
    if not set(asked) <= set(known):
        raise Refused(
            gettext_noop("Deze collega bemiddelt hier niet. Kies iemand uit de lijst."),
            field="brokers",
        )
    return asked


def check_answerable(state: QuestionState, closed_on: date | None) -> None:
    """A question is answered as long as it is open and has no answer."""
    if closed_on is not None:
        raise Refused(gettext_noop("Deze vraag is al afgerond. Je hoeft niets te doen."))
    if state is not QuestionState.ASKED:
        raise Refused(gettext_noop("Je hebt deze vraag al beantwoord. Ververs de pagina."))
