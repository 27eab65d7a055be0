"""Colleagues of Veiligheid, and signals that stay with them."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from houvast.accounts.models import User
from houvast.accounts.reads import actor_of
from houvast.accounts.rules import Controller, InformationClass, OrganisationKind, Role
from houvast.cooperation.actions import safety as act
from houvast.cooperation.rules.safety import (
    Given,
    Noticed,
    PoliceArticle,
    Reach,
    SafetySource,
)
from houvast.sharing.actions import add_organisation, add_team, welcome
from houvast.sharing.actions.registers import agree_version, propose_ground
from houvast.sharing.rules.grounds import GroundStatus
from houvast.tracks.rules.states import FactKind
from tests.cast import ANSWERS, PASSWORD, Town, Who
from tests.cooperation.made import DAY
from tests.sharing.made_registers import decided, ground

GROWN = Who("Wolk", "Wout", "Wolkenveld", date(2004, 5, 4), "0600000071")
CHILD = Who("Mist", "Milan", "Mistrand", date(2010, 5, 4), "0600000072")
NAMED = (Reach.NICKNAME, Reach.PHONE)


def with_safety(town: Town) -> Town:
    """Two of the triage of Veiligheid, in a team of the mayor."""
    of_mayor = add_organisation(
        by=town.admin,
        name="Veiligheid",
        kind=OrganisationKind.MUNICIPALITY,
        controller=Controller.BURGEMEESTER,
    )
    town.teams["Veiligheid"] = add_team(by=town.admin, organisation_id=of_mayor, name="Veiligheid")
    for one in ("yara", "stan"):
        made = welcome(
            by=town.admin,
            username=one,
            name=one.capitalize(),
            password=PASSWORD,
            role=Role.SAFETY_TRIAGE,
            team=town.teams["Veiligheid"],
        )
        town.people[one] = actor_of(User.objects.get(pk=made), Role.SAFETY_TRIAGE)
    return town


def noticed(town: Town, **changes: Any) -> Noticed:
    what = {
        "behaviour": "Hangt elke avond rond bij de garages met een grotere groep.",
        "kind": FactKind.SEEN,
        "source": SafetySource.ENFORCEMENT,
        "observed_on": timezone.localdate(),
        "criterion_id": town.criterion,
    }
    return Noticed(**{**what, **changes})


def given(**changes: Any) -> Given:
    what = {
        "article": PoliceArticle.WPG_20,
        "officer": "Wijkagent",
        "keep_until": timezone.localdate() + 14 * DAY,
    }
    return Given(**{**what, **changes})


def entered(town: Town, who: Who = GROWN, **changes: Any) -> UUID:
    return act.receive_safety_signal(by=town["yara"], seen=noticed(town, **changes), who=who)


def in_triage(town: Town, who: Who = GROWN, **changes: Any) -> UUID:
    key = entered(town, who, **changes)
    act.start_safety_triage(by=town["yara"], signal_id=key, is_private=False)
    return key


def offered(town: Town, who: Who = GROWN, what: tuple[Reach, ...] = NAMED, **changes: Any) -> UUID:
    key = in_triage(town, who, **changes)
    act.offer_help(by=town["yara"], signal_id=key, answers=ANSWERS, what=what)
    return key


def switch(town: Town, code: str, status: GroundStatus, kinds: tuple[str, ...]) -> None:
    """A ground of the mayor, switched by a second person."""
    facts = decided(
        ground(town, code).facts(),
        status=status,
        kinds=tuple(InformationClass(one) for one in kinds),
        decided_for=Controller.BURGEMEESTER,
    )
    now = ground(town, code).pk
    why = "De burgemeester besloot."
    made = propose_ground(by=town["vera"], ground_id=now, new=facts, reason=why)
    agree_version(by=town["petra"], version_id=made)


def wgs(town: Town, status: GroundStatus = GroundStatus.ENABLED) -> None:
    """The ground of a Zorg- en Veiligheidshuis, switched by a second person."""
    switch(town, "G10", status, ("PR",))


def police_may(town: Town) -> None:
    switch(town, "G08", GroundStatus.ENABLED, ("PJ",))


def of_police(town: Town, who: Who = GROWN, **changes: Any) -> UUID:
    """A signal that police gave, entered by yara."""
    seen = noticed(town, source=SafetySource.POLICE, **changes)
    return act.receive_safety_signal(by=town["yara"], seen=seen, who=who, given=given())


def looked_at_of_police(town: Town, who: Who = GROWN, *, may_go_on: bool = True) -> UUID:
    """The same, in triage; police said that help may be offered because of it."""
    key = of_police(town, who)
    act.start_safety_triage(by=town["yara"], signal_id=key, is_private=False)
    if may_go_on:
        on, officer = timezone.localdate(), "Officier"
        act.note_police_yes(by=town["yara"], signal_id=key, on=on, officer=officer)
    return key
