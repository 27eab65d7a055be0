"""Change the registers of grounds and partners: propose, and have a second person agree."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from houvast.accounts.models import Organisation
from houvast.accounts.rules import Controller, OrganisationKind
from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, NotFound, Refused, gettext_noop
from houvast.sharing.models import Ground, Partnership
from houvast.sharing.rules.grounds import GroundFacts, check_ground
from houvast.sharing.rules.partners import PartnershipFacts, check_partnership
from houvast.sharing.rules.registers import (
    ANSWERED,
    ANSWERS,
    PROPOSES,
    WAITS,
    RegisterState,
    check_answer,
    check_waits,
)

Line = Ground | Partnership
STAYS = ("code", "title", "article", "link", "remark")
"""What a ground is, in every version."""


def propose_ground(
    *, by: Actor, ground_id: UUID, new: GroundFacts, reason: str, key: UUID | None = None
) -> UUID:
    """Propose another version of the ground that is in force. The same form again makes nothing."""
    with recorded(by, "sharing.ground_proposed", ground_id) as act:
        _check_proposes(by)
        if key and Ground.objects.filter(pk=key).exists():
            return key
        now = Ground.objects.filter(pk=ground_id, state=RegisterState.IN_FORCE.value).first()
        if now is None:
            raise NotFound
        check_ground(now.code, new, act.today)
        if Ground.objects.filter(code=now.code, state=RegisterState.PROPOSED.value).exists():
            raise Refused(WAITS)
        same = {name: getattr(now, name) for name in STAYS}
        made = Ground(
            pk=key or uuid4(), **same, **_plain(asdict(new)), **_proposed(by, act, reason)
        )
        made.save(force_insert=True)
        return made.pk


def propose_partnership(
    *,
    by: Actor,
    organisation_id: UUID | None = None,
    called: str = "",
    new: PartnershipFacts,
    reason: str,
    replaces: UUID | None = None,
    key: UUID | None = None,
) -> UUID:
    """Propose to let a partner in, or another version of what was agreed with one."""
    with recorded(by, "sharing.partnership_proposed", replaces) as act:
        _check_proposes(by)
        if key and Partnership.objects.filter(pk=key).exists():
            return key
        check_partnership(new, act.today)
        made = Partnership(pk=key or uuid4(), **_plain(asdict(new)), **_proposed(by, act, reason))
        if replaces is None:
            made.line, made.organisation_id = made.pk, _organisation(by, organisation_id, called)
        else:
            made.line, made.organisation_id = _takes_over(replaces)
        made.save(force_insert=True)
        return made.pk


def _takes_over(replaces: UUID) -> tuple[UUID, UUID]:
    """The line of what is in force, and its organisation; nothing else may wait there."""
    found = Partnership.objects.filter(pk=replaces, state=RegisterState.IN_FORCE.value).first()
    if found is None:
        raise NotFound
    if Partnership.objects.filter(line=found.line, state=RegisterState.PROPOSED.value).exists():
        raise Refused(WAITS)
    return found.line, found.organisation_id


def agree_version(*, by: Actor, version_id: UUID) -> None:
    """Agree as the second person: from this commit on this version is the one in force."""
    with recorded(by, "sharing.register_agreed", version_id) as act:
        found = _waiting(by, version_id)
        check_answer(RegisterState(found.state), found.proposed_by_id, by.user_id)
        _answer(by, found, RegisterState.IN_FORCE, act)


def decline_version(*, by: Actor, version_id: UUID) -> None:
    """It stays as it was; who proposed can take it back like this as well."""
    with recorded(by, "sharing.register_declined", version_id) as act:
        found = _waiting(by, version_id)
        check_waits(RegisterState(found.state))
        _answer(by, found, RegisterState.DECLINED, act)


def _answer(by: Actor, found: Line, state: RegisterState, act: Operation) -> None:
    found.state, found.answered_by_id, found.answered_at = state.value, by.user_id, act.now
    found.save(update_fields=["state", "answered_by", "answered_at"])


def _waiting(by: Actor, version_id: UUID) -> Line:
    """The version in one of the registers, locked."""
    if by.role not in ANSWERS:
        raise NotAllowed("role")
    for register in (Ground, Partnership):
        found: Line | None = (
            register.objects.filter(pk=version_id).exclude(proposed_by=None).first()
        )
        if found is not None:
            locked: Line | None = (
                register.objects.select_for_update(no_key=True).filter(pk=version_id).first()
            )
            if locked is None:  # only what waits can be locked
                raise Refused(ANSWERED)
            return locked
    raise NotFound


def _organisation(by: Actor, organisation_id: UUID | None, called: str) -> UUID:
    """One that is there, or a new one by its name; the same name is the same organisation."""
    here = Organisation.objects.filter(municipality_id=by.municipality_id)
    name = " ".join(called.split())
    if name and organisation_id is None:
        known = here.filter(name__iexact=name).values_list("pk", flat=True).first()
        return (
            known
            or Organisation.objects.create(
                municipality_id=by.municipality_id,
                name=name,
                kind=OrganisationKind.PARTNER.value,
                controller=Controller.COLLEGE.value,
            ).pk
        )
    if organisation_id is None or not here.filter(pk=organisation_id).exists():
        raise Refused(gettext_noop("Kies een organisatie uit de lijst."), field="organisation")
    return organisation_id


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as columns hold them."""
    whole = {name: list(one) if isinstance(one, tuple) else one for name, one in facts.items()}
    if "decided_for" in whole:
        whole["decided_for"] = whole["decided_for"] or ""
    return whole


def _proposed(by: Actor, act: Operation, reason: str) -> dict[str, Any]:
    return {
        "municipality_id": by.municipality_id,
        "state": RegisterState.PROPOSED.value,
        "reason": reason.strip(),
        "proposed_by_id": by.user_id,
        "proposed_at": act.now,
    }


def _check_proposes(by: Actor) -> None:
    """At a screen: a system changes no register."""
    if by.role != PROPOSES or by.token is not None:
        raise NotAllowed("role")
