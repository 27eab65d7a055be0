"""Which rows come once per municipality, district, colleague or copy, and whose they are."""

from enum import StrEnum

from django.apps import apps
from django.db.models import Model

from houvast.accounts import models as accounts
from houvast.areas.models import ProgrammeLink
from houvast.audit.models import Anchor, Entry, ProcessingLine, Seal, Waiting, Witnessed
from houvast.capture.models import Labels, OutreachPlace
from houvast.employers.models import Demand, Employer, MissingWorkplace
from houvast.evidence.models import CardVersion
from houvast.people.models import Person
from houvast.placements.models import Consent, ProgrammeCount
from houvast.plans import models as plans
from houvast.sharing.models import Ground, Partnership, RoleReview
from houvast.tracks import models as tracks
from houvast.watching.models import Agreement, Limit, RoleHours

Table = type[Model]


class Once(StrEnum):
    """How often a row of the example is there again; the value is the column with its key."""

    PLACE = "place_key"
    DISTRICT = "district_key"
    COLLEAGUE = "squad_key"
    COPY = "copy_key"


PLACE = (
    accounts.Municipality,
    accounts.Organisation,
    accounts.Programme,
    accounts.WorkingDay,
    tracks.Promise,
    tracks.EntryCriterion,
    tracks.LadderRun,
    tracks.LetterSender,
    MissingWorkplace,
    Demand,
    Ground,
    Partnership,
    Limit,
    RoleHours,
    CardVersion,
    ProgrammeLink,
    plans.Document,
    plans.Catalogue,
    plans.Version,
    plans.Passage,
    plans.Reading,
    plans.Suggestion,
    plans.Mark,
    plans.Fact,
    plans.FollowUp,
    plans.QuestionVersion,
    plans.Yardstick,
    plans.YardstickFigure,
    plans.OtherPlan,
    ProgrammeCount,
    Agreement,
    Labels,
)
COLLEAGUE = (
    accounts.User,
    accounts.Membership,
    accounts.HiringContract,
    RoleReview,
    tracks.CompanionCheck,
    tracks.Leave,
    tracks.Deputy,
)
ASKED_LAST = (
    tracks.Track,
    tracks.Absence,
    tracks.Companionship,
    tracks.Merge,
    Consent,
    tracks.Leave,
    tracks.Deputy,
)
"""Their constraint triggers fire for every copy, when everything else stands and has its index.

Those of contacts, moments, rungs, doors and the history of leads ask the same of the same track.
"""


def once(table: Table) -> Once:
    """How often the rows of this table are copied."""
    if table in PLACE:
        return Once.PLACE
    if table in (accounts.Team, OutreachPlace):
        return Once.DISTRICT
    return Once.COLLEAGUE if table in COLLEAGUE else Once.COPY


PUBLIC = ("reference", "areas")
"""Lists about nobody: a million tracks have the same."""
NOT_COPIED = (accounts.SignedIn, Waiting, Seal, Anchor, Witnessed)
"""A seal is over these very entries; those of the copies are never sealed. None is signed in."""


def ours() -> list[Table]:
    """All tables of the product that grow with it, those that are asked last at the end."""
    every = [one for one in apps.get_models() if one.__module__.startswith("houvast.")]
    found = [one for one in every if one._meta.app_label not in PUBLIC and one not in NOT_COPIED]
    return [*(one for one in found if one not in ASKED_LAST), *ASKED_LAST]


def columns(table: Table) -> set[str]:
    """The names of the columns."""
    return {str(one.column) for one in table._meta.concrete_fields}


NOBODY = "null::uuid"
"""SQL: who a row is about when it is about nobody."""
ALONE = "cardinality(t.shown) <= 1"
WHO: dict[Table, str] = {
    Person: "t.id",
    tracks.SignalFacts: "(select s.person_id from tracks_signal s where s.id = t.signal_id)",
    tracks.Rung: "coalesce((select r.person_id from tracks_track r where r.id = t.track_id),"
    " (select s.person_id from tracks_signal s where s.id = t.signal_id))",
    Entry: f"case when {ALONE} then coalesce((select s.person_id from tracks_signal s"
    " where s.id = t.subject), t.subject) end",
    ProcessingLine: "(select t.data_subject from audit_entry e where e.id = t.operation"
    " and cardinality(e.shown) <= 1)",
}
"""SQL: the young person of a row, where no column says so."""
WHERE: dict[Table, str] = {
    Employer: "t.id",
    Entry: "coalesce((select w.employer_id from employers_workplace w where w.id = t.subject),"
    " t.subject)",
}
"""SQL: the employer of a row, where no column says so."""


def person_of(table: Table) -> str:
    """SQL: the young person that a row `t` is about, or null."""
    return WHO.get(table, "t.person_id" if "person_id" in columns(table) else NOBODY)


def employer_of(table: Table) -> str:
    """SQL: the employer that a row `t` is about, or null."""
    return WHERE.get(table, "t.employer_id" if "employer_id" in columns(table) else NOBODY)
