"""A reference to a Zorg- en Veiligheidshuis is the coordinator's; safety facts are only kept by then.

It is asked of a function for each fact of safety, police or justice, because nobody who reads such
a fact sees the reference.
"""

from django.db import migrations

from houvast.database.policies import (
    APP,
    MUNICIPALITY,
    OWNER,
    USER,
    changed,
    closed_to_who_is_near,
    force,
    here,
    policy,
    purpose,
    seen_by_triggers,
    serves,
)

CASE, FACT = "cooperation_zvhcase", "cooperation_sharedfact"
SIGNAL, POLICE, OFFER = (
    *("cooperation_safetysignal", "cooperation_policefacts"),
    "cooperation_helpoffer",
)
HERE = f"municipality_id = {MUNICIPALITY}"
STEERS = f"{purpose('process_steering')} and {serves('process_coordinator')}"
GROUND = f"sharing_ground_holds({MUNICIPALITY}, 'G10', 'college', 'PR', 'process_steering')"

KEPT = f"""
create function cooperation_in_zvh(track uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from {CASE} one where one.track_id = track and one.state <> 'ended')
$$;
create function cooperation_offer_in_zvh(one uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from {OFFER} o join tracks_track t on t.signal_id = o.signal_id
                  where o.id = one and cooperation_in_zvh(t.id))
$$;
create function cooperation_signal_in_zvh(one uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from {SIGNAL} s where s.id = one and cooperation_offer_in_zvh(s.offer_id))
$$;
"""  # security definer: a yes or no about a row that one was about to see

MOVES = f"""
create function cooperation_zvh_moves() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare goes text[] := array['state', 'accepted_on', 'until_on', 'ended_by_id', 'destroy_on'];
begin
  if tg_op = 'INSERT' then
    if new.state <> 'referred' or not {GROUND} then
      raise exception 'a case goes up on its ground'
        using errcode = 'check_violation', constraint = 'a_zvh_case_begins_on_its_ground';
    end if;
    return new;
  end if;
  if to_jsonb(new) - goes is distinct from to_jsonb(old) - goes
     or (old.state = 'ended' and to_jsonb(new) - 'destroy_on'
         is distinct from to_jsonb(old) - 'destroy_on')
     or (new.state <> old.state and (old.state, new.state) not in
         (('referred', 'accepted'), ('referred', 'ended'), ('accepted', 'ended'))) then
    raise exception 'a reference stays as it was'
      using errcode = 'check_violation', constraint = 'a_zvh_case_stays';
  end if;
  return new;
end $$;
create trigger moves before insert or update on {CASE}
  for each row execute function cooperation_zvh_moves();
create function cooperation_zvh_destroyed() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update {CASE} set destroy_on = new.destroy_on where track_id = new.id;
  return null;
end $$;
create trigger zvh_destroyed_together after update of destroy_on on tracks_track
  for each row when (old.destroy_on is distinct from new.destroy_on)
  execute function cooperation_zvh_destroyed();
"""  # security definer: the ground is asked and the day moves, whoever acts


def only_kept(table, free):
    return migrations.RunSQL(
        f"create policy not_while_only_kept on {table} as restrictive for all to {APP}"
        f" using ({free})",
        f"drop policy not_while_only_kept on {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0013_zvh")]

    operations = [
        force(CASE),
        seen_by_triggers(CASE),
        closed_to_who_is_near(CASE, "person_id"),
        policy(CASE, "destroyed_with_the_track", "update", OWNER, "true"),
        policy(CASE, "seen_by_coordinator", "select", APP, f"{here(CASE)} and {STEERS}"),
        policy(
            CASE,
            "referred_by_coordinator",
            "insert",
            APP,
            f"{HERE} and referred_by_id = {USER} and state = 'referred' and {STEERS}",
        ),
        changed(CASE, "moved_by_coordinator", f"{here(CASE)} and {STEERS}", HERE),
        migrations.RunSQL(
            f"alter table {CASE} add constraint {CASE}_of_person foreign key"
            " (track_id, person_id) references tracks_track (id, person_id)",
            f"alter table {CASE} drop constraint {CASE}_of_person",
        ),
        migrations.RunSQL(
            KEPT,
            "drop function cooperation_signal_in_zvh; drop function cooperation_offer_in_zvh;"
            " drop function cooperation_in_zvh",
        ),
        migrations.RunSQL(
            MOVES,
            "drop function cooperation_zvh_moves cascade;"
            " drop function cooperation_zvh_destroyed cascade",
        ),
        only_kept(FACT, "kind not in ('SF', 'PJ') or not cooperation_in_zvh(track_id)"),
        only_kept(SIGNAL, "offer_id is null or not cooperation_offer_in_zvh(offer_id)"),
        only_kept(POLICE, "not cooperation_signal_in_zvh(signal_id)"),
    ]
