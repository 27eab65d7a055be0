"""Which occupation a workplace is about, when somebody chose it by name in an imported list."""

from dataclasses import replace

from houvast.employers.rules.workplaces import WorkplaceFacts
from houvast.errors import Refused, gettext_noop
from houvast.reference.rules.search import Work

NOT_IN_A_LIST = gettext_noop("Dit antwoord staat er niet meer bij. Kies een ander.")
OTHER_CODE = gettext_noop(
    "Deze beroepscode hoort niet bij het gekozen beroep. Kies het beroep opnieuw."
)
LONGEST = 120


def coded(facts: WorkplaceFacts, work: Work | None) -> WorkplaceFacts:
    """The facts with code and name of the chosen occupation, where they are empty.

    Raises Refused for one that no list has, and for a code of another occupation.
    """
    if facts.concept is None:
        return facts
    if work is None:
        raise Refused(NOT_IN_A_LIST, field="concept")
    if facts.isco.strip() not in ("", work.isco):
        raise Refused(OTHER_CODE, field="isco")
    return replace(facts, isco=work.isco, occupation=facts.occupation or work.name[:LONGEST])
