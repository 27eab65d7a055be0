"""Access counts only for who has a role that such access is for: a role that ended opens nothing.

Policies of other tables look at an assignment as the application does, so this one closes them all.
"""

from django.db import migrations, models

from houvast.database.policies import (
    MUNICIPALITY,
    PURPOSE,
    USER,
    here,
    listed,
    once,
    purpose,
    seen_anew,
    serves,
)

COACHING = ("lead", "second", "former", "door")
FITS = (
    f"(capacity in ({listed(COACHING)}) and purpose = 'guidance'"
    f" and {once(serves('outreach_coach', 'work_coach'))})"
    " or (capacity = 'work' and purpose in ('work_income', 'placement')"
    f" and {once(serves('work_coach'))})"
    " or (capacity = 'companion' and purpose = 'guidance'"
    f" and {once(serves('experience_expert'))})"
)
OWN = f"user_id = {USER} and purpose = {PURPOSE}"
COORDINATES = f"{purpose('process_steering')} and {serves('process_coordinator')}"
ALSO = f"sharing_leads(person_id) or ({COORDINATES})"
BEFORE = f"{here('sharing_assignment')} and ({OWN} or {ALSO})"
NOW = f"{here('sharing_assignment')} and (({OWN} and ({FITS})) or {ALSO})"


def leads(only: str = "") -> str:
    """Whether the acting user leads a person; a policy on assignments asks it."""
    return f"""
create or replace function sharing_leads(person uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from sharing_assignment
                 where person_id = person and user_id = {USER} and capacity = 'lead'
                   and purpose = {PURPOSE} and municipality_id = {MUNICIPALITY}
                   and since <= houvast_now() and until > houvast_now()){only}
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0005_find_of_a_person"),
        ("accounts", "0009_linked_systems"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                name="access_has_the_purpose_of_its_capacity",
                condition=models.Q(capacity="work", purpose__in=("work_income", "placement"))
                | (~models.Q(capacity="work") & models.Q(purpose="guidance")),
            ),
        ),
        migrations.RunSQL(leads(f" and {serves('outreach_coach', 'work_coach')}"), leads()),
        seen_anew("sharing_assignment", "own_led_or_steered", BEFORE, NOW),
    ]
