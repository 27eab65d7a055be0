"""The policy of access asks for roles by a function: see accounts/0015."""

from django.db import migrations

from houvast.database.policies import (
    PURPOSE,
    USER,
    here,
    listed,
    once,
    purpose,
    seen_anew,
    serves,
    serving,
)

COACHES, WORKS, GOES_ALONG = (
    ("outreach_coach", "work_coach"),
    ("work_coach",),
    ("experience_expert",),
)
COACHING = listed(("lead", "second", "former", "door"))
OWN = f"user_id = {USER} and purpose = {PURPOSE}"
STEERS = purpose("process_steering")
COORDINATES = ("process_coordinator",)


def _seen(coaches: str, works: str, along: str, coordinates: str) -> str:
    return (
        f"{here('sharing_assignment')} and (({OWN} and ("
        f"(capacity in ({COACHING}) and purpose = 'guidance' and {coaches})"
        f" or (capacity = 'work' and purpose in ('work_income', 'placement') and {works})"
        f" or (capacity = 'companion' and purpose = 'guidance' and {along})))"
        f" or sharing_leads(person_id) or ({STEERS} and {coordinates}))"
    )


BEFORE = _seen(
    *(once(serves(*roles)) for roles in (COACHES, WORKS, GOES_ALONG)), serves(*COORDINATES)
)  # as in 0006
NOW = _seen(*(serving(*roles) for roles in (COACHES, WORKS, GOES_ALONG, COORDINATES)))


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0011_leads_not_while_suspended"),
        ("accounts", "0015_roles_in_short"),
    ]

    operations = [seen_anew("sharing_assignment", "own_led_or_steered", BEFORE, NOW)]
