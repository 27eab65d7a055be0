"""Files that belong to nobody, as the auditor knows them: on a connection of his own.

A mark is a proposal of the privacy officer, to which the security officer says yes with a code. The
file itself is made like every other, by a colleague who knows, so nothing in it is invented later.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from houvast.accounts.reads import safety_net
from houvast.audit.actions import recorded
from houvast.watching.rules.honey import CODE_LENGTH, CODE_LETTERS, HoneyPlace, hashed

Connection = psycopg.Connection[Any]

GIVEN = (
    *("Daan", "Emma", "Sem", "Julia", "Noah", "Sophie", "Finn", "Lisa", "Milan", "Anna"),
    *("Thomas", "Sara", "Lucas", "Eva", "Jesse", "Lotte", "Bram", "Iris", "Tim", "Sanne"),
    *("Ayoub", "Yasmine", "Mohammed", "Fatima", "Youssef", "Amina", "Dylan", "Naomi"),
)
FAMILY = (
    *("de Jong", "Jansen", "de Vries", "van den Berg", "van Dijk", "Bakker", "Janssen"),
    *("Visser", "Smit", "Meijer", "de Boer", "Mulder", "de Groot", "Bos", "Vos", "Peters"),
    *("Hendriks", "van Leeuwen", "Dekker", "Brouwer", "de Wit", "Dijkstra", "Yilmaz"),
    *("Kaya", "Demir", "Aydin"),
)
"""So common that such a name points at nobody."""
YOUNGEST, OLDEST = 17 * 365, 25 * 365

FILES = """
select id, municipality_id, place, subject, auditor.honey_name(keeper_id), state, until, why_not,
  auditor.honey_name(proposed_by), auditor.honey_name(agreed_by), agreed_at
from auditor.honey_file where ended_at is null order by municipality_id, place, proposed_at
"""
TOUCHES = """
select e.at, auditor.honey_name(e.actor_id), e.role, e.verb, e.refusal
from auditor.honey_file f join audit_entry e on e.municipality_id = f.municipality_id
  and (e.subject in (f.subject, f.person_id) or e.shown = array[f.person_id])
where f.id = %s and e.at >= f.agreed_at and e.actor_id <> f.keeper_id and e.role <> 'system'
order by e.at desc limit 20
"""


class Unfit(Exception):
    """Why it cannot be done, in words for who asked."""


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody who is nobody."""

    given: str
    family: str
    born: date


@dataclass(frozen=True, slots=True)
class HoneyFile:
    """A mark, and how the file that it is on stands."""

    id: UUID
    municipality: UUID
    place: HoneyPlace
    subject: UUID
    keeper: str
    state: str
    until: date
    why_not: str
    proposed_by: str
    agreed_by: str | None
    agreed_at: datetime | None


@contextmanager
def as_auditor(url: str) -> Iterator[Connection]:
    """The auditor, who reads the trail and these marks, and no file."""
    with psycopg.connect(url) as auditor:
        yield auditor


def today(auditor: Connection) -> date:
    """The day of the one clock."""
    day: date = auditor.execute("select houvast_today()").fetchall()[0][0]
    return day


def names(number: int, today: date) -> list[Name]:
    """Names that nobody was thought of with; who makes the file asks first whether one is known."""
    days = OLDEST - YOUNGEST
    return [
        Name(
            secrets.choice(GIVEN),
            secrets.choice(FAMILY),
            today - timedelta(days=YOUNGEST + secrets.randbelow(days)),
        )
        for _ in range(number)
    ]


def propose(auditor: Connection, place: HoneyPlace, subject: UUID, who: str) -> str:
    """Propose to mark a file; gives the code with which a second person says yes. Raises Unfit."""
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    asked = [place.value, subject, who, hashed(code)]
    try:
        auditor.execute("select auditor.honey_propose(%s, %s, %s, %s)", asked)
    except psycopg.errors.UniqueViolation:
        raise Unfit("this file is marked already") from None
    except psycopg.Error as error:
        raise Unfit(error.diag.message_primary or "the database refused it") from error
    return code


def files(auditor: Connection) -> list[HoneyFile]:
    """All marks that stand, with how their files stand now; that it was asked is in the trail."""
    auditor.execute("select auditor.honey_refreshed()")
    rows = auditor.execute(FILES).fetchall()
    for place in {row[1] for row in rows}:
        with recorded(safety_net(place), "watching.honey_listed"):
            pass
    return [HoneyFile(row[0], row[1], HoneyPlace(row[2]), *row[3:]) for row in rows]


def touches(auditor: Connection, file: UUID) -> list[tuple[Any, ...]]:
    """Who did what to it since it was agreed, the latest first; not who keeps it."""
    return auditor.execute(TOUCHES, [file]).fetchall()


def end(auditor: Connection, file: UUID, who: str) -> bool:
    """Take the mark off. What was found with it stays, and so does the file."""
    row = auditor.execute("select auditor.honey_end(%s, %s)", [file, who]).fetchone()
    return bool(row and row[0])
