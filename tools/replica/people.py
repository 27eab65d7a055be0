"""Who looks: coaches at files and lists, and a manager at numbers."""

from collections import defaultdict

import psycopg
from django.test import Client
from django.urls import reverse

from houvast.accounts.models import User
from houvast.accounts.rules import COACHES, Role
from houvast.bench.browser import Browser
from houvast.bench.viewers import Viewer
from tools.replica.looks import Person, as_set, seen

PEOPLE, FILES = 50, 3
HELD = """
select a.user_id, t.id from sharing_assignment a join tracks_track t on t.person_id = a.person_id
where a.since <= now() and a.until > now()
"""
SERVING = """
select m.user_id, m.role, count(*) from accounts_membership m join tracks_track t
on t.lead_coach_id = m.user_id and t.state = 'open'
where m.until > now() and m.role = any(%s) group by 1, 2 order by 3 desc, 1 limit %s
"""
MANAGER = """
select user_id from accounts_membership where role = 'programme_manager' and until > now()
order by user_id limit 1
"""
Admin = psycopg.Connection[tuple[object, ...]]


def coaches(admin: Admin) -> list[Person]:
    """Fifty coaches who are signed in, with what each of them may see."""
    held = defaultdict(set)
    for user, track in admin.execute(HELD).fetchall():
        held[user].add(track)
    roles = [one.value for one in COACHES]
    serving = admin.execute(SERVING, [roles, PEOPLE]).fetchall()
    others = {user: sorted(held[user], key=str)[0] for user, *_ in serving}
    people = []
    for at, (user, role, _) in enumerate(serving):
        beyond = others[serving[(at + 1) % len(serving)][0]]
        own = sorted(held[user], key=str)[:FILES]
        person, client = _signed_in(user, Role(role), as_set(held[user]))
        files = [reverse(name, args=[one]) for one in own for name in ("track", "log_contact")]
        lists = [reverse(name) for name in ("today", "young_people", "tasks", "contact")]
        for path in (*files, *lists, reverse("track", args=[beyond])):
            answer = client.get(path)
            person.expected[path] = seen(answer.status_code, answer.content.decode())
        people.append(person)
    return people


def manager(admin: Admin) -> Person:
    """Who steers the programme: sees numbers, and no young person."""
    [(user,)] = admin.execute(MANAGER).fetchall()
    return _signed_in(user, Role.PROGRAMME_MANAGER, frozenset())[0]


def _signed_in(user: object, role: Role, holds: frozenset[str]) -> tuple[Person, Client]:
    browser = Browser(Viewer(user, role, ()))
    cookie = f"sessionid={browser.client.session.session_key}"
    return Person(User.objects.get(pk=user).name, cookie, holds), browser.client
