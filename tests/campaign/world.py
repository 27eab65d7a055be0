"""What the campaign looks at between two steps: the rows themselves, read as their owner.

It does not ask the product how the product is doing. The promise is checked by SQL of its own.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import psycopg

BROKEN = """
select 'a glance differs' what, t from tracks_glances_that_differ() t
union all select 'P1 lead not active' what, t.id from tracks_track t join accounts_user u
  on u.id = t.lead_coach_id where t.state <> 'closed' and not u.is_active
union all
select 'P1 history', t.id from tracks_track t where t.state <> 'closed' and t.lead_coach_id is
  distinct from (select user_id from tracks_leadcoachhistory h
                 where h.track_id = t.id and h.until is null)
union all
select 'P1 two open tracks', min(t.id::text)::uuid from tracks_track t where t.state <> 'closed'
  group by person_id having count(*) > 1
union all
select 'P1 lead without access', t.id from tracks_track t where t.state in ('open', 'aftercare')
  and not exists (select from sharing_assignment a where a.person_id = t.person_id
    and a.user_id = t.lead_coach_id and a.capacity = 'lead' and a.until > houvast_now())
  and not exists (select from tracks_rung r where r.track_id = t.id and r.cause = 'review'
                  and r.state = 'raised')
union all
select 'P1 two leads with access', min(t.id::text)::uuid from tracks_track t
  join sharing_assignment a on a.person_id = t.person_id and a.capacity = 'lead'
  and a.until > houvast_now() where t.state <> 'closed' group by t.id having count(*) > 1
union all
select 'P2 not one moment', t.id from tracks_track t where t.state in ('open', 'aftercare')
  and 1 <> (select count(*) from tracks_nextmoment m where m.track_id = t.id
            and m.state = 'planned')
union all
select 'P2 moment without a running track', m.track_id from tracks_nextmoment m
  join tracks_track t on t.id = m.track_id
  where m.state = 'planned' and t.state in ('proposed', 'closed')
union all
select 'P2 stale and not on the ladder', m.track_id from tracks_nextmoment m
  join tracks_track t on t.id = m.track_id
  where m.state = 'planned' and (select max(next_moment_grace) from tracks_promise p
    where p.programme_id = t.programme_id and p.version in (
      (select max(version) from tracks_promise o where o.programme_id = t.programme_id
        and o.valid_from <= (select houvast_today())),
      (select max(version) from tracks_promise o where o.programme_id = t.programme_id
        and o.valid_from < (select houvast_today())))) < (select count(*) from accounts_workingday d
    where d.municipality_id = m.municipality_id and d.is_open and d.day > m.due
    and d.day <= (select houvast_today()))
  and not exists (select from tracks_rung r where r.track_id = m.track_id
                  and r.cause = 'moment' and r.state = 'raised')
union all
select 'P3 proposed without holder or dates', t.id from tracks_track t where t.state = 'proposed'
  and (t.first_attempt_on is null or t.accept_by is null)
union all
select 'P8 kept by who may not come in', m.track_id from tracks_nextmoment m
  join accounts_user u on u.id = m.held_by_id where m.state = 'planned'
  and (u.suspended_at is not null or not u.is_active)
union all
select 'P8 kept by somebody whose contract ended', m.track_id from tracks_nextmoment m
  where m.state = 'planned' and accounts_hired_until(m.held_by_id) < (select houvast_today())
union all
select 'P9 kept by somebody who is away', m.track_id from tracks_nextmoment m
  join tracks_leave l on l.user_id = m.held_by_id and l.ended_at is null
  where m.state = 'planned' and m.due >= (select houvast_today())
  and m.due between l.from_on and l.until_on
union all
select 'P9 access of who does not stand in', a.person_id from sharing_assignment a
  where a.capacity = 'second' and a.since <= houvast_now() and a.until > houvast_now()
  and not exists (select from tracks_deputy d join tracks_leave l on l.id = d.leave_id
    join tracks_track t on t.lead_coach_id = l.user_id and t.person_id = a.person_id
    where d.user_id = a.user_id and l.ended_at is null
    and (select houvast_today()) between d.from_on and d.until_on)
