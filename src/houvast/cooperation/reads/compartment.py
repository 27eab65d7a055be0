"""How somebody stands to the compartment of Veiligheid, and on which ground it is open today."""

from uuid import UUID

from houvast.accounts.rules import Controller, InformationClass, Purpose
from houvast.audit.actions import Operation
from houvast.cooperation import permissions
from houvast.cooperation.models import SafetySignal
from houvast.cooperation.reads.safety_ladder import told_when
from houvast.cooperation.rules.safety import ORDER, POLICE
from houvast.database.actor import Actor
from houvast.errors import NotFound
from houvast.sharing.models import Ground
from houvast.sharing.rules import Holding, Standing, Verb
from houvast.sharing.rules.grounds import GroundFacts

ID, SF, PJ, SH = (InformationClass(one) for one in ("ID", "SF", "PJ", "SH"))
PURPOSE, MAYOR = Purpose.SAFETY_TRIAGE, Controller.BURGEMEESTER


def grounds_of(act: Operation) -> frozenset[InformationClass]:
    """The kinds for which the mayor has a ground that holds today."""
    known = {one.code: one.facts() for one in _in_force()}

    def holds(code: str, kind: InformationClass) -> bool:
        found: GroundFacts | None = known.get(code)
        return found is not None and found.holds(MAYOR, kind, PURPOSE, act.today)

    order = {kind for kind in (ID, SF) if holds(ORDER, kind)}
    police = {PJ} if holds(POLICE, PJ) else set()
    return frozenset(order | police)


def _in_force() -> list[Ground]:
    return list(Ground.objects.filter(code__in=(ORDER, POLICE), state="in_force"))


def require(
    by: Actor,
    verb: Verb,
    kind: InformationClass,
    act: Operation,
    open_now: frozenset[InformationClass],
    *,
    own: bool = False,
) -> None:
    """Go on for the triage of Veiligheid, on a ground that holds. Raises NotAllowed."""
    standing = Holding(Standing.REPORTER if own and kind is not SH else Standing.TRIAGE)
    permissions.require(
        permissions.can(
            by,
            verb,
            kind,
            place=by.municipality_id,
            holding=standing,
            now=act.now,
            own=own,
            is_grounded=kind is SH or kind in open_now,
        )
    )


def signal_seen(by: Actor, signal_id: UUID, act: Operation) -> SafetySignal:
    """The signal, for who may see it, with the person it is about. Raises NotFound, NotAllowed."""
    open_now = grounds_of(act)
    require(by, Verb.SEE, SF, act, open_now)
    require(by, Verb.SEE, ID, act, open_now)
    rows = SafetySignal.objects.select_related(
        "person__safety_name", "police", "offer__decided_by", "offer__told_by"
    ).select_related("entered_by", "answered_by", "criterion", "offer__second")
    found = rows.annotate(told=told_when()).filter(pk=signal_id).first()
    if found is None:
        raise NotFound
    act.concerns(found.person_id)
    return found
