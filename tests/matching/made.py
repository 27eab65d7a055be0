"""Work wishes and choices through the real actions."""

from typing import Any
from uuid import UUID

from houvast.database.actor import Actor
from houvast.employers.rules.states import Sector
from houvast.matching.actions import record_choice, record_wishes
from houvast.matching.actions.choices import Chosen
from houvast.matching.reads import Work, work_page
from houvast.matching.rules.choices import ChoiceOutcome
from houvast.matching.rules.lists import Suggestion
from houvast.matching.rules.sides import Wishes
from houvast.matching.rules.wished import Wished


def wish(by: Actor, track: UUID, own_words: str = "Iets met koken.", **wishes: Any) -> UUID:
    """A version of the work wishes; horeca when nothing is said."""
    said = Wishes(**(wishes or {"sectors": frozenset({Sector.I})}))
    return record_wishes(by=by, track_id=track, wished=Wished(said, own_words=own_words))


def best(work: Work) -> Suggestion:
    """The first of what fits."""
    (first,) = work.explained(work.lists.fits[:1])
    return first


def choose(
    by: Actor,
    track: UUID,
    workplace: UUID,
    outcome: ChoiceOutcome = ChoiceOutcome.DISCUSS,
    **more: Any,
) -> UUID:
    """A choice about a workplace as it is on screen now."""
    work = work_page(by, track).work
    chosen = Chosen(outcome, work.seal(work.suggestion(workplace).place), **more)
    return record_choice(by=by, track_id=track, workplace_id=workplace, chosen=chosen)
