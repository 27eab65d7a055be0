"""Access that reads a file lasts a quarter unless somebody looks at it, and never beyond its term.

What lapsed keeps no moment: who steers does, within the hour, as of a role that lapsed (0082).
"""

from django.db import migrations

from houvast.database.policies import MUNICIPALITY, USER, purpose

JOB = (
    f"{purpose('safety_net')} and exists (select from accounts_user job where job.id = {USER}"
    f" and job.is_system and job.municipality_id = {MUNICIPALITY})"
)

LASTS = """
create function tracks_access_lasts() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare months integer;
begin
  new.kept_for := coalesce(new.kept_for, '');
  if new.capacity not in ('lead', 'work') then
    new.term_ends := new.until;
    return new;
  end if;
  select (tracks_terms_on(one.id, houvast_today())).review_months into months
    from accounts_programme one where one.municipality_id = new.municipality_id
   order by one.name limit 1;
  new.term_ends := least(coalesce(new.term_ends, new.until),
                         new.since + make_interval(months => coalesce(months, 6)));
  new.until := least(new.until, new.term_ends, new.since + interval '92 days');
  return new;
end $$;
create trigger access_lasts before insert on sharing_assignment
  for each row execute function tracks_access_lasts();
create function tracks_term_stays() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if old.term_ends is not null and (new.term_ends, new.kept_for)
     is distinct from (old.term_ends, old.kept_for) then
    raise exception 'the term of access stays as it was agreed'
      using errcode = 'check_violation', constraint = 'term_of_access_stays';
  end if;
  return new;
end $$;
create trigger term_stays before update of term_ends, kept_for on sharing_assignment
  for each row execute function tracks_term_stays();
"""
LASTS_UNDO = """
drop function tracks_access_lasts cascade;
drop function tracks_term_stays cascade
"""

FROM_TODAY = """
update sharing_assignment set term_ends = until,
    until = case when capacity in ('lead', 'work') and until > houvast_now()
      then least(until, greatest(since, houvast_now()) + interval '92 days') else until end
 where term_ends is null
"""  # what lives today counts from today, and never ends later than it would have

ADDRESSED = """
create or replace function tracks_address_moments() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare homeward integer; away integer;<DECLARED>
begin
  if not ({JOB}) then return 0; end if;
  update tracks_nextmoment m set held_by_id = t.lead_coach_id
    from tracks_track t join accounts_user u on u.id = t.lead_coach_id
   where t.id = m.track_id and m.state = 'planned' and m.held_by_id <> t.lead_coach_id
     and m.municipality_id = {MUNICIPALITY} and u.suspended_at is null
     and not tracks_away(t.lead_coach_id, greatest(m.due, houvast_today()))
     and exists (select from tracks_deputy d join tracks_leave l on l.id = d.leave_id
                  where d.user_id = m.held_by_id and l.user_id = t.lead_coach_id
                    and d.until <= houvast_now());
  get diagnostics homeward = row_count;
  update tracks_nextmoment m set held_by_id = m.held_by_id
   where m.state = 'planned' and m.municipality_id = {MUNICIPALITY}
     and (m.due < houvast_today() and tracks_away(m.held_by_id, houvast_today())
       or m.held_by_id in (select held_by_id from tracks_nextmoment
                where state = 'planned' and municipality_id = {MUNICIPALITY}
                group by held_by_id having tracks_out_of_role(held_by_id)));
  get diagnostics away = row_count;<LAPSED>
  return homeward + away<COUNTED>;
end $$
"""  # as in 0082
LAPSED = """
  update tracks_nextmoment m
     set held_by_id = tracks_untied_keeper(m.person_id, m.held_by_id, greatest(m.due, houvast_today()))
    from tracks_track t
   where t.id = m.track_id and m.state = 'planned' and m.municipality_id = {MUNICIPALITY}
     and m.held_by_id = t.lead_coach_id and t.state in ('open', 'aftercare')
     and not exists (select from sharing_assignment a
                      where a.person_id = m.person_id and a.user_id = m.held_by_id
                        and a.capacity = 'lead' and a.until > houvast_now())
     and m.held_by_id <> tracks_untied_keeper(m.person_id, m.held_by_id,
                                              greatest(m.due, houvast_today()));
  get diagnostics lapsed = row_count;"""


def addressed(declared: str, lapsed: str, counted: str) -> str:
    """The function with what access that lapsed adds to it."""
    words = ADDRESSED.replace("<DECLARED>", declared).replace("<COUNTED>", counted)
    words = words.replace("<LAPSED>", lapsed).replace("{JOB}", JOB)
    return words.replace("{MUNICIPALITY}", MUNICIPALITY)


class Migration(migrations.Migration):
    dependencies = [("tracks", "0084_role_given_notice"), ("sharing", "0018_access_is_looked_at")]

    operations = [
        migrations.RunSQL(LASTS, LASTS_UNDO),
        migrations.RunSQL(FROM_TODAY, migrations.RunSQL.noop),
        migrations.RunSQL(
            addressed(" lapsed integer;", LAPSED, " + lapsed"), addressed("", "", "")
        ),
    ]
