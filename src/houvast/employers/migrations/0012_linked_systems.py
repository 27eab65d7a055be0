"""A linked system sees employers, workplaces and what they ask, and brings new ones as drafts.

Its token carries the right: the policies look at the token that was shown, its scopes and its end.
No contact persons, talks, promises, brokers or acquaintances: a linked system reaches no person.
"""

from django.db import migrations

from houvast.database.policies import APP, MUNICIPALITY, USER, changed, here, policy, purpose

AT_HAND = "nullif(current_setting('houvast.token', true), '')::uuid"
HERE = f"municipality_id = {MUNICIPALITY}"
OWN = f"made_by_id = {USER}"
TABLES = ("employers_employer", "employers_workplace", "employers_workplacecondition")


SHOWN = (
    f"{purpose('work_exchange')} and exists (select 1 from accounts_token shown"
    f" where shown.id = {AT_HAND} and shown.user_id = {USER}"
    f" and shown.municipality_id = {MUNICIPALITY} and shown.role = 'linked_system'"
    " and shown.ended_at is null and shown.until > houvast_now()"
)
SEES = f"{SHOWN})"
"""Also who may only write, so that nothing comes in twice; the API shows it nothing."""
WRITES = f"{SHOWN} and 'employers:write' = any(shown.scopes))"
OWN_DRAFT = (
    "exists (select 1 from employers_workplace own where own.id ="
    f" employers_workplacecondition.workplace_id and own.made_by_id = {USER}"
    " and own.state = 'draft')"
)
BEFORE = f"{here('employers_workplace')} and {OWN} and state = 'draft' and {WRITES}"
NEW = {
    "employers_employer": "account_manager_id is null",
    "employers_workplace": "state = 'draft' and places_taken = 0",
    "employers_workplacecondition": OWN_DRAFT,
}


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_linked_systems"),
        ("employers", "0011_chosen_occupation"),
    ]

    operations = [
        *(
            policy(one, "seen_by_system", "select", APP, f"{here(one)} and {SEES}")
            for one in TABLES
        ),
        *(
            policy(
                one,
                "added_by_system",
                "insert",
                APP,
                f"{HERE} and {OWN} and {NEW[one]} and {WRITES}",
            )
            for one in TABLES
        ),
        changed(
            "employers_workplace",
            "own_draft_changed_by_system",
            BEFORE,
            f"{HERE} and {OWN} and state = 'draft'",
        ),
    ]