union all
select 'P9 a stand-in without access', t.id from tracks_track t
  join tracks_leave l on l.user_id = t.lead_coach_id and l.ended_at is null
  join tracks_deputy d on d.leave_id = l.id
    and (select houvast_today()) between d.from_on and d.until_on
  where t.state in ('open', 'aftercare') and d.until > houvast_now()
  and not exists (select from sharing_assignment a where a.person_id = t.person_id
    and a.user_id = d.user_id and a.since <= houvast_now() and a.until > houvast_now())
union all
select 'P9 away and standing in', d.leave_id from tracks_deputy d
  join tracks_leave of on of.id = d.leave_id and of.ended_at is null
  join tracks_leave own on own.user_id = d.user_id and own.ended_at is null
  where d.until_on >= d.from_on and d.from_on <= own.until_on and d.until_on >= own.from_on
union all
select 'P7 two handovers', min(h.id::text)::uuid from tracks_handover h
  where h.state in ('offered', 'accepted') group by h.track_id having count(*) > 1
union all
select 'P10 stopped without a moment soon', p.track_id from placements_placement p
  join tracks_track t on t.id = p.track_id
  where p.state = 'broken_off' and p.ended_on = (select houvast_today())
  and t.state in ('open', 'aftercare') and t.closed_at is null
  and not exists (select from tracks_nextmoment m where m.track_id = p.track_id
                  and m.planned_at::date >= p.ended_on - 1)
  and not exists (select from tracks_nextmoment m where m.track_id = p.track_id
                  and m.state = 'planned' and m.due <= p.ended_on + 6)
union all
select 'an employer heard a name without a yes', p.track_id from placements_placement p
  where p.state in ('wanted', 'introduced') and not exists (select from placements_consent c
    where c.placement_id = p.id and c.state = 'given')
union all
select 'met without a yes that held', p.track_id from placements_placement p
  where p.introduced_on is not null and not exists (select from placements_consent c
    where c.placement_id = p.id and c.answered_at::date <= p.introduced_on
    and c.until > p.introduced_on)
union all
select 'P11 closed by one person', t.id from tracks_track t where t.state = 'closed'
  and t.close_reason <> 'young_person_stopped' and not exists (select from tracks_closing c
    where c.track_id = t.id and c.state = 'agreed' and c.answered_by_id <> c.proposed_by_id)
  and not exists (select from tracks_merge g where g.other_id = t.id and g.state = 'agreed'
    and g.answered_by_id <> g.proposed_by_id)
union all
select 'T-112 merged away and open', t.id from tracks_track t join tracks_merge g
  on g.other_id = t.id and g.state = 'agreed' where t.state <> 'closed'
union all
select 'T-112 merged away with access', t.id from tracks_track t join tracks_merge g
  on g.other_id = t.id and g.state = 'agreed' where exists (select from sharing_assignment a
    where a.person_id = t.person_id and a.capacity <> 'door'
    and a.until > greatest(a.since, houvast_now()))
union all
select 'aftercare without an end', t.id from tracks_track t
  where t.state = 'aftercare' and t.aftercare_until is null
union all
select 'P12 closed without a door', t.id from tracks_track t where t.state = 'closed'
  and not exists (select from tracks_door d where d.track_id = t.id and d.until is null
                  and d.come_back_on < t.destroy_on)
union all
select '3.14 corrected and still standing', c.track_id from tracks_contact c
  join tracks_contact r on r.replaces_id = c.id where c.state <> 'replaced'
union all
select '3.14 replaced by nothing', c.track_id from tracks_contact c where c.state = 'replaced'
  and not exists (select from tracks_contact r where r.replaces_id = c.id)
union all
select '3.14 counts on a moment that never was', c.track_id from tracks_contact c
  join tracks_nextmoment m on m.id = c.moment_id where (c.state = 'undone') <> (m.state = 'undone')
  and not exists (select from tracks_contact r where r.replaces_id = c.id)
union all
select 'access given to oneself', a.person_id from sharing_assignment a
  where a.granted_by_id = a.user_id
