"""The keys in the addresses of what anouk, bilal and (elsewhere) carmen have."""

from uuid import uuid4

import pytest

from houvast.accounts.models import Membership, Organisation, Token
from houvast.accounts.reads import safety_net
from houvast.accounts.rules import Controller, OrganisationKind, Role, Scope
from houvast.capture.actions.places import add_place
from houvast.database.context import acting
from houvast.sharing.actions import add_organisation, add_team, welcome
from houvast.sharing.actions.links import link_system
from houvast.sharing.actions.tokens import make_token
from houvast.sharing.models import Assignment
from houvast.sharing.rules.step_resets import Lost, Shown
from houvast.tracks.actions.finds import open_own_find
from houvast.tracks.actions.handovers import offer_handover
from houvast.tracks.actions.informing import ask_to_hold
from houvast.tracks.actions.merging import propose_merge
from houvast.tracks.actions.signals import receive_signal
from houvast.tracks.actions.step_resets import ask_step_reset
from houvast.tracks.actions.ties import close_to_colleague
from houvast.tracks.models import Contact
from houvast.tracks.rules.informing import Audience
from houvast.tracks.rules.states import HandoverReason
from tests.api.plans import every_key
from tests.away import leave_of
from tests.cast import (
    PASSWORD,
    Purpose,
    Who,
    ahead,
    found_beyond,
    live,
    observed,
    offer_of,
    open_track,
    proposed_track,
)
from tests.companions import introduced, met
from tests.cooperation.keys import share_keys
from tests.employers.doors import employer_keys
from tests.meetings.made import keys_at_table
from tests.plan_checks.conftest import officer
from tests.tracks.caseloads import FIRST, changed
from tests.tracks.caseloads import waiting as waiting_table
from tests.tracks.glasses import opened_of
from tests.tracks.informs import later
from tests.watching.made import event_about
from tests.watching.reported import breach_at

PHONES = {"Meeuw": "+31611111111", "Reiger": "+31622222222", "Zeester": "+31633333333"}
SYSTEM = {"name": "Agenda", "purpose": Purpose.GUIDANCE, "scopes": [Scope.TRACKS_READ]}
WHOM = Audience.YOUNG_PERSON
WHY = "Beide coaches herkenden hem."


@pytest.fixture
def keys(town):
    return keys_of_all(town)


def keys_of_all(town, beyond=None):
    """The keys of what anouk, bilal and (elsewhere) carmen have, by the names in the addresses."""
    beyond = beyond or found_beyond()
    lives = {
        "anouk": live(town, "Meeuw", "anouk", PHONES["Meeuw"]),
        "bilal": live(town, "Reiger", "bilal", PHONES["Reiger"]),
        "carmen": live(beyond, "Zeester", "anouk", PHONES["Zeester"]),
    }
    pairs = {"anouk": (town, "bilal"), "bilal": (town, "anouk"), "carmen": (beyond, "cora")}
    return {
        who: keys_of(place, who, giver, lives[who]) | keys_at_table(place, who, lives[who].track)
        for who, (place, giver) in pairs.items()
    }


def keys_and_a_plan(town):
    """These keys, and those of a plan which somebody who makes policy brought here.

    In an address of the API some names are of a plan that are of another thing on a screen.
    """
    beyond = found_beyond()
    keys = keys_of_all(town, beyond)
    everybody_of(beyond)
    town.people["julia"] = officer(town)
    plans = every_key(town["julia"])
    return {who: plans | own | {"by_api": own | plans} for who, own in keys.items()}


OUTSIDE = {
    Role.SAFETY_TRIAGE: (OrganisationKind.MUNICIPALITY, Controller.BURGEMEESTER),
    Role.STANDING_PARTNER: (OrganisationKind.SCHOOL, Controller.COLLEGE),
    Role.PARTNER_GUEST: (OrganisationKind.PARTNER, Controller.COLLEGE),
}
"""Who works for another organisation than the team Kust."""


def everybody_of(beyond):
    """Give each role there is, and that nobody of elsewhere has yet, to somebody of there."""
    by = beyond.admin
    theirs = Membership.objects.filter(municipality=by.municipality_id)
    held = {*theirs.values_list("role", flat=True), Role.SYSTEM, Role.LINKED_SYSTEM}
    for role in (one for one in Role if one not in held):
        team = beyond.teams["Kust"]
        if role in OUTSIDE:
            kind, controller = OUTSIDE[role]
            made = add_organisation(by=by, name=f"Van {role}", kind=kind, controller=controller)
            team = add_team(by=by, organisation_id=made, name=f"Van {role}")
        name = f"kust-{role.replace('_', '-')}"
        welcome(by=by, username=name, name=name, password=PASSWORD, role=role, team=team)


