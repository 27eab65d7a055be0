"""Questions of a municipality itself: propose a version, and have a second person agree."""

from dataclasses import asdict
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from houvast.audit.actions import Operation, recorded
from houvast.database.actor import Actor
from houvast.database.once import one_at_a_time
from houvast.errors import NotFound, Refused, gettext_noop
from houvast.plans import permissions
from houvast.plans.models import QuestionVersion
from houvast.plans.reads.own_questions import question_of
from houvast.plans.rules.own_questions import LISTS, OwnQuestion, next_code, tidied
from houvast.plans.rules.trying import check_question
from houvast.sharing.rules.registers import WAITS, RegisterState, check_answer, check_waits

SAME = gettext_noop("Zo staat het al. Verander iets, of ga terug.")


def propose_question(
    *, by: Actor, question: OwnQuestion, reason: str, code: str = "", key: UUID | None = None
) -> str:
    """Propose another version of a question, or a new one without `code`. Gives its id.

    Until a second person agrees no plan is held against it. The same form again makes nothing.
    Raises NotAllowed, NotFound, Refused.
    """
    with recorded(by, "plans.question_proposed") as act:
        permissions.require_checks(by)
        if key and (same := QuestionVersion.objects.filter(pk=key).first()):
            return same.code
        one_at_a_time(uuid5(NAMESPACE_OID, f"plan questions {by.municipality_id}"))
        rows = list(QuestionVersion.objects.all())
        before = next((one for one in rows if (one.code, one.state) == (code, "in_force")), None)
        if code and before is None:
            raise NotFound
        new = tidied(question)
        check_question(new, act.today)
        if before is not None and question_of(before) == new:
            raise Refused(SAME)
        if any((one.code, one.state) == (code, "proposed") for one in rows):
            raise Refused(WAITS)
        made = QuestionVersion.objects.create(
            pk=key or uuid4(),
            municipality_id=by.municipality_id,
            code=code or next_code([one.code for one in rows]),
            state=RegisterState.PROPOSED.value,
            reason=reason.strip(),
            proposed_by_id=by.user_id,
            proposed_at=act.now,
            **asdict(new) | {name: list(getattr(new, name)) for name in LISTS},
        )
        act.about = made.pk
        return made.code


def agree_question(*, by: Actor, version_id: UUID) -> str:
    """Agree as the second person: plans that are read from now on are held against it."""
    with recorded(by, "plans.question_agreed", version_id) as act:
        found = _waits(by, version_id)
        check_answer(RegisterState(found.state), found.proposed_by_id, by.user_id)
        _answer(by, found, RegisterState.IN_FORCE, act)
        return found.code


def decline_question(*, by: Actor, version_id: UUID) -> str:
    """It stays as it was; who proposed can take it back like this as well. Gives its id."""
    with recorded(by, "plans.question_declined", version_id) as act:
        found = _waits(by, version_id)
        check_waits(RegisterState(found.state))
        _answer(by, found, RegisterState.DECLINED, act)
        return found.code


def _waits(by: Actor, version_id: UUID) -> QuestionVersion:
    """The version, locked; one that was answered cannot be, and is given as it is."""
    permissions.require_checks(by)
    rows = QuestionVersion.objects.filter(pk=version_id)
    found = rows.select_for_update(no_key=True).first() or rows.first()
    if found is None:
        raise NotFound
    return found


def _answer(by: Actor, found: QuestionVersion, state: RegisterState, act: Operation) -> None:
    found.state, found.answered_by_id, found.answered_at = state.value, by.user_id, act.now
    found.save(update_fields=["state", "answered_by", "answered_at"])
