"""How somebody stands to a track or a signal, as functions that the row policies ask.

A policy that looks at another table brings that table's own policies into every plan, and those
bring more: lists took longer to plan than to read. A function is asked per row and plans nothing.
Security definer, because the answer is about rows that the asker may not see; each says only yes or
no about the acting user, in the acting municipality, and nothing past its date of destruction.
"""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, PURPOSE, USER, serves

LIVE = f"municipality_id = {MUNICIPALITY} and destroy_on > houvast_today()"
STEERS = (
    f"{PURPOSE} = 'process_steering' and ({serves('process_coordinator')}"
    f" or {serves('team_lead', team='track.team_id')})"
)
HOLDS = f"""exists (select from sharing_assignment a where a.person_id = track.person_id
    and a.user_id = {USER} and a.municipality_id = {MUNICIPALITY} and a.purpose = {PURPOSE}
    and a.capacity in ('lead', 'second', 'work', 'former', 'door')
    and a.since <= houvast_now() and a.until > houvast_now())"""
IS_JOB = f"""{PURPOSE} = 'safety_net' and exists (select from accounts_user job where job.id = {USER}
    and job.is_system and job.municipality_id = {MUNICIPALITY})"""
WATCHES = serves("triage_member", "process_coordinator", "team_lead")

ASKED = {
    "tracks_steers(one uuid)": f"""
  select exists (select from tracks_track track where track.id = one
                 and track.municipality_id = {MUNICIPALITY}
                 and track.destroy_on > houvast_today() and {STEERS})""",
    "tracks_steers_person(one uuid)": f"""
  select exists (select from tracks_track track where track.person_id = one
                 and track.municipality_id = {MUNICIPALITY}
                 and track.destroy_on > houvast_today() and {STEERS})""",
    "tracks_asks(one uuid)": f"""
  select exists (select from tracks_coachoffer where track_id = one and to_user_id = {USER}
                 and state = 'offered' and {LIVE})""",
    "tracks_asks_about(one uuid)": f"""
  select exists (select from tracks_coachoffer where person_id = one and to_user_id = {USER}
                 and state = 'offered' and {LIVE})""",
    "tracks_is_proposed(one uuid)": f"""
  select exists (select from tracks_track where id = one and state = 'proposed' and {LIVE})""",
    "tracks_signal_waits(one uuid)": f"""
  select exists (select from tracks_signal where id = one
                 and state in ('received', 'in_triage') and {LIVE})""",
    "tracks_reported(one uuid)": f"""
  select exists (select from tracks_signal where id = one and entered_by_id = {USER} and {LIVE})""",
    "tracks_waits_about(one uuid, states text[], own boolean)": f"""
  select exists (select from tracks_signal where person_id = one and state = any (states)
                 and (not own or entered_by_id = {USER}) and {LIVE})""",
    "tracks_began_with(signal uuid)": f"""
  select exists (select from tracks_track track join sharing_assignment a
                   on a.person_id = track.person_id
                  where track.signal_id = signal and track.municipality_id = {MUNICIPALITY}
                    and a.user_id = {USER} and a.purpose = {PURPOSE}
                    and a.capacity in ('lead', 'second', 'former')
                    and a.since <= houvast_now() and a.until > houvast_now())""",
    "tracks_rung_concerns(one uuid, signal uuid)": f"""
  select exists (select from tracks_track track where track.id = one
                 and track.municipality_id = {MUNICIPALITY}
                 and track.destroy_on > houvast_today()
                 and ({HOLDS} or {STEERS} or {IS_JOB}))
      or exists (select from tracks_signal about where about.id = signal
                 and about.municipality_id = {MUNICIPALITY}
                 and about.destroy_on > houvast_today()
                 and ({PURPOSE} = 'intake' and (about.entered_by_id = {USER} or {WATCHES})
                      or {IS_JOB}))""",
}


def asked(signature, body):
    return migrations.RunSQL(
        f"create function {signature} returns boolean language sql stable security definer"
        f" set search_path = public, pg_temp as $${body} $$",
        f"drop function {signature}",
    )


class Migration(migrations.Migration):
    dependencies = [("tracks", "0001_initial"), ("sharing", "0002_policies")]
    operations = [asked(signature, body) for signature, body in ASKED.items()]
