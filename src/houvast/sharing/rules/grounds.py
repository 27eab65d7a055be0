"""Legal grounds (grondslagen): on which one may share, and what has to be there to switch one on.

What a law says is never decided here: the lines are settings with a source and a date, and some are
still to be looked at by a lawyer (trust T-14, T-15).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from houvast.accounts.rules import Controller, InformationClass, Purpose
from houvast.errors import Refused, gettext_noop
from houvast.sharing.rules.registers import check_days, check_term, runs_on


class GroundStatus(StrEnum):
    """Whether a ground may be used."""

    ENABLED = "enabled"
    DISABLED = "disabled"


REFUSED = "G14"
"""Legitimate interest: never for a public task here, whatever is filled in."""
WAMS, WGS, VITAL, CONSENT = "G11", "G10", "G06", "G04"
OF_THE_MAYOR = ("G03", "G07", "G08", "G09", "G12")
NEVER_BY_CONSENT = (Purpose.WORK_INCOME, Purpose.SAFETY_TRIAGE, Purpose.SAFETY_PGA)
"""A yes is not free where a no has consequences (trust T-25)."""
IN_THE_GAZETTE = re.compile(r"Stb\. \d{4}, \d{1,4}")


@dataclass(frozen=True, slots=True)
class GroundFacts:
    """What a version of a ground says."""

    status: GroundStatus
    controllers: tuple[Controller, ...]
    kinds: tuple[InformationClass, ...]
    purposes: tuple[Purpose, ...]
    valid_from: date | None = None
    valid_until: date | None = None
    published: str = ""
    """Where the law was published, as `Stb. 2027, 12`."""
    document: str = ""
    decided_for: Controller | None = None
    """Of which controller the decision is."""
    decided_on: date | None = None
    advice: str = ""
    """Where the advice of the FG is."""
    advised_on: date | None = None
    source: str = ""
    source_on: date | None = None
    to_verify: bool = True

    def holds(
        self, controller: Controller, kind: InformationClass, purpose: Purpose, today: date
    ) -> bool:
        """Whether it carries this kind of data for this purpose today. The database asks alike."""
        covers = controller in self.controllers and kind in self.kinds and purpose in self.purposes
        runs = runs_on(self.valid_from, self.valid_until, today)
        return self.status is GroundStatus.ENABLED and covers and runs


PAST = ("decided_on", "advised_on", "source_on")
"""Days on which something was decided, advised or read."""


def check_ground(code: str, new: GroundFacts, today: date) -> None:
    """A version that may be proposed. Raises Refused beside the field that is not right."""
    said = ("valid_from", "valid_until", *PAST)
    check_days({name: getattr(new, name) for name in said}, today, past=PAST)
    check_term(new.valid_from, new.valid_until, "valid_until")
    _check_reach(code, new)
    if new.status is GroundStatus.ENABLED:
        _check_switched_on(code, new)


def _check_reach(code: str, new: GroundFacts) -> None:
    """What a ground can never be used for, on or off."""
    if code in OF_THE_MAYOR and Controller.COLLEGE in new.controllers:
        raise Refused(
            gettext_noop("Deze grondslag is er alleen voor de burgemeester."), field="controllers"
        )
    if code == WGS and (set(new.kinds) - {InformationClass.PR} or _beyond(new, WGS)):
        raise Refused(
            gettext_noop(
                "Hierop staat alleen dát een casus ook in het Zorg- en Veiligheidshuis loopt."
                " Kies alleen dat."
            ),
            field="kinds",
        )
    if code in (VITAL, CONSENT) and _beyond(new, code):
        raise Refused(
            gettext_noop("Daarvoor kan deze grondslag niet. Haal dat doel weg."), field="purposes"
        )


def _beyond(new: GroundFacts, code: str) -> bool:
    if code == CONSENT:
        return bool(set(new.purposes) & set(NEVER_BY_CONSENT))
    only = Purpose.EMERGENCY if code == VITAL else Purpose.PROCESS_STEERING
    return bool(set(new.purposes) - {only})


def _check_switched_on(code: str, new: GroundFacts) -> None:
    """Switching on needs a document, the decision of the controller and the advice of the FG."""
    if code == REFUSED:
        raise Refused(
            gettext_noop("Deze grondslag gaat in Houvast nooit aan. Kies een andere."),
            field="status",
        )
    if code == WAMS and not (IN_THE_GAZETTE.fullmatch(new.published) and new.valid_from):
        raise Refused(
            gettext_noop(
                "Vul het nummer in het Staatsblad in, zoals Stb. 2027, 12, en de dag van ingang."
            ),
            field="published",
        )
    asked = {
        "controllers": new.controllers,
        "kinds": new.kinds,
        "purposes": new.purposes,
        "document": new.document,
        "decided_for": new.decided_for,
        "decided_on": new.decided_on,
        "advice": new.advice,
        "advised_on": new.advised_on,
    }
    for name, value in asked.items():
        if not value:
            raise Refused(gettext_noop("Zonder dit kan een grondslag niet aan."), field=name)
