"""The forms of the check of plans that `test_hostile_forms` attacks."""

from collections.abc import Callable

from django.urls import reverse

from houvast.plans.actions.marking import record_not_found
from tests.hostile_cases import Case, World, day
from tests.plan_checks.conftest import PLAN, brought, manager
from tests.plan_checks.given import given
from tests.plan_checks.sticks import accepted_number, reported, stick

NOT_THEIRS = ("anouk", "rachid", "lotte", "wim", "vera", "sam")


def bring(world: World) -> Case:
    """A file; brought again it waits again, until a job has read the first."""
    address = reverse("plan_checks")
    fill: dict[str, str | bytes] = {"title": "Plan Noord", "file": PLAN.encode()}
    case = Case(world.client("petra"), address, address, fill)
    case.strangers = world.strangers(*NOT_THEIRS)
    return case


def responsible(world: World) -> Case:
    reading = brought(manager(world.town))
    address = reverse("plan_check", args=[reading])
    case = Case(world.client("petra"), address, address, {"responsible": "both"})
    case.own_id, case.strangers = str(reading), world.strangers(*NOT_THEIRS)
    return case


def scheme(world: World) -> Case:
    reading = brought(manager(world.town))
    address = reverse("plan_scheme", args=[reading])
    case = Case(world.client("petra"), address, address, {"scheme": "PMG_2026"})
    case.own_id, case.strangers = str(reading), world.strangers(*NOT_THEIRS)
    return case


def follow(world: World) -> Case:
    """Twice is two actions: about one gap somebody may do two things."""
    by = manager(world.town)
    reading = brought(by)
    record_not_found(by=by, reading_id=reading, about="P12")
    address = reverse("plan_action", args=[reading, "P12"])
    fill = {"what": "Wij helpen bij de VOG.", "owner": "Afdeling Werk", "due": day(30)}
    case = Case(world.client("petra"), address, address, fill)
    case.own_id, case.strangers = str(reading), world.strangers(*NOT_THEIRS)
    return case


def question(world: World) -> Case:
    """Twice is once: the key of the form says so."""
    address = reverse("new_plan_question")
    fill = {
        "question": "Doen sportclubs mee?",
        "why": "Op de club kennen zij iemand.",
        "source": "Motie van de raad",
        "url": "https://voorbeeld.nl/motie",
        "read_on": day(),
        "strong": "sportclub",
        "weak": "trainer",
        "alike": "sportkantine",
        "examples": "Drie sportclubs doen mee.",
        "counters": "De vergadering is in de sportkantine.",
        "gap_text": "Wij maken afspraken met [club].",
        "reason": "De raad vroeg het.",
    }
    case = Case(world.client("petra"), address, address, fill)
    case.strangers = world.strangers(*NOT_THEIRS)
    return case


def yardstick(world: World) -> Case:
    """Twice is once: the key of the form says so."""
    by = manager(world.town)
    reading = brought(by)
    address = reverse("new_plan_yardstick", args=[reading, accepted_number(by, reading)])
    fill = {"measure": "at_work", "amount": "80", "since": "2026-01-01", "due": "2027-12-31",
            "part": "Noord"}  # fmt: skip
    case = Case(world.client("petra"), address, address, fill)
    case.own_id, case.strangers = str(reading), world.strangers(*NOT_THEIRS)
    return case


def changed_yardstick(world: World) -> Case:
    line = stick(manager(world.town))
    address = reverse("change_plan_yardstick", args=[line])
    fill = {"amount": "60", "due": "2027-12-31", "part": "Noord", "reason": "De raad wil minder."}
    case = Case(world.client("petra"), address, address, fill)
    case.own_id, case.strangers = str(line), world.strangers(*NOT_THEIRS)
    return case


def dropped_yardstick(world: World) -> Case:
    line = stick(manager(world.town))
    address = reverse("drop_plan_yardstick", args=[line])
    case = Case(world.client("petra"), address, address, {"reason": "Het plan is ingetrokken."})
    case.own_id, case.strangers = str(line), world.strangers(*NOT_THEIRS)
    return case


def figure(world: World) -> Case:
    by = manager(world.town)
    line, number = stick(by), reported(by)
    address = reverse("figure_plan_yardstick", args=[line])
    case = Case(world.client("petra"), address, address, {"fact_id": str(number), "on_day": day()})
    case.own_id, case.strangers = str(line), world.strangers(*NOT_THEIRS)
    return case


def other(world: World) -> Case:
    """Twice is once: the same file is the same check."""
    address = reverse("plan_others")
    fill: dict[str, str | bytes] = {"file": given(), "given_by": "Zandhoek, beleid"}
    case = Case(world.client("petra"), address, address, fill)
    case.strangers = world.strangers(*NOT_THEIRS)
    return case


PLANS: dict[str, Callable[[World], Case]] = {
    "plan brought": bring,
    "who is responsible in a plan": responsible,
    "scheme of a plan": scheme,
    "gap of a plan": follow,
    "question of the municipality": question,
    "yardstick of a plan": yardstick,
    "yardstick changed": changed_yardstick,
    "yardstick let go": dropped_yardstick,
    "figure of a report": figure,
    "plan of another municipality": other,
}
