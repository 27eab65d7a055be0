"""The rows of plan and work wishes: steps in life domains, and what somebody wants of work."""

from datetime import date, time, timedelta
from random import Random

from houvast.demo.clock import at
from houvast.demo.rows import File
from houvast.demo.trades import PLACES, TRADES, WEEKDAYS
from houvast.demo.words import DESKS, DROPPED, OWN_WORDS
from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import Answer, ConditionCode, OfferCode, WorkKind
from houvast.matching.actions.wishes import columns
from houvast.matching.models import WorkWishes
from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.occupations import Occupation
from houvast.matching.rules.sides import Wishes
from houvast.matching.rules.wished import WILLING, Wished, check_wished
from houvast.tracks.models import Step
from houvast.tracks.rules.domains import LifeDomain, ScanValue
from houvast.tracks.rules.states import MilestoneKind
from houvast.tracks.rules.steps import FIRST_STEPS, StepOwner, StepState

OWNERS = (
    StepOwner.COACH,
    StepOwner.TOGETHER,
    StepOwner.TOGETHER,
    StepOwner.YOUNG_PERSON,
    StepOwner.DESK,
)
MOST_STEPS = 4
COMES_UP = tuple(one for one in FIRST_STEPS if one is not LifeDomain.ADULTHOOD)
"""In which domains a step comes up on the way; the list on the way to 18 is for who nears it."""
STILL_AHEAD = (19, 20, 22, 25, 29, 34)
"""Days after the year that was; the story of the last weeks takes eighteen of them."""
KNOWN_WORK = {one.value for one in Occupation}
NEEDED = (OfferCode.COMPANION_ON_SITE, OfferCode.SMALL_STEPS, OfferCode.QUIET_WORKPLACE)
HAS = (Skill.WORKING_TOGETHER, Skill.USING_HAND_TOOLS, Skill.SELLING, Skill.CLEANING)


def add_steps(file: File, scan: dict[LifeDomain, ScanValue], on: date) -> list[Step]:
    """A first step in the domains that need one, each with somebody and a day."""
    dice = file.ledger.dice
    needed = [domain for domain, value in scan.items() if value is ScanValue.NEEDS_STEP]
    return [
        add_step(file, domain, dice.choice(FIRST_STEPS[domain]), on)
        for domain in needed[:MOST_STEPS]
    ]


def another_step(file: File, on: date) -> Step:
    """A step that came up on the way."""
    domain = file.ledger.dice.choice(COMES_UP)
    return add_step(file, domain, file.ledger.dice.choice(FIRST_STEPS[domain]), on)


def steps_ahead(file: File, scan: dict[LifeDomain, ScanValue], busy: set[str], on: date) -> None:
    """Two steps that are still to be taken when the visitor steps in."""
    dice = file.ledger.dice
    needed = [one for one, value in scan.items() if value is ScanValue.NEEDS_STEP]
    free = [one for one in (*needed, *COMES_UP) if one.value not in busy]
    for domain in dict.fromkeys(free[:2]):
        add_step(file, domain, dice.choice(FIRST_STEPS[domain]), on, dice.choice(STILL_AHEAD))


def add_step(file: File, domain: LifeDomain, what: str, on: date, within: int = 0) -> Step:
    """One step of the plan, within so many days."""
    dice, now = file.ledger.dice, at(on, time(12, 20))
    owner = dice.choice(OWNERS)
    step: Step = file.keep(
        Step(
            domain=domain.value,
            what=what,
            owner=owner.value,
            desk=dice.choice(DESKS) if owner is StepOwner.DESK else "",
            due=on + timedelta(days=within or dice.choice((7, 7, 14, 14, 21))),
            state=StepState.OPEN.value,
            made_at=now,
            made_by_id=file.by.user_id,
            **file.row(),
        )
    )
    file.entry(file.by, "tracks.step_added", now)
    return step


def leave_steps(file: File, steps: list[Step], on: date) -> None:
    """By this talk most steps whose day has come are done; a few are dropped, a few are late."""
    dice, now = file.ledger.dice, at(on, time(12, 40))
    for step in steps:
        if step.state != StepState.OPEN.value or step.due > on or dice.random() < 0.25:
            continue
        done = dice.random() < 0.85
        step.state = (StepState.DONE if done else StepState.DROPPED).value
        step.reason = "" if done else dice.choice(DROPPED)
        step.left_at, step.left_by_id = now, file.by.user_id
        file.entry(file.by, "tracks.step_done" if done else "tracks.step_dropped", now)


def wish(file: File, on: date) -> None:
    """What this young person wants of work, as it was asked together."""
    now = at(on, time(12, 30))
    wished = check_wished(_wished(file.ledger.dice), on, first=True)
    file.keep(WorkWishes(at=now, made_by_id=file.by.user_id, **columns(wished), **file.row()))
    file.reached(MilestoneKind.WORK_WISHED, on)
    file.entry(file.by, "matching.wishes_recorded", now)


def _wished(dice: Random) -> Wished:
    liked = dice.sample(TRADES, 2)
    work = [one for trade in liked for one in trade.work]
    wants = frozenset(one.isco for one in work if one.isco in KNOWN_WORK)
    learns = frozenset(skill for one in work for skill in (*one.teaches, *one.asks))
    school = dice.random() < 0.25
    wishes = Wishes(
        occupations=frozenset(sorted(wants)[:3]),
        sectors=frozenset(trade.sector for trade in liked),
        never_kinds=frozenset({WorkKind.INTERNSHIP} if dice.random() < 0.2 else ()),
        can=frozenset(dice.sample(HAS, 2)),
        learns=frozenset(sorted(learns)[:4]),
        facts=_facts(dice),
        needs=frozenset({dice.choice(NEEDED)} if dice.random() < 0.6 else ()),
        free=WEEKDAYS,
        school_days=0b00011 if school else 0,
        school_hours=12 if school else 0,
        hours_least=dice.choice((4, 12, 16)) if school else dice.choice((16, 24, 28)),
        hours_most=dice.choice((16, 20)) if school else dice.choice((32, 36, 40)),
        pc4=dice.choice(PLACES)[1],
        modes=frozenset({TravelMode.BICYCLE, dice.choice((TravelMode.PUBLIC, TravelMode.WALK))}),
        minutes=dice.choice((20, 30, 45)),
    )
    return Wished(wishes=wishes, own_words=dice.choice(OWN_WORDS))


def _facts(dice: Random) -> dict[ConditionCode, Answer]:
    """What somebody wants to do or not; the rest is not asked yet."""
    asked = dice.sample(WILLING, 3)
    return {one: Answer.YES if dice.random() < 0.8 else Answer.NO for one in asked}