"""
"""Every way in which a committed state would break the promise; healthy is no row at all."""

TRACKS = """
select t.id, t.person_id, t.state, t.lead_coach_id, m.due,
  (select o.id from tracks_coachoffer o where o.track_id = t.id and o.state = 'offered') offer,
  (select o.to_user_id from tracks_coachoffer o
    where o.track_id = t.id and o.state = 'offered') asked,
  h.id handover, h.state handover_state, h.to_user_id receiver,
  (select c.id from tracks_closing c where c.track_id = t.id and c.state = 'proposed') closing,
  (select d.contact_id from tracks_door d where d.track_id = t.id and d.until is null) keeper,
  (select a.id from sharing_assignment a where a.person_id = t.person_id
    and a.granted_by_id is null and a.confirm_by is not null and a.until > houvast_now()
    limit 1) unconfirmed,
  (select p.id from placements_placement p where p.track_id = t.id
    and p.state not in ('ended', 'broken_off', 'not_started') limit 1) placement,
  (select p.state from placements_placement p where p.track_id = t.id
    and p.state not in ('ended', 'broken_off', 'not_started') limit 1) placement_state,
  m.id moment, m.planned_by_id planned_by,
  (select c.id from tracks_contact c where c.track_id = t.id and c.state = 'stands'
    order by c.recorded_at desc limit 1) contact,
  (select g.id from tracks_merge g where g.track_id = t.id and g.state = 'proposed'
    limit 1) merge,
  (select c.id from placements_consent c join placements_placement p on p.id = c.placement_id
    where p.track_id = t.id and c.state = 'asked'
    and p.state not in ('ended', 'broken_off', 'not_started') limit 1) question,
  (select c.id from placements_consent c join placements_placement p on p.id = c.placement_id
    where p.track_id = t.id and c.state = 'given'
    and p.state not in ('ended', 'broken_off', 'not_started') limit 1) yes