def link_keys(place):
    """A linked system and its key."""
    steers, owner = place["rachid"], place.admin.municipality_id
    organisation = Organisation.objects.filter(municipality=owner)[0].pk
    given = {"organisation_id": organisation, "scopes": [Scope.EMPLOYERS_READ]}
    key = link_system(by=steers, name=f"Bank {uuid4().hex[:6]}", **given).id
    with acting(steers):
        return {
            "key_id": key,
            "system_id": Token.objects.values_list("user_id", flat=True).get(pk=key),
        }


def found_event(place, user):
    """Something to look at, as the job found it."""
    with acting(safety_net(place.admin.municipality_id)):
        return event_about(place, user)


OF_LIFE = "track placement consent closing step choice employer workplace"


def street_keys(by, owner):
    """A place where the team seeks people out."""
    return {"place_id": add_place(by=by, name=f"Plek van {owner}")}


def telling_keys(by, track):
    """A letter, and a question to tell somebody later."""
    hold = ask_to_hold(by=by, track_id=track, audience=WHOM, hold=later())
    paper = {"named": "verwerkingen", "form": "csv"}
    return {"whom": "jongere", "which": "folder", "hold_id": hold} | paper


def keys_of(place, owner, giver, life):
    one, other = place[owner], place[giver]
    handed = open_track(place, Who(f"Van {giver}"), coach=giver)
    asked = proposed_track(place, Who(f"Vraag {owner}"), coach=owner)
    hiding = Who(f"{life.mark}schuil", f"{life.mark}geheim")
    waiting = receive_signal(by=place.as_(owner, Purpose.INTAKE), seen=observed(place), who=hiding)
    new = {"who": Who(f"Vondst {owner}"), "ahead": ahead(2), "seen": observed(place)}
    same = {"track_id": open_own_find(by=one, **new), "other_id": asked, "reason": WHY}
    who = {"from_user": other.user_id, "to_user": one.user_id}
    handover = offer_handover(by=other, track_id=handed, reason=HandoverReason.NO_CLICK, **who)
    ship = introduced(place, life.track, life.mark, owner)
    closed = {"track_id": life.track, "colleague": place.admin.user_id}
    with acting(one):
        find = Assignment.objects.get(granted_by=None)
        contact = Contact.objects.get(track=life.track)
    return {
        **{f"{one}_id": getattr(life, one) for one in OF_LIFE.split()},
        "handover_id": handover,
        "offer_id": offer_of(one, asked),
        "signal_id": waiting,
        "moment_id": life.check_in,
        "retention_id": life.retention,
        "assignment_id": find.pk,
        "merge_id": propose_merge(by=place["rachid"], **same),
        **{"contact_id": contact.pk, "planned_id": contact.moment_id},
        **employer_keys(place["sam"], life, place.people.get("bas")),
        **{"user_id": one.user_id, "membership_id": seat_of(one)},
        "companionship_id": ship,
        "session_id": met(place, ship, note=f"{life.mark}gezien"),
        "expert_id": place["denzel"].user_id,
        **{"criterion_id": place.criterion, "group": "caseload", "giver": giver},
        **{"glass_id": opened_of(place, handed), "breach_id": breach_at(place)},
        "event_id": found_event(place, other.user_id),
        "tie_id": close_to_colleague(by=one, **closed),
        **{"leave_id": leave_of(place, one, other), "reset_id": reset_of(place, one)},
        "token_id": make_token(by=one, **SYSTEM).id,
        **link_keys(place) | telling_keys(one, life.track) | street_keys(one, owner),
        **share_keys(place, one, life.track),
        "upload_id": waiting_table(place, changed(FIRST, A=f"{life.mark}roep")),
    }


def seat_of(one):
    """The one role that somebody has."""
    return Membership.objects.values_list("pk", flat=True).get(user=one.user_id)


def reset_of(place, one):
    """Somebody whose second step is lost, seen by the coordinator."""
    facts = {"lost": Lost.PASSKEY, "shown": Shown.KNOWN}
    return ask_step_reset(by=place["rachid"], user_id=one.user_id, **facts)
