"""A signal that waits too long asks the triage first; who offered it for Veiligheid is not asked.

What becomes of a young person after an offer of help is not told to Veiligheid (trust T-13). A rung
would tell it: that nobody answered, and when somebody did.
"""

from django.db import migrations, models

from houvast.database.policies import APP, MUNICIPALITY, PURPOSE, USER, serves

KINDS = (
    *("own_moment_late", "rung", "signal_late", "offer", "handover", "returned", "closing"),
    *("confirm", "caseload", "stand_in", "door", "door_passed", "came_back", "come_back", "alarm"),
    *("merged", "call_expert", "deputy", "seat", "contract", "hold_asked", "hold_answered"),
    *("inform_late", "brought", "another_coach", "watched", "glass_broken", "glass_to_tell"),
    *("guest_asked", "partner_answered", "breach"),
)
OFFERED = "select from tracks_signalfacts f where f.signal_id = {0} and f.source = 'safety'"
IS_JOB = f"""{PURPOSE} = 'safety_net' and exists (select from accounts_user job where job.id = {USER}
    and job.is_system and job.municipality_id = {MUNICIPALITY})"""
HOLDS = f"""exists (select from sharing_assignment a where a.person_id = track.person_id
    and a.user_id = {USER} and a.municipality_id = {MUNICIPALITY} and a.purpose = {PURPOSE}
    and a.capacity in ('lead', 'second', 'work', 'former', 'door')
    and a.since <= houvast_now() and a.until > houvast_now())"""
STEERS = (
    f"{PURPOSE} = 'process_steering' and ({serves('process_coordinator')}"
    f" or {serves('team_lead', team='track.team_id')})"
)
WATCHES = serves("triage_member", "process_coordinator", "team_lead")
CONCERNS = """
create or replace function tracks_rung_concerns(one uuid, signal uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from tracks_track track where track.id = one
                 and track.municipality_id = {here}
                 and track.destroy_on > houvast_today()
                 and ({holds} or {steers} or {job}))
      or exists (select from tracks_signal about where about.id = signal
                 and about.municipality_id = {here}
                 and about.destroy_on > houvast_today()
                 and ({purpose} = 'intake' and ({own} or {watches}) or {job}))
$$
"""
PARTS = {
    "here": MUNICIPALITY,
    "holds": HOLDS,
    "steers": STEERS,
    "job": IS_JOB,
    "purpose": PURPOSE,
    "watches": WATCHES,
}
MINE = f"about.entered_by_id = {USER}"
NOW = CONCERNS.format(own=f"{MINE} and not exists ({OFFERED.format('about.id')})", **PARTS)
BEFORE = CONCERNS.format(own=MINE, **PARTS)

ASKS = f"""
create function tracks_offered_by(one uuid) returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select s.entered_by_id from tracks_signal s where s.id = one and s.municipality_id = {MUNICIPALITY}
     and {IS_JOB} and exists ({OFFERED.format("s.id")})
$$;
revoke all on function tracks_offered_by from public;
grant execute on function tracks_offered_by to {APP};
create function tracks_rung_of_college() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from tracks_signal s where s.id = new.signal_id
             and s.entered_by_id = new.held_by_id) and exists ({OFFERED.format("new.signal_id")}) then
    raise exception 'who offered it for Veiligheid is not asked about it'
      using errcode = 'check_violation', constraint = 'rung_of_the_college';
  end if;
  return new;
end $$;
create trigger of_the_college before insert on tracks_rung for each row
  when (new.signal_id is not null) execute function tracks_rung_of_college();
"""  # security definer: the safety net sees no facts, and this says only who is not to be asked


class Migration(migrations.Migration):
    dependencies = [("tracks", "0072_breach_notice")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(choices=[(one, one) for one in KINDS], max_length=16),
        ),
        migrations.RunSQL(
            ASKS,
            "drop function tracks_rung_of_college cascade; drop function tracks_offered_by",
        ),
        migrations.RunSQL(NOW, BEFORE),
    ]