from tracks_track t
left join tracks_nextmoment m on m.track_id = t.id and m.state = 'planned'
left join tracks_handover h on h.track_id = t.id and h.state in ('offered', 'accepted')
order by t.proposed_at, t.id
"""
LEAVES = """
select id, user_id from tracks_leave where ended_at is null and until_on >= (select houvast_today())
order by from_on, id
"""
SIGNALS = "select id, state from tracks_signal where state in ('received', 'in_triage') order by id"


@dataclass(frozen=True)
class Seen:
    """One track as it stands."""

    id: UUID
    person: UUID
    state: str
    lead: UUID
    due: Any
    offer: UUID | None
    asked: UUID | None
    handover: UUID | None
    handover_state: str | None
    receiver: UUID | None
    closing: UUID | None
    keeper: UUID | None
    unconfirmed: UUID | None
    placement: UUID | None
    placement_state: str | None
    moment: UUID | None
    planned_by: UUID | None
    contact: UUID | None
    merge: UUID | None
    question: UUID | None
    yes: UUID | None

    @property
    def works(self) -> bool:
        return self.placement_state == "started"

    @property
    def runs(self) -> bool:
        return self.state in ("open", "aftercare")


def tracks(owner: psycopg.Connection[Any]) -> list[Seen]:
    return [Seen(*row) for row in owner.execute(TRACKS)]


def signals(owner: psycopg.Connection[Any], state: str) -> list[UUID]:
    return [key for key, now in owner.execute(SIGNALS) if now == state]


def leaves(owner: psycopg.Connection[Any]) -> list[tuple[UUID, UUID]]:
    return list(owner.execute(LEAVES))


def broken(owner: psycopg.Connection[Any]) -> list[Any]:
    return list(owner.execute(BROKEN))


def _keys(owner: psycopg.Connection[Any], asked: str, *values: Any) -> list[Any]:
    return [key for (key,) in owner.execute(asked, values)]


def out(owner: psycopg.Connection[Any]) -> list[UUID]:
    """Who is suspended, and could be let in again."""
    asked = "select id from accounts_user where suspended_at is not null and is_active order by id"
    return _keys(owner, asked)


def gone(owner: psycopg.Connection[Any]) -> list[UUID]:
    """Whose account was closed."""
    return _keys(owner, "select id from accounts_user where not is_active order by id")


def hired_before(owner: psycopg.Connection[Any]) -> list[UUID]:
    """Whose contract has ended, and with it every role."""
    asked = """select id from accounts_user
      where accounts_hired_until(id) < (select houvast_today()) order by id"""
    return _keys(owner, asked)


def steps(owner: psycopg.Connection[Any], track: UUID, *, left: bool = False) -> list[UUID]:
    """The open steps of a track, or those that were done or dropped."""
    asked = """select id from tracks_step where track_id = %s and (state <> 'open') = %s
      order by made_at, id"""
    return _keys(owner, asked, track, left)


def unmeasured(owner: psycopg.Connection[Any]) -> list[UUID]:
    """The tracks without a first measurement."""
    asked = """select id from tracks_track t where not exists (
      select from tracks_measurement m where m.track_id = t.id) order by proposed_at, id"""
    return _keys(owner, asked)


def closed_day(owner: psycopg.Connection[Any]) -> date | None:
    """A day that lies ahead, closed by the municipality."""
    asked = """select day from accounts_workingday where closed_by_id is not null
      and day > (select houvast_today()) order by day limit 1"""
    return next(iter(_keys(owner, asked)), None)


def check_ins(owner: psycopg.Connection[Any]) -> list[tuple[UUID, UUID]]:
    """Check-ins that are due, each with its track."""
    return list(
        owner.execute("""select id, track_id from placements_aftercaremoment
      where state = 'planned' and due <= (select houvast_today()) order by due, id""")
    )


def marks(owner: psycopg.Connection[Any]) -> list[tuple[UUID, UUID]]:
    """Marks at which it is asked whether the work lasted, each with its track."""
    return list(
        owner.execute("""select id, track_id from placements_retention
      where answer = '' and due <= (select houvast_today()) order by due, id""")
    )


def referred(owner: psycopg.Connection[Any]) -> list[UUID]:
    """Signals passed on of which nobody has said that they arrived."""
    return _keys(
        owner,
        """select id from tracks_signal where state = 'referred'
      and referral_confirmed_on is null order by id""",
    )


def deputy(owner: psycopg.Connection[Any]) -> UUID | None:
    """Who is the deputy of the coordinator now."""
    asked = """select user_id from accounts_membership where is_deputy
      and until > (select houvast_now()) order by 1"""
    return next(iter(_keys(owner, asked)), None)


def absences(owner: psycopg.Connection[Any]) -> list[UUID]:
    """The tracks whose young person is away for a while."""
    return _keys(owner, "select track_id from tracks_absence where ended_at is null order by 1")


def helped(owner: psycopg.Connection[Any]) -> dict[UUID, UUID]:
    """The persons whom a work coach helps, and who that is."""
    asked = """select a.person_id, a.user_id from sharing_assignment a join tracks_track t
      on t.person_id = a.person_id and t.state in ('open', 'aftercare')
      where a.capacity = 'work' and a.until > (select houvast_now()) order by 1"""
    return dict(owner.execute(asked).fetchall())


def companions(owner: psycopg.Connection[Any]) -> list[tuple[UUID, str, UUID, UUID]]:
    """Agreements with an experience expert that live: state, lead coach and track of each."""
    asked = """select c.id, c.state, t.lead_coach_id, t.id from tracks_companionship c
      join tracks_track t on t.id = c.track_id where c.state in ('proposed', 'introduced')
      order by c.asked_at, c.id"""
    return list(owner.execute(asked))


def noted(owner: psycopg.Connection[Any]) -> UUID | None:
    """The meeting with an expert that was noted last."""
    asked = """select id from tracks_companionsession where state in ('held', 'not_held')
      order by made_at desc limit 1"""
    return next(iter(_keys(owner, asked)), None)


def trial_days(owner: psycopg.Connection[Any]) -> list[UUID]:
    """The placements for which a trial day is planned, today or earlier."""
    asked = """select placement_id from placements_trialday where state = 'planned'
      and day <= (select houvast_today()) order by day, 1"""
    return _keys(owner, asked)
