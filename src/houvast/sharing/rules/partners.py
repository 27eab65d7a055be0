"""Partners and covenants (convenanten): who may receive something, on what, and until when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from houvast.accounts.rules import InformationClass
from houvast.errors import Refused, gettext_noop
from houvast.sharing.rules.registers import check_days, check_term, runs_on


class PartnershipKind(StrEnum):
    """What was agreed with an organisation."""

    COVENANT = "covenant"
    """Takes part under a covenant: the only one on which something may be shared."""
    JOINT = "joint"
    """Answers together with us (AVG 26)."""
    PROCESSOR = "processor"
    """Works with data for us (AVG 28)."""


POLICE = (InformationClass.PJ,)
"""Kinds that go to nobody without a decision about police data on file."""


@dataclass(frozen=True, slots=True)
class PartnershipFacts:
    """What a version of a partnership says."""

    kind: PartnershipKind
    name: str
    joined_on: date
    left_on: date | None
    """The last day; a contract always has one."""
    kinds: tuple[InformationClass, ...]
    contact: str
    security_officer: str
    document: str
    police_decision: str = ""
    incidental: bool = False
    conditions: str = ""
    """Those of the covenant itself, for who takes part once (trust T-16)."""

    def carries(self, kind: InformationClass, today: date) -> bool:
        """Whether the organisation may get this kind of data on it today."""
        covers = self.kind is PartnershipKind.COVENANT and kind in self.kinds
        return covers and runs_on(self.joined_on, self.left_on, today)

    def shuts(self, today: date) -> bool:
        """Whether a contract that ended lets nothing be sent any more."""
        return self.kind is not PartnershipKind.COVENANT and not runs_on(None, self.left_on, today)


def check_partnership(new: PartnershipFacts, today: date) -> None:
    """A version that may be proposed. Raises Refused beside the field that is not right."""
    days = {"joined_on": new.joined_on, "left_on": new.left_on}
    check_days(days, today, past=())
    check_term(new.joined_on, new.left_on, "left_on")
    for name in ("name", "contact", "security_officer", "document"):
        if not getattr(new, name).strip():
            raise Refused(gettext_noop("Vul dit in."), field=name)
    if new.kind is not PartnershipKind.COVENANT and new.left_on is None:
        raise Refused(gettext_noop("Een contract heeft een laatste dag."), field="left_on")
    if new.kind is PartnershipKind.COVENANT and not new.kinds:
        raise Refused(gettext_noop("Kies wat deze partner mag krijgen."), field="kinds")
    if set(new.kinds) & set(POLICE) and not new.police_decision.strip():
        raise Refused(
            gettext_noop("Noem eerst het besluit over politiegegevens."), field="police_decision"
        )
    if InformationClass.SC in new.kinds:
        raise Refused(
            gettext_noop("Bijzondere gegevens gaan naar niemand. Haal ze weg."), field="kinds"
        )
    if new.incidental and not new.conditions.strip():
        raise Refused(
            gettext_noop("Schrijf op welke voorwaarden het convenant hiervoor stelt."),
            field="conditions",
        )


def may_receive(partnerships: list[PartnershipFacts], kind: InformationClass, today: date) -> bool:
    """Whether an organisation may get this kind of data now. The database asks alike."""
    return any(one.carries(kind, today) for one in partnerships) and not any(
        one.shuts(today) for one in partnerships
    )
