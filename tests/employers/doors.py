"""The doors of employers and workplaces for `tests/test_doors.py`: who gets in, and the keys."""

from uuid import uuid4

from django.utils import timezone

from houvast.employers import actions
from houvast.employers.rules.employers import ContactFacts
from houvast.employers.rules.states import ConditionCode, PromisedBy, Strength
from tests.employers.lists import waiting

COACHES = "anouk bilal wim"
STAFF = f"{COACHES} sam"
KEEPERS = "wim sam"
AT_EMPLOYERS = {
    "employers": (f"{STAFF} bas", "get"),
    "new_employer": (STAFF,),
    "workplaces": (f"{STAFF} bas", "get"),
    "workplace": (STAFF, "get"),
    "workplace_step": (STAFF, "post"),
    "employer": (STAFF, "get"),
    "change_employer": (KEEPERS,),
    "new_contact_person": (STAFF,),
    "contact_person": (STAFF,),
    "know": (STAFF,),
    "talk": (STAFF,),
    "correct_talk": ("sam",),
    "promise": (STAFF,),
    "promise_kept": (STAFF, "post"),
    "promise_broken": (STAFF,),
    "promise_open": (STAFF, "post"),
    "broker": (KEEPERS,),
    "part_step": (STAFF, "post"),
    "new_workplace": (STAFF,),
    "change_workplace": (KEEPERS,),
    "condition": (STAFF,),
    "workplace_district": (KEEPERS,),
    "condition_step": (KEEPERS, "post"),
    "work_day": (KEEPERS, "get"),
    "broker_home": ("bas", "get"),
    "questions": (STAFF, "get"),
    "ask": (KEEPERS,),
    "question_step": (KEEPERS, "post"),
    "work_imports": (f"{KEEPERS} bas",),
    "work_example": (f"{KEEPERS} bas", "get"),
    "work_out": (KEEPERS, "get"),
    "work_upload": ("sam",),
    "work_refused": ("sam", "get"),
    "bring_in_work": ("sam", "post"),
    "code_upload": ("sam", "post"),
    "to_code": (f"{KEEPERS} bas",),
    "take_down_work": ("sam", "post"),
    "missing": (STAFF,),
    "missing_step": (STAFF, "post"),
}
"""What `Door` is made of, by the name of the address."""
EMPLOYER_STEPS = {
    "part_step": "weg",
    "condition_step": "weg",
    "question_step": "afronden",
    "missing_step": "gevonden",
}


def question_to(sam, broker):
    """A question to a broker; elsewhere there is none, so the id is of nothing."""
    if broker is None:
        return uuid4()
    text = "Zoek je iemand die graag buiten werkt?"
    return actions.ask_brokers(by=sam, brokers=[broker.user_id], text=text)[0]


def employer_keys(sam, life, broker=None):
    """What hangs on the employer, written by sam."""
    at, today = {"by": sam, "employer_id": life.employer}, timezone.localdate()
    contact = actions.add_contact(facts=ContactFacts("Fatima", phone="0600000009"), **at)
    asks = {"code": ConditionCode.VCA, "strength": Strength.UNKNOWN}
    said = {"promised_by": PromisedBy.US, "text": "Belt terug.", "due": today}
    return {
        "contact_person_id": contact,
        "part": "kennis",
        "key": actions.note_acquaintance(by=sam, contact_id=contact),
        "conversation_id": actions.log_conversation(on=today, about="Werk", **at),
        "promise_id": actions.make_promise(**said, **at),
        "question_id": question_to(sam, broker),
        "table_id": waiting(sam),
        "what": "werkplekken",
        "kind": "csv",
        "missing_id": actions.note_missing(by=sam, text="Werk met dieren."),
        "condition_id": actions.add_condition(by=sam, workplace_id=life.workplace, **asks),
    }
