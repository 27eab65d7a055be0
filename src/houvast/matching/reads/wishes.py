"""The work wishes of a track as they count now, ready for the rules."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.employers.rules.skills import Skill
from houvast.employers.rules.states import Answer, ConditionCode, OfferCode, Sector, WorkKind
from houvast.errors import NotAllowed
from houvast.matching.models import WorkWishes
from houvast.matching.rules.codes import TravelMode
from houvast.matching.rules.sides import Wishes
from houvast.matching.rules.week import at_school
from houvast.matching.rules.wished import Wished
from houvast.reference.reads.occupations import works_column, works_in
from houvast.reference.rules.search import Work
from houvast.tracks.reads.files import TrackFile, read_file


@dataclass(frozen=True, slots=True)
class KnownWishes:
    """The version that counts now: which one, since when, and written down by whom."""

    id: UUID
    at: datetime
    made_by: str
    wished: Wished
    works: tuple[Work, ...] = ()
    """The occupations that were chosen by name, by name."""


FIELDS = (
    "id",
    "at",
    "own_words",
    "occupations",
    "sectors",
    "never_kinds",
    "never_sectors",
    "can",
    "learns",
    "facts_yes",
    "facts_no",
    "facts_seen",
    "needs",
    "free",
    "busy",
    "school_days",
    "school_hours",
    "hours_least",
    "hours_most",
    "pc4",
    "modes",
    "minutes",
    "earliest",
)
SETS: dict[str, type] = {
    "occupations": str,
    "sectors": Sector,
    "never_kinds": WorkKind,
    "never_sectors": Sector,
    "can": Skill,
    "learns": Skill,
    "needs": OfferCode,
    "modes": TravelMode,
}
PLAIN = ("free", "busy", "school_days", "school_hours", "hours_least", "hours_most", "pc4")


@dataclass(frozen=True, slots=True)
class WishesPage:
    """The file with the wishes that count now, to fill in."""

    file: TrackFile
    known: KnownWishes | None


def wishes_page(by: Actor, track_id: UUID) -> WishesPage:
    """The wishes of one young person. Raises NotFound, NotAllowed."""
    with recorded(by, "matching.wishes_viewed", track_id) as act:
        file = read_file(by, track_id, act)
        if not file.sees_work:
            raise NotAllowed("WP_see")
        return WishesPage(file, latest_wishes(track_id))


def wishes_column() -> Subquery:
    """SQL: the version of a track that counts now, as one JSON object for an annotation."""
    rows = WorkWishes.objects.filter(track=OuterRef("pk")).order_by("-at", "pk")
    fields: dict[str, Any] = {name: name for name in FIELDS} | {"made_by": "made_by__name"}
    fields |= {"works": works_column("concepts")}
    return Subquery(rows.values(one=JSONObject(**fields))[:1])


def latest_wishes(track_id: UUID) -> KnownWishes | None:
    """The version that counts now; only inside an act, which leaves the entry."""
    rows = WorkWishes.objects.filter(track=track_id).order_by("-at", "pk")
    row = rows.values(*FIELDS, by=F("made_by__name"), works=works_column("concepts")).first()
    return _known(row | {"made_by": row["by"]}) if row else None


def wishes_called(rows: "QuerySet[WorkWishes]") -> dict[UUID, KnownWishes]:
    """These versions by their key; only inside an act, which leaves the entry."""
    found = rows.values(*FIELDS, by=F("made_by__name"), works=works_column("concepts"))
    return {row["id"]: _known(row | {"made_by": row["by"]}) for row in found}


def known_wishes(row: dict[str, Any] | None) -> KnownWishes | None:
    """What `wishes_column` gave, as values of the rules."""
    if row is None:
        return None
    plain = {
        "id": UUID(row["id"]),
        "at": datetime.fromisoformat(row["at"]),
        "earliest": date.fromisoformat(row["earliest"]) if row["earliest"] else None,
    }
    return _known(row | plain)


def for_rules(known: KnownWishes | None, birth_date: date | None) -> Wishes:
    """What the rules read: with the birth date, and with school among what is not free."""
    wishes = known.wished.wishes if known else Wishes()
    busy = wishes.busy | at_school(wishes.school_days)
    return replace(wishes, birth_date=birth_date, busy=busy, free=wishes.free & ~busy)


def _known(row: dict[str, Any]) -> KnownWishes:
    facts = {ConditionCode(one): Answer.YES for one in row["facts_yes"]}
    facts |= {ConditionCode(one): Answer.NO for one in row["facts_no"]}
    sets: dict[str, Any] = {
        name: frozenset(kind(one) for one in row[name]) for name, kind in SETS.items()
    }
    wishes = Wishes(
        facts=facts,
        minutes=row["minutes"],
        earliest=row["earliest"],
        **sets,
        **{name: row[name] for name in PLAIN},
    )
    seen = frozenset(ConditionCode(one) for one in row["facts_seen"])
    works = tuple(sorted(map(works_in, row["works"]), key=lambda one: one.name))
    concepts = frozenset(one.concept for one in works)
    wished = Wished(wishes, seen, row["own_words"], concepts)
    return KnownWishes(row["id"], row["at"], row["made_by"], wished, works)
