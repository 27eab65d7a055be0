"""The compartment of Veiligheid in the crowd: a row of each of its tables about everybody.

In the first municipality the grounds of the mayor hold, in the other they are switched off.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from houvast.accounts.rules import InformationClass, Role
from houvast.sharing.rules import Standing, Verb

NAME, SIGNAL = "cooperation_safetyname", "cooperation_safetysignal"
POLICE, OFFER = "cooperation_policefacts", "cooperation_helpoffer"
ASKED = {
    NAME: (InformationClass.ID, Verb.SEE),
    SIGNAL: (InformationClass.SF, Verb.SEE),
    POLICE: (InformationClass.PJ, Verb.SEE),
    OFFER: (InformationClass.SH, Verb.SEE),
}
KEY = {NAME: "person_id", POLICE: "signal_id"}
"""The primary key, where it is not `id`."""
OFFERS = ("decided", "sent", "sent", "refused", "withdrawn")
ZVH = "cooperation_zvhcase"
RUNS = ("referred", "accepted", "ended", "ended")
ON = {"G03": ["ID", "SF", "PR"], "G08": ["PJ"]}


def offered(person: UUID) -> str:
    """How far the offer of help is that was made to somebody."""
    return Random(person.int + 3).choice(OFFERS)


def others(last: dict[str, date]) -> Iterator[tuple[str, date]]:
    """The tables that are none of these, each with its last day."""
    yield from ((table, day) for table, day in last.items() if table not in ASKED)


@cache
def at_zvh(person: UUID) -> str:
    """How far somebody's case is at a Zorg- en Veiligheidshuis."""
    return Random(person.int + 5).choice(RUNS)


def only_kept(table: str, kind: InformationClass, person: UUID) -> bool:
    """Whether what this table says of a person is only kept, because his case is there."""
    facts = table in (SIGNAL, POLICE) or (
        table == "cooperation_sharedfact" and kind in (InformationClass.SF, InformationClass.PJ)
    )
    shared = table not in (SIGNAL, POLICE)
    both = kept(person, "signal") and kept(person, "offer")
    return facts and bool(shared or both) and at_zvh(person) != "ended"


@cache
def kept(person: UUID, end: str) -> UUID | None:
    """The key at one end of an offer; either end is sometimes not there, so that each is asked."""
    there = Random(person.int + 9).choice(("signal offer", "signal offer", "signal", "offer"))
    return person if end in there.split() else None


def rows(people: Iterable[Any]) -> dict[str, list[dict[str, Any]]]:
    """What the policies look at; every key is that of the person."""
    found: dict[str, list[dict[str, Any]]] = {one: [] for one in (*ASKED, ZVH)}
    for one in people:
        for table in ASKED:
            row = {"municipality_id": one.place, "controller": "burgemeester"}
            row |= {"destroy_on": one.last[table], KEY.get(table, "id"): one.id}
            row |= {} if table == OFFER else {"person_id": one.id}
            row |= {"signal_id": kept(one.id, "signal")} if table == OFFER else {}
            row |= {"state": offered(one.id)} if table == OFFER else {}
            row |= {"offer_id": kept(one.id, "offer")} if table == SIGNAL else {}
            found[table].append(row)
        beside = {"id": one.id, "municipality_id": one.place, "person_id": one.id}
        found[ZVH].append(beside | {"track_id": one.id, "state": at_zvh(one.id)})
    return found


def grounds(places: list[UUID]) -> Iterator[dict[str, Any]]:
    """The grounds of the mayor: on where somebody looks, and off elsewhere."""
    for place in places:
        status = "enabled" if place == places[0] else "disabled"
        for code, kinds in ON.items():
            made = UUID(int=Random(f"{place}{code}").getrandbits(128), version=4)
            row = {"id": made, "municipality_id": place, "code": code, "status": status}
            row |= {"controllers": ["burgemeester"], "kinds": kinds, "state": "in_force"}
            yield row | {"purposes": ["safety_triage"]}


def standings(table: str, person: UUID, role: Role) -> Iterator[tuple[Standing, bool]]:
    """How somebody in a role stands to what this table says of a person."""
    if role is Role.SAFETY_TRIAGE:
        yield Standing.TRIAGE, table == OFFER
    if table == OFFER and role is Role.TRIAGE_MEMBER:
        yield Standing.TRIAGE, offered(person) == "sent"
    if table == OFFER and role is Role.PRIVACY_OFFICER:
        yield Standing.RIGHTS, False
    if table == OFFER and role is Role.FG:
        yield Standing.OVERSIGHT, False
