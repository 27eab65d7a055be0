"""Who was asked, or entered a signal, stands like that only in a role that does such work."""

from django.db import migrations

from houvast.database.policies import (
    MUNICIPALITY,
    PURPOSE,
    USER,
    here,
    purpose,
    seen_anew,
    serves,
)

COACH = f" and {serves('outreach_coach', 'work_coach')}"
ENTERS = serves(
    *("outreach_coach", "work_coach", "team_lead", "process_coordinator"),
    *("triage_member", "experience_expert", "standing_partner"),
)
HERE = f"municipality_id = {MUNICIPALITY}"
KEPT = f"{HERE} and destroy_on > houvast_today()"
ASKED = f"to_user_id = {USER} and state = 'offered'"
OWN = f"{here('tracks_signal')} and {purpose('intake')} and entered_by_id = {USER}"


def standing(name: str, arguments: str, question: str, only: str) -> migrations.RunSQL:
    """How somebody stands to a person or track: now only in such a role, and back as it was."""

    def written(body: str) -> str:
        return f"""
create or replace function {name}({arguments}) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists ({question}){body} $$
"""

    return migrations.RunSQL(written(only), written(""))


def asked(name: str, table: str, column: str, kept: str) -> migrations.RunSQL:
    """Who is asked to become the coach."""
    question = f"select from {table} where {column} = one and {ASKED} and {kept}"
    return standing(name, "one uuid", question, COACH)


class Migration(migrations.Migration):
    dependencies = [
        ("tracks", "0059_proposals_are_agreed"),
        ("sharing", "0006_only_in_a_role"),
    ]

    operations = [
        asked("tracks_asks", "tracks_coachoffer", "track_id", KEPT),
        asked("tracks_asks_about", "tracks_coachoffer", "person_id", KEPT),
        asked("tracks_hands_over", "tracks_handover", "track_id", HERE),
        asked("tracks_hands_over_person", "tracks_handover", "person_id", HERE),
        standing(
            "tracks_began_with",
            "signal uuid",
            "select from tracks_track track join sharing_assignment a"
            " on a.person_id = track.person_id where track.signal_id = signal"
            f" and track.municipality_id = {MUNICIPALITY} and a.user_id = {USER}"
            f" and a.purpose = {PURPOSE} and a.capacity in ('lead', 'second', 'former')"
            " and a.since <= houvast_now() and a.until > houvast_now()",
            COACH,
        ),
        standing(
            "tracks_reported",
            "one uuid",
            f"select from tracks_signal where id = one and entered_by_id = {USER} and {KEPT}",
            f" and {ENTERS}",
        ),
        standing(
            "tracks_waits_about",
            "one uuid, states text[], own boolean",
            "select from tracks_signal where person_id = one and state = any (states)"
            f" and (not own or entered_by_id = {USER}) and {KEPT}",
            f" and (not own or {ENTERS})",
        ),
        seen_anew("tracks_signal", "seen_by_reporter", OWN, f"{OWN} and {ENTERS}"),
    ]
