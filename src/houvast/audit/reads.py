"""What is shown of the chain itself: how far it is. Nobody's acts are in it."""

from dataclasses import dataclass
from datetime import date

from houvast.accounts.rules import Role
from houvast.audit import keys
from houvast.audit.actions import recorded
from houvast.audit.anchoring import Alarm, State, state
from houvast.database.actor import Actor
from houvast.errors import NotAllowed

WATCHERS = (
    Role.AUDITOR,
    Role.SECURITY_OFFICER,
    Role.FG,
    Role.FUNCTIONAL_ADMIN,
    Role.PROGRAMME_MANAGER,
)
"""Who sees how far the chain is; the database knows the same roles (`audit_state`)."""


@dataclass(frozen=True, slots=True)
class ChainPage:
    """How far the chain is, with what is wrong; days for the words of dates."""

    far: State
    today: date
    not_sealed: bool
    not_told: bool
    has_witness: bool

    @property
    def is_well(self) -> bool:
        """Nothing waits too long, and somebody else knows."""
        return self.has_witness and not self.not_sealed and not self.not_told

    @property
    def mark(self) -> str:
        """The hash of the last seal, to hold beside what the witness has."""
        return bytes(self.far.hash).hex() if self.far.hash else ""


def chain_page(by: Actor) -> ChainPage:
    """How far the chain of this municipality is. NotAllowed for who does not watch it."""
    with recorded(by, "audit.chain_viewed") as act:
        if by.role not in WATCHERS:
            raise NotAllowed("chain")
        far, now = state(by=by)
        alarms = far.alarms(now)
        has_witness = bool(keys.settings().witness)
        not_sealed, not_told = Alarm.NOT_SEALED in alarms, Alarm.NOT_TOLD in alarms
        return ChainPage(far, act.today, not_sealed, has_witness and not_told, has_witness)
