"""How one fact that was shared stands: free, restricted, or about to be shared again."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from houvast.audit.actions import recorded
from houvast.cooperation.reads.shared import FactLine, own_fact
from houvast.cooperation.rules.restricting import Limit, may_lift
from houvast.database.actor import Actor


@dataclass(frozen=True, slots=True)
class RestrictionPage:
    """One fact of one's own, and what can be done about it today."""

    today: date
    fact: FactLine
    may_lift: bool

    @property
    def limit(self) -> Limit:
        """How it stands."""
        return self.fact.limit


def restriction_page(by: Actor, fact_id: UUID) -> RestrictionPage:
    """One fact that the reader shared. Raises NotFound, NotAllowed."""
    with recorded(by, "cooperation.restriction_viewed", fact_id) as act:
        fact = own_fact(by, fact_id, act)
        return RestrictionPage(act.today, fact, may_lift(fact.lift_on, act.today))
