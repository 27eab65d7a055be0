"""Whether somebody sees the employers and workplaces is asked once, not of each of thousands."""

from django.db import migrations

from houvast.database.policies import (
    HERE_AT_ONCE,
    MUNICIPALITY,
    USER,
    here,
    once,
    purpose,
    seen_anew,
    serves,
)

STAFF = (
    f"{purpose('guidance', 'work_income', 'placement')}"
    f" and {serves('outreach_coach', 'work_coach', 'account_manager')}"
)
BROKER = f"{purpose('placement')} and {serves('broker')}"
AT_HAND = "nullif(current_setting('houvast.token', true), '')::uuid"
SYSTEM = (
    f"{purpose('work_exchange')} and exists (select 1 from accounts_token shown"
    f" where shown.id = {AT_HAND} and shown.user_id = {USER}"
    f" and shown.municipality_id = {MUNICIPALITY} and shown.role = 'linked_system'"
    " and shown.ended_at is null and shown.until > houvast_now())"
)
TABLES = {"employers_employer": "id", "employers_workplace": "employer_id"}


def tied(employer):
    """SQL: a live link ties the acting broker to this employer."""
    return (
        f"{employer} in (select tie.employer_id from employers_brokerlink tie"
        f" where tie.user_id = {USER} and tie.municipality_id = {MUNICIPALITY}"
        " and tie.since <= houvast_now() and tie.until > houvast_now())"
    )


def anew(table, employer):
    """The three policies of a table: as in 0002 and 0012, and what does not depend on the row."""
    tie = tied(f"{table}.{employer}")
    whose = {"staff": (STAFF, ""), "broker": (BROKER, f" and {tie}"), "system": (SYSTEM, "")}
    return [
        seen_anew(
            table,
            f"seen_by_{who}",
            f"{here(table)} and {is_asked}{of_the_row}",
            f"{HERE_AT_ONCE} and {once(is_asked)}{of_the_row}",
        )
        for who, (is_asked, of_the_row) in whose.items()
    ]


class Migration(migrations.Migration):
    dependencies = [("employers", "0013_branch_numbers")]

    operations = [one for table, employer in TABLES.items() for one in anew(table, employer)]
