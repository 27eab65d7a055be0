"""Propose, for all of a team who look for work, which workplace to talk about with whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import numpy as np

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers.actions.demand import tell_missed
from houvast.employers.rules.demand import Missed
from houvast.matching.models import PlanLine, TeamPlan
from houvast.matching.reads.offer import Offer
from houvast.matching.reads.offered import offer_and_rules
from houvast.matching.reads.places import secret
from houvast.matching.reads.plans import check_steers, most_in_one
from houvast.matching.reads.searching import Searching, searching
from houvast.matching.rules.columns import Ints
from houvast.matching.rules.demand import missed, to_tell
from houvast.matching.rules.doubt import benefit, needs_talk
from houvast.matching.rules.explain import explain
from houvast.matching.rules.graph import NOTHING
from houvast.matching.rules.lists import TIE_BITS, Draw, tie
from houvast.matching.rules.many.asking import asking
from houvast.matching.rules.many.places import pack_places
from houvast.matching.rules.plan import POLICY, Plan, Team, plan
from houvast.matching.rules.points import Ruleset
from houvast.matching.rules.proposal import check_agreed, check_size, others, without_option
from houvast.matching.rules.sides import Pair
from houvast.matching.rules.teams import team_of

KEPT_DAYS = timedelta(days=90)
DRAW_BITS = 10
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Planned:
    """All that a proposal is made of, and what came out."""

    people: Sequence[Searching]
    offer: Offer
    ruleset: Ruleset
    today: date
    team: Team
    plan: Plan


def propose_plan(*, by: Actor, team_id: UUID, key: UUID | None = None) -> UUID:
    """Make a proposal for a team and give its id. Nothing is decided and nothing is reserved.

    The same `key` sent twice is one proposal. Raises NotAllowed, NotFound, Refused.
    """
    with recorded(by, "matching.plan_proposed", team_id) as act:
        check_steers(by, team_id)
        most = most_in_one(by, act.today)
        check_agreed(most)
        if key and TeamPlan.objects.filter(pk=key, team=team_id).exists():
            return key
        offer, ruleset = offer_and_rules(by, act)
        asked = TeamPlan.objects.create(
            pk=key or uuid4(),
            municipality_id=by.municipality_id,
            destroy_on=act.today + KEPT_DAYS,
            team_id=team_id,
            asked_by_id=by.user_id,
            at=act.now,
            ruleset=ruleset.version,
        )
        people = searching(asked.pk)
        check_size(len(people), most)
        act.concerns(*(one.person_id for one in people))
        found = _planned(people, offer, ruleset, act.today)
        PlanLine.objects.bulk_create(_lines(found, asked))
        tell_missed(by, _missed(found), act)
        return asked.pk


def _planned(people: Sequence[Searching], offer: Offer, ruleset: Ruleset, today: date) -> Planned:
    draws = [Draw(secret("draw"), today, one.track_id) for one in people]
    own, luck = [one.of_person for one in draws], offer.luck(draws[0])
    places = pack_places(offer.columns, luck, today, ruleset)
    team = team_of(
        asking([one.wishes for one in people], own),
        places,
        np.maximum(offer.columns.free_places, 0).astype(np.int64),
        np.array([(today - one.asked_on).days // DAYS_A_WEEK for one in people], np.int64),
        np.array([benefit(one.wishes, ruleset.table) for one in people], np.int64),
    )
    drawn = _drawn(np.array(own, np.int64)[team.edges.i], luck[team.edges.j])
    team = replace(team, drawn=drawn)
    return Planned(people, offer, ruleset, today, team, plan(team))


def _drawn(own: Ints, luck: Ints) -> Ints:
    """The draw of the day as in the lists, with few bits: the lowest comes first."""
    ties = tie(1, own * luck)
    most = (1 << DRAW_BITS) - 1
    lowest: Ints = most - (ties >> TIE_BITS - DRAW_BITS & most)
    return lowest


def _lines(found: Planned, asked: TeamPlan) -> list[PlanLine]:
    away = others(found.team, found.plan, POLICY)
    return [_line(found, asked, who, int(at), away[who]) for who, at in enumerate(found.plan.place)]


def _line(found: Planned, asked: TeamPlan, who: int, at: int, away: list[int]) -> PlanLine:
    one = found.people[who]
    place = None if at == NOTHING else found.offer.place(at, found.today)
    why = explain(Pair(one.wishes, place, found.today), found.ruleset) if place else None
    return PlanLine(
        municipality_id=asked.municipality_id,
        controller=one.controller,
        destroy_on=min(one.destroy_on, asked.destroy_on),
        person_id=one.person_id,
        track_id=one.track_id,
        plan=asked,
        wishes_id=one.wishes_id,
        workplace_id=place.id if place else None,
        others=[found.offer.ids[to] for to in away],
        explanation=why.record() if why else None,
        first_talk=needs_talk(one.wishes),
        at=asked.at,
    )


def _missed(found: Planned) -> list[Missed]:
    """What nobody offers, for the list of the municipality."""
    none = without_option(found.team, POLICY)
    return to_tell(len(found.people), [missed(found.people[who].wishes) for who in none])
