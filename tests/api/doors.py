"""Every endpoint with its method, who gets an answer about the own things, and a body to try."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

COACHES = "anouk bilal wim"
STAFF = f"{COACHES} wim_placement sam"
WITH_BROKER = f"{STAFF} bas koppeling"
INTAKE = "anouk_intake tess rachid lotte hugo"


@dataclass(frozen=True)
class Door:
    """Who may ask at all; the others miss the scope. `body` is what an act is tried with."""

    who: str
    body: dict[str, Any] = field(default_factory=dict)


def day(number=1):
    return (timezone.localdate() + timedelta(days=number)).isoformat()


NOBODY = "00000000-0000-4000-8000-000000000000"
MOMENT = {"on": day(3), "agreed": True}
CONTACT = {
    "at": "2026-01-01T12:00:00+01:00",
    "channel": "phone",
    "placeKind": "office",
    "outcome": "spoke",
    "nextMoment": MOMENT,
}
PLACE = {"title": "Inpakken", "kind": "regular_job", "hoursMin": 16, "hoursMax": 24}
TERMS = {"hours": 24, "days": 31, "contract": "temporary", "payKind": "wage", "wageCents": 1600}
SEEN = {"behaviour": "Staat elke dag bij de brug.", "kind": "seen", "source": "myself"}
REASON = {"reason": "Dat hoeft niet meer."}

TRACKS = {
    "list_tracks": Door(COACHES + " wim_placement"),
    "get_track": Door(COACHES + " wim_placement"),
    "get_next_moment": Door(COACHES + " wim_placement"),
    "list_contacts": Door(COACHES + " wim_placement"),
    "get_plan": Door(COACHES + " wim_placement"),
    "list_notices": Door(COACHES + " wim_placement"),
    "list_questions_to_me": Door(COACHES + " wim_placement"),
    "add_contact": Door(COACHES, CONTACT),
    "add_next_moment": Door(COACHES, MOMENT),
    "add_handover": Door(COACHES, {"fromId": NOBODY, "toId": NOBODY, "reason": "no_click"}),
    "accept_handover": Door(COACHES),
    "decline_handover": Door(COACHES),
    "withdraw_handover": Door(COACHES),
    "introduce_handover": Door(COACHES, {"introducedOn": day(0)}),
    "accept_offer": Door(COACHES),
    "decline_offer": Door(COACHES),
    "add_step": Door(COACHES, {"domain": "work", "what": "Een dag meelopen"}),
    "finish_step": Door(COACHES),
    "drop_step": Door(COACHES, REASON),
    "reopen_step": Door(COACHES),
}
WORK = {
    "get_wishes": Door(COACHES + " wim_placement"),
    "list_fits": Door(COACHES + " wim_placement"),
    "get_fit": Door(COACHES + " wim_placement"),
    "list_placements": Door(COACHES + " wim_placement"),
    "get_placement": Door(COACHES + " wim_placement"),
    "add_wishes": Door(COACHES + " wim_placement", {"ownWords": "Iets met fietsen"}),
    "add_choice": Door(
        COACHES + " wim_placement", {"workplaceId": NOBODY, "outcome": "back", "seal": "x"}
    ),
    "add_placement": Door(COACHES + " wim_placement", {"workplaceId": NOBODY}),
    "introduce_placement": Door(COACHES + " wim_placement"),
    "add_trial_day": Door(COACHES + " wim_placement", {"day": day()}),
    "note_trial_day": Door(COACHES + " wim_placement", {"held": False, "nextStep": "talk"}),
    "agree_placement": Door(
        COACHES + " wim_placement",
        {"startOn": day(), "terms": TERMS | {"contactPerson": "Fatima"}},
    ),
    "start_placement": Door(COACHES + " wim_placement", {"startedOn": day(0)}),
    "end_placement": Door(COACHES + " wim_placement"),
    "break_off_placement": Door(COACHES + " wim_placement"),
    "cancel_placement": Door(COACHES + " wim_placement"),
    "note_aftercare": Door(COACHES + " wim_placement", {"reached": True}),
}
SIGNALS = {
    "list_signals": Door(INTAKE),
    "get_signal": Door(INTAKE),
    "list_criteria": Door(INTAKE),
    "add_signal": Door(INTAKE, SEEN | {"observedOn": day(0), "criterion": NOBODY}),
    "begin_triage": Door(INTAKE),
    "decline_signal": Door(INTAKE, REASON),
    "refer_signal": Door(INTAKE, REASON | {"to": "Het buurtteam, Noor"}),
    "confirm_signal": Door(INTAKE),
}
EMPLOYERS = {
    "list_employers": Door(WITH_BROKER),
    "get_employer": Door(WITH_BROKER),
    "add_employer": Door(WITH_BROKER, {"name": "Fietshoek"}),
    "replace_employer": Door(WITH_BROKER, {"name": "Fietshoek"}),
    "add_contact_person": Door(WITH_BROKER, {"name": "Fatima", "phone": "0612345678"}),
    "add_conversation": Door(WITH_BROKER, {"on": day(0), "about": "Over de drukte in de winkel"}),
    "add_promise": Door(WITH_BROKER, {"promisedBy": "us", "text": "We bellen", "due": day()}),
    "keep_promise": Door(WITH_BROKER),
    "break_promise": Door(WITH_BROKER, REASON),
    "list_broker_questions": Door(WITH_BROKER),
    "answer_broker_question": Door(WITH_BROKER, {"willAsk": True}),
    "list_workplaces": Door(WITH_BROKER),
    "get_workplace": Door(WITH_BROKER),
    "add_workplace": Door(WITH_BROKER, PLACE),
    "replace_workplace": Door(WITH_BROKER, PLACE),
    "add_condition": Door(WITH_BROKER, {"code": "vca", "strength": "preferred"}),
    "offer_workplace": Door(WITH_BROKER),
    "confirm_workplace": Door(WITH_BROKER),
    "withdraw_workplace": Door(WITH_BROKER),
}
POLICY = "julia"
PLANS = {
    "list_plan_checks": Door(POLICY),
    "get_plan_check": Door(POLICY),
    "list_plan_suggestions": Door(POLICY),
    "list_plan_passages": Door(POLICY),
    "get_plan_report": Door(POLICY),
    "add_plan_decision": Door(POLICY, {"about": "P12", "decision": "not_found"}),
    "list_plan_yardsticks": Door(POLICY),
    "add_plan_yardstick": Door(
        POLICY,
        {
            "fact": NOBODY,
            "measure": "placed",
            "amount": 80,
            "since": "2026-01-01",
            "due": "2027-12-31",
        },
    ),
    "replace_plan_yardstick": Door(
        POLICY, {"amount": 60, "due": "2027-12-31", "reason": "De raad wil minder."}
    ),
    "drop_plan_yardstick": Door(POLICY, {"reason": "Het plan is ingetrokken."}),
    "get_plan_exchange": Door(POLICY),
    "list_other_plans": Door(POLICY),
    "get_other_plan": Door(POLICY),
    "add_other_plan": Door(POLICY, {"file": {"format": "houvast.plan-check/1"}}),
    "withdraw_other_plan": Door(POLICY),
    "get_plan_matrix": Door(POLICY),
    "list_plan_arrivals": Door(POLICY),
    "get_plan_arrival": Door(POLICY),
    "add_plan_arrival": Door(POLICY, {"title": "Plan 2027", "file": "V2Vyaw=="}),
    "retry_plan_arrival": Door(POLICY),
    "discard_plan_arrival": Door(POLICY),
    "list_plan_facts": Door(POLICY),
    "add_plan_fact": Door(
        POLICY,
        {"about": "P11", "passage": NOBODY, "kind": "fte", "amount": "2.5", "period": "2027"},
    ),
    "withdraw_plan_fact": Door(POLICY),
    "say_plan_responsible": Door(POLICY, {"responsible": "both"}),
    "say_plan_scheme": Door(POLICY, {"scheme": "PMG_2026"}),
    "carry_plan_over": Door(POLICY),
    "add_plan_action": Door(
        POLICY, {"about": "P12", "what": "Bel het loket", "owner": "Werk", "due": day(30)}
    ),
    "finish_plan_action": Door(POLICY),
    "get_plan_yardstick": Door(POLICY),
    "add_plan_figure": Door(POLICY, {"fact": NOBODY, "onDay": "2026-06-30"}),
    "count_plan_yardstick": Door(POLICY),
    "agree_plan_figure": Door(POLICY),
    "decline_plan_figure": Door(POLICY),
    "mark_plan_result": Door(POLICY),
    "list_plan_questions": Door(POLICY),
    "add_plan_question": Door(
        POLICY,
        {
            "question": "Staat er hoe ouders meedoen?",
            "why": "Ouders weten het eerst.",
            "source": "Besluit van de raad",
            "readOn": "2026-01-01",
            "strong": ["ouderavond"],
            "examples": ["Er komt een ouderavond."],
            "counters": ["De avondwinkel is open."],
            "gapText": "Wij houden [aantal] keer een ouderavond.",
            "reason": "De raad vroeg erom.",
        },
    ),
    "agree_plan_question": Door(POLICY),
    "decline_plan_question": Door(POLICY),
    "finish_plan_check": Door(POLICY),
    "reopen_plan_check": Door(POLICY),
}
FOR_EVERY_TOKEN = Door(f"{WITH_BROKER} {INTAKE} {POLICY}")
LISTS = dict.fromkeys(("me", "list_occupations", "list_places"), FOR_EVERY_TOKEN)
DOORS = LISTS | TRACKS | WORK | SIGNALS | EMPLOYERS | PLANS
