"""Each story of forbidden reads, acted out through the doors of the house: nothing is shown.

The decision says no to each of them (`test_stories.py`); here somebody signs in, is in the position
that the story tells, and asks every address about this young person.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Role
from houvast.cooperation.actions.guests import answer
from houvast.database.actor import Actor
from houvast.sharing.actions import welcome
from houvast.tracks.actions.closing import stop_at_own_wish
from houvast.tracks.actions.handovers import offer_handover
from houvast.tracks.actions.hiring import set_contract
from houvast.tracks.actions.leaves import enter_leave
from houvast.tracks.actions.ties import answer_private, close_to_colleague
from houvast.tracks.actions.work_coaches import give_work_coach
from houvast.tracks.rules.leaves import StandIn
from houvast.tracks.rules.states import FactKind, HandoverReason
from tests.cast import PASSWORD, Life, Town, found, live, sign_in
from tests.companions import introduced
from tests.cooperation.guests import ANSWER, asked, with_guest
from tests.standing import made_once
from tests.watching import frozen, later

FORBIDDEN = {one.name for one in (*frozen.FORBIDDEN, *later.FORBIDDEN)}
MARK, PHONE = "Kwikstaart", "0600000077"
CONTENT = {
    f"{MARK}{one}"
    for one in ["voor", "achter", "gedrag", "notitie", "wens", "stap", "antwoord", "reden"]
}
EVERYTHING = CONTENT | {f"{MARK}roep", f"{MARK}afspraak", "+31600000077", PHONE}
NOTES = {f"{MARK}notitie", f"{MARK}wens", "+31600000077", PHONE}


@dataclass
class Scene:
    """What stands on the stage: the town, another one, a young person, and the clock."""

    town: Town
    life: Life
    clock: Any


@dataclass
class Looker:
    """Who looks, what may not be on any page, and whether the file itself is a closed door."""

    by: Actor
    hidden: set[str]
    may_open: bool = False


def somebody(scene: Scene, role: Role) -> Actor:
    """A colleague in a role that the cast does not have."""
    key = welcome(
        by=scene.town.admin,
        username=f"nieuw-{role.value}",
        name="Nieuw",
        password=PASSWORD,
        role=role,
        team=scene.town.teams["Regie"],
    )
    return actor_of(User.objects.get(pk=key), role)


def day(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def access_is_over(scene: Scene) -> Looker:
    scene.clock.forward(days=200)
    return Looker(scene.town["anouk"], EVERYTHING)


def access_has_to_begin(scene: Scene) -> Looker:
    anouk, bilal = scene.town["anouk"], scene.town["bilal"]
    first, last = day(5), day(60)
    who = [StandIn(bilal.user_id, first, last)]
    enter_leave(by=anouk, user_id=anouk.user_id, first=first, last=last, stand_ins=who)
    return Looker(bilal, EVERYTHING)


def helped(scene: Scene, days: int) -> Actor:
    wim, track = scene.town["wim"], scene.life.track
    last = day(days)
    give_work_coach(by=scene.town["anouk"], track_id=track, user_id=wim.user_id, until=last)
    return wim


def no_longer_helped(scene: Scene) -> Looker:
    wim = helped(scene, 30)
    scene.clock.forward(days=60)
    return Looker(wim, EVERYTHING)


def asked_to_take_on(scene: Scene) -> Looker:
    """Bilal is asked; the reason and the nickname are for him, and no more."""
    by, to = scene.town["anouk"], scene.town["bilal"]
    who = {"from_user": by.user_id, "to_user": to.user_id, "reason": HandoverReason.NO_CLICK}
    offer_handover(by=by, track_id=scene.life.track, **who)
    return Looker(to, EVERYTHING - {f"{MARK}roep"})


def ex(scene: Scene) -> Looker:
    answer_private(by=scene.town["anouk"], track_id=scene.life.track, is_private=True)
    return Looker(scene.town["anouk"], EVERYTHING)


def next_door(scene: Scene) -> Looker:
    lotte = scene.town["lotte"]
    close = {"track_id": scene.life.track, "colleague": lotte.user_id}
    close_to_colleague(by=scene.town["anouk"], **close)
    return Looker(lotte, EVERYTHING)


def hired_and_gone(scene: Scene) -> Looker:
    anouk, last = scene.town["anouk"], day(1)
    term = {"starts_on": day(-300), "ends_on": last, "processing_until": last}
    set_contract(by=scene.town.admin, user_id=anouk.user_id, **term)
    scene.clock.forward(days=3)
    return Looker(anouk, EVERYTHING)


def keeps_the_door(scene: Scene) -> Looker:
    anouk, bilal = scene.town["anouk"], scene.town["bilal"]
    come_back = {"door_contact": bilal.user_id, "come_back_on": day(60)}
    stop_at_own_wish(by=anouk, track_id=scene.life.track, **come_back)
    return Looker(bilal, CONTENT - {f"{MARK}voor", f"{MARK}achter"}, may_open=True)


def guest_after_expiry(scene: Scene) -> Looker:
    gijs = with_guest(scene.town)
    question = asked(scene.town, scene.life.track, gijs)
    visitor = sign_in(Client(), gijs)
    runs = seen(visitor, reverse("guest_question", args=[question]))[1]
    assert f"{MARK}voor" in runs
    answer(by=gijs, question_id=question, text=ANSWER, certainty=FactKind.SEEN)
    scene.clock.forward(days=30)
    return Looker(gijs, EVERYTHING)


def companion(scene: Scene) -> Looker:
    introduced(scene.town, scene.life.track, MARK, "anouk")
    return Looker(scene.town["denzel"], EVERYTHING - {f"{MARK}roep"})


SCENES: dict[str, Callable[[Scene], Looker]] = {
    "address of a colleague's file": lambda on: Looker(on.town["bilal"], EVERYTHING),
    "access that is over": access_is_over,
    "access that has to begin": access_has_to_begin,
    "notes for the work coach": lambda on: Looker(
        helped(on, 30), {f"{MARK}notitie", f"{MARK}gedrag"}, may_open=True
    ),
    "notes for who steers": lambda on: Looker(on.town["rachid"], NOTES, may_open=True),
    "names behind the figures": lambda on: Looker(on.town["petra"], EVERYTHING),
    "administrator who looks": lambda on: Looker(on.town.admin, EVERYTHING),
    "broker": lambda on: Looker(on.town["bas"], EVERYTHING),
    "from next door": lambda on: Looker(
        found("Zandhoek", {"carmen": (Role.OUTREACH_COACH, "Kust")}, day(0))["carmen"], EVERYTHING
    ),
    "guest after expiry": guest_after_expiry,
    "a number before the yes": asked_to_take_on,
    "ex-partner who leads": ex,
    "neighbour who steers": next_door,
    "hired, and gone": hired_and_gone,
    "work coach after the day": no_longer_helped,
    "officer who reads": lambda on: Looker(on.town["vera"], EVERYTHING),
    "supervisor who reads": lambda on: Looker(somebody(on, Role.FG), EVERYTHING),
    "partner who browses": lambda on: Looker(somebody(on, Role.STANDING_PARTNER), EVERYTHING),
    "expert and the note": companion,
    "door and the talks": keeps_the_door,
    "account manager": lambda on: Looker(on.town["sam"], EVERYTHING),
    "notes for the team lead": lambda on: Looker(on.town["lotte"], NOTES, may_open=True),
    "plan for the triage": lambda on: Looker(
        on.town["tess"], NOTES | {f"{MARK}stap", f"{MARK}antwoord"}
    ),
}
LISTS = (
    "today", "young_people", "tasks", "team", "signals", "case_tables", "duties", "find", "contact",
    "companion_home", "own_lines",
)  # fmt: skip


def addresses(life: Life) -> list[str]:
    """Every address that is about this young person, and the lists on which he could stand."""
    from houvast.web.urls import urlpatterns

    keys = {
        "track_id": life.track, "placement_id": life.placement, "consent_id": life.consent,
        "closing_id": life.closing, "step_id": life.step, "choice_id": life.choice,
        "signal_id": life.signal, "workplace_id": life.workplace, "employer_id": life.employer,
    }  # fmt: skip
    found = []
    for one in urlpatterns:
        wanted = set(one.pattern.converters)
        if wanted <= keys.keys() and (wanted or one.name in LISTS):
            found.append(reverse(one.name, kwargs={name: keys[name] for name in wanted}))
    return found


standing = made_once(lambda town: (town, live(town, MARK, "anouk", PHONE)))


@pytest.fixture
def scene(standing, db, clock):
    town, life = deepcopy(standing)
    return Scene(town, life, clock)


def seen(visitor: Client, url: str) -> tuple[int, str]:
    """One look, undone afterwards, with everything that came back."""
    with transaction.atomic():
        answer = visitor.get(url)
        transaction.set_rollback(True)
    return answer.status_code, answer.content.decode(errors="ignore")


def test_every_story_of_forbidden_reads_is_acted_out():
    assert SCENES.keys() == FORBIDDEN


@pytest.mark.parametrize("name", SCENES)
def test_who_may_not_read_reads_nothing_at_any_door(scene, name):
    looker = SCENES[name](scene)
    visitor = sign_in(Client(), looker.by)
    file = seen(visitor, reverse("track", args=[scene.life.track]))[0]
    assert file == 200 if looker.may_open else file in (302, 403, 404)
    told, every = {}, addresses(scene.life)
    for url in every:
        status, text = seen(visitor, url)
        assert status < 500
        if words := {one for one in looker.hidden if one in text}:
            told[url] = words
    assert told == {} and len(every) > 50


def test_the_lead_coach_reads_all_of_it(scene):
    """So that a word that is nowhere is nowhere because of who asks."""
    visitor = sign_in(Client(), scene.town["anouk"])
    every = "".join(seen(visitor, one)[1] for one in addresses(scene.life))
    for_others = {f"{MARK}reden", f"{MARK}antwoord"}
    assert {one for one in CONTENT | {"+31600000077"} if one not in every} == for_others
