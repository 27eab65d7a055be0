"""Roles, purposes, kinds of data and working days: the words that every domain shares."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from houvast.errors import Refused, gettext_noop


class Controller(StrEnum):
    """Who is responsible for a row (verwerkingsverantwoordelijke); two in one municipality."""

    BURGEMEESTER = "burgemeester"
    COLLEGE = "college"


class InformationClass(StrEnum):
    """What kind of data a table holds (soort gegeven): exactly one per table, see trust T-09."""

    ID = "ID"
    CT = "CT"
    WN = "WN"
    PL = "PL"
    WP = "WP"
    PM = "PM"
    WI = "WI"
    SF = "SF"
    PJ = "PJ"
    SC = "SC"
    SH = "SH"
    AL = "AL"
    PR = "PR"


class Purpose(StrEnum):
    """Why personal data is seen (doel). Unknown or empty means: nothing."""

    GUIDANCE = "guidance"
    WORK_INCOME = "work_income"
    PLACEMENT = "placement"
    INTAKE = "intake"
    SAFETY_TRIAGE = "safety_triage"
    SAFETY_PGA = "safety_pga"
    CASE_TABLE = "case_table"
    PROCESS_STEERING = "process_steering"
    SAFETY_NET = "safety_net"
    KNOWN_HERE = "known_here"
    OWN_PAGE = "own_page"
    SUBJECT_RIGHTS = "subject_rights"
    OVERSIGHT = "oversight"
    SECURITY_REVIEW = "security_review"
    EMERGENCY = "emergency"
    FIGURES = "figures"
    RETENTION = "retention"
    WORK_EXCHANGE = "work_exchange"
    """Of a linked system: employers and workplaces, and no person at all (README 16)."""


class SuspendReason(StrEnum):
    """Why someone's access was ended at once (schorsen): one of a list, never a text."""

    LEAVES = "leaves"
    DEVICE_LOST = "device_lost"
    STRANGER = "stranger"
    """Somebody else used the account."""
    MISUSE = "misuse"
    """How the tool was used is being looked into."""
    OWN_REQUEST = "own_request"


class Role(StrEnum):
    """What someone does (rol). A role comes with a membership of a team and ends with it."""

    OUTREACH_COACH = "outreach_coach"
    WORK_COACH = "work_coach"
    ACCOUNT_MANAGER = "account_manager"
    TEAM_LEAD = "team_lead"
    PROGRAMME_MANAGER = "programme_manager"
    PROCESS_COORDINATOR = "process_coordinator"
    CASE_LEAD = "case_lead"
    POLICY_OFFICER = "policy_officer"
    EXPERIENCE_EXPERT = "experience_expert"
    BROKER = "broker"
    EMPLOYER_CONTACT = "employer_contact"
    PARTNER_GUEST = "partner_guest"
    STANDING_PARTNER = "standing_partner"
    TRIAGE_MEMBER = "triage_member"
    SAFETY_TRIAGE = "safety_triage_member"
    """Member of the triage of Veiligheid: acts for the mayor, and for nothing of the college."""
    PRIVACY_OFFICER = "privacy_officer"
    REQUEST_HANDLER = "request_handler"
    FG = "fg"
    SECURITY_OFFICER = "security_officer"
    FUNCTIONAL_ADMIN = "functional_admin"
    AUDITOR = "auditor"
    YOUNG_PERSON = "young_person"
    SYSTEM = "system"
    """Jobs only; nobody signs in with it."""
    LINKED_SYSTEM = "linked_system"
    """Another system that acts for no user; nobody signs in with it, and it comes with no team."""


class Scope(StrEnum):
    """What a system may do with a token (bereik): a closed list, each read or write of one part."""

    TRACKS_READ = "tracks:read"
    TRACKS_WRITE = "tracks:write"
    WORK_READ = "work:read"
    """Work wishes, the workplaces that fit one young person, and placements."""
    WORK_WRITE = "work:write"
    SIGNALS_READ = "signals:read"
    SIGNALS_WRITE = "signals:write"
    EMPLOYERS_READ = "employers:read"
    """Employers, workplaces and questions to brokers: no young person is in them."""
    EMPLOYERS_WRITE = "employers:write"
    PLANS_READ = "plans:read"
    """Plans of the municipality and what people decided about them: nobody is in them."""
    PLANS_WRITE = "plans:write"


class OrganisationKind(StrEnum):
    """What kind of organisation someone works for."""

    MUNICIPALITY = "municipality"
    YOUTH_WORK = "youth_work"
    YOUTH_DESK = "youth_desk"
    SCHOOL = "school"
    COACH_AGENCY = "coach_agency"
    BROKER_COMPANY = "broker_company"
    EXPERIENCE_EXPERTS = "experience_experts"
    PARTNER = "partner"
    """Takes part under a covenant only; its people here are guests at most."""


COACHES = (Role.OUTREACH_COACH, Role.WORK_COACH)
"""Who may lead a track."""

PROFESSIONALS = (
    *COACHES,
    Role.TEAM_LEAD,
    Role.PROCESS_COORDINATOR,
    Role.TRIAGE_MEMBER,
    Role.EXPERIENCE_EXPERT,
    Role.STANDING_PARTNER,
)
"""Who may enter a signal: a professional, also for what a parent or the young person says."""

AT_TABLE = (
    *COACHES,
    Role.TEAM_LEAD,
    Role.PROCESS_COORDINATOR,
    Role.TRIAGE_MEMBER,
    Role.STANDING_PARTNER,
)
"""Who can be asked to a case table (casusoverleg)."""

IN_EMERGENCY = (*COACHES, Role.TEAM_LEAD, Role.PROCESS_COORDINATOR)
"""Who can open one file in an emergency (noodtoegang): who has young people to hold anyway."""

CAN_BE_DEPUTY = (*COACHES, Role.TEAM_LEAD, Role.TRIAGE_MEMBER)
"""Who can be named deputy of the coordinator: who knows the work with young people already."""

SEATS = (Role.PROCESS_COORDINATOR, Role.PROGRAMME_MANAGER)
"""No municipality is without these (product, section 2)."""

SPECIAL = (
    Role.FUNCTIONAL_ADMIN,
    Role.PRIVACY_OFFICER,
    Role.REQUEST_HANDLER,
    Role.FG,
    Role.SECURITY_OFFICER,
    Role.AUDITOR,
)
"""Special rights (BIO2 8.02.01): who gives roles, carries out rights, or looks at the others."""
QUARTER, YEAR = timedelta(days=92), timedelta(days=366)


def term_of(role: str) -> timedelta:
    """How long a role lasts that nobody looks at again (trust T-61); `accounts_term_of` in SQL."""
    return QUARTER if role in SPECIAL else YEAR


PURPOSES_OF: dict[Role, tuple[Purpose, ...]] = {
    Role.OUTREACH_COACH: (
        Purpose.GUIDANCE,
        Purpose.INTAKE,
        Purpose.KNOWN_HERE,
        Purpose.CASE_TABLE,
        Purpose.EMERGENCY,
    ),
    Role.WORK_COACH: (
        Purpose.GUIDANCE,
        Purpose.WORK_INCOME,
        Purpose.PLACEMENT,
        Purpose.INTAKE,
        Purpose.KNOWN_HERE,
        Purpose.CASE_TABLE,
        Purpose.EMERGENCY,
    ),
    Role.ACCOUNT_MANAGER: (Purpose.PLACEMENT,),
    Role.TEAM_LEAD: (
        Purpose.PROCESS_STEERING,
        Purpose.INTAKE,
        Purpose.CASE_TABLE,
        Purpose.EMERGENCY,
    ),
    Role.PROGRAMME_MANAGER: (Purpose.PROCESS_STEERING, Purpose.FIGURES),
    Role.POLICY_OFFICER: (Purpose.FIGURES,),
    Role.PROCESS_COORDINATOR: (
        Purpose.PROCESS_STEERING,
        Purpose.INTAKE,
        Purpose.KNOWN_HERE,
        Purpose.CASE_TABLE,
        Purpose.EMERGENCY,
    ),
    Role.EXPERIENCE_EXPERT: (Purpose.GUIDANCE, Purpose.INTAKE),
    Role.BROKER: (Purpose.PLACEMENT,),
    Role.STANDING_PARTNER: (Purpose.INTAKE, Purpose.CASE_TABLE),
    Role.TRIAGE_MEMBER: (Purpose.INTAKE, Purpose.KNOWN_HERE, Purpose.CASE_TABLE),
    Role.SAFETY_TRIAGE: (Purpose.SAFETY_TRIAGE,),
    Role.PRIVACY_OFFICER: (Purpose.SUBJECT_RIGHTS,),
    Role.FG: (Purpose.OVERSIGHT,),
    Role.SECURITY_OFFICER: (Purpose.SECURITY_REVIEW,),
    Role.PARTNER_GUEST: (Purpose.GUIDANCE,),
    Role.SYSTEM: (Purpose.SAFETY_NET,),
    Role.LINKED_SYSTEM: (Purpose.WORK_EXCHANGE,),
}
"""For which purposes a role acts; it starts with the first. A missing role acts for none."""


OF_TRACKS = (Scope.TRACKS_READ, Scope.TRACKS_WRITE)
OF_WORK = (Scope.WORK_READ, Scope.WORK_WRITE)
OF_SIGNALS = (Scope.SIGNALS_READ, Scope.SIGNALS_WRITE)
OF_EMPLOYERS = (Scope.EMPLOYERS_READ, Scope.EMPLOYERS_WRITE)
OF_PLANS = (Scope.PLANS_READ, Scope.PLANS_WRITE)

SCOPES_OF: dict[tuple[Role, Purpose], tuple[Scope, ...]] = {
    (Role.OUTREACH_COACH, Purpose.GUIDANCE): OF_TRACKS + OF_WORK + OF_EMPLOYERS,
    (Role.OUTREACH_COACH, Purpose.INTAKE): OF_SIGNALS,
    (Role.WORK_COACH, Purpose.GUIDANCE): OF_TRACKS + OF_WORK + OF_EMPLOYERS,
    (Role.WORK_COACH, Purpose.PLACEMENT): (Scope.TRACKS_READ, *OF_WORK, *OF_EMPLOYERS),
    (Role.WORK_COACH, Purpose.INTAKE): OF_SIGNALS,
    (Role.ACCOUNT_MANAGER, Purpose.PLACEMENT): OF_EMPLOYERS,
    (Role.BROKER, Purpose.PLACEMENT): OF_EMPLOYERS,
    (Role.TRIAGE_MEMBER, Purpose.INTAKE): OF_SIGNALS,
    (Role.TEAM_LEAD, Purpose.INTAKE): OF_SIGNALS,
    (Role.PROCESS_COORDINATOR, Purpose.INTAKE): OF_SIGNALS,
    (Role.STANDING_PARTNER, Purpose.INTAKE): OF_SIGNALS,
    (Role.POLICY_OFFICER, Purpose.FIGURES): OF_PLANS,
    (Role.LINKED_SYSTEM, Purpose.WORK_EXCHANGE): OF_EMPLOYERS,
}
"""For what a system can act in somebody's name. What is not here stays for a person at a screen:
steering, asking whether somebody is known here, and the work of an experience expert."""

TOKEN_DAYS, MOST_TOKENS = 90, 10
"""The longest that a token lasts (README 16), and how many somebody has at a time."""
SHORTEST_NAME, LONGEST_NAME = 2, 60
MOST_LINKS = 50
"""How many linked systems a municipality has at most."""


def purposes_for_systems(role: Role) -> tuple[Purpose, ...]:
    """For what a system can act in the name of somebody with this role; nothing for most roles."""
    return tuple(purpose for one, purpose in SCOPES_OF if one is role)


def check_token(
    role: Role, purpose: Purpose, scopes: Collection[Scope], name: str, days: int, live: int
) -> None:
    """A token has a name, one purpose of the role, scopes of that purpose, and 1 to 90 days."""
    if not SHORTEST_NAME <= len(name.strip()) <= LONGEST_NAME:
        raise Refused(gettext_noop("Geef het systeem een naam van 2 tot 60 tekens."), field="name")
    if (role, purpose) not in SCOPES_OF:
        raise Refused(gettext_noop("Met deze rol kan een systeem dit niet doen."), field="purpose")
    if not scopes:
        raise Refused(gettext_noop("Kies wat het systeem mag."), field="scopes")
    if not set(scopes) <= set(SCOPES_OF[role, purpose]):
        raise Refused(
            gettext_noop(
                "Dit hoort niet bij waarvoor het systeem werkt. Maak er twee sleutels van."
            ),
            field="scopes",
        )
    if not 1 <= days <= TOKEN_DAYS:
        raise Refused(gettext_noop("Kies 1 tot en met 90 dagen."), field="days")
    if live >= MOST_TOKENS:
        raise Refused(gettext_noop("Er zijn al 10 sleutels. Stop er eerst een."))


def check_link(name: str, known: Iterable[str]) -> None:
    """A linked system has a name of its own: the trail and the workplaces say which one it was."""
    if name.strip().casefold() in {one.casefold() for one in known}:
        raise Refused(
            gettext_noop("Deze koppeling is er al. Maak daar een nieuwe sleutel bij."), field="name"
        )


USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")


def check_account(name: str, username: str) -> None:
    """Who comes in has a name, and one to sign in with. Raises Refused beside the field."""
    if not SHORTEST_NAME <= len(name.strip()) <= LONGEST_NAME:
        raise Refused(gettext_noop("Schrijf een naam van 2 tot 60 tekens."), field="name")
    check_username(username)


def check_username(username: str) -> None:
    """What somebody signs in with. Raises Refused beside the field."""
    if not USERNAME.fullmatch(username):
        raise Refused(
            gettext_noop("Kies minstens 3 kleine letters of cijfers, zonder spatie."),
            field="username",
        )


SHORTEST_PASSWORD, LONGEST_PASSWORD, FEWEST_SIGNS = 12, 200, 5
"""Long, and no rule about which signs: a sentence is easier to keep in mind (NIST SP 800-63B)."""
CALLED = "houvast"


def check_password_text(new: str) -> None:
    """A new password is long, has different signs, and is not what this is called."""
    if len(new) < SHORTEST_PASSWORD:
        raise Refused(
            gettext_noop("Dit is te kort. Neem minstens 12 tekens; een zin mag ook."), field="new"
        )
    if len(new) > LONGEST_PASSWORD:
        raise Refused(gettext_noop("Dit is te lang. Neem hooguit 200 tekens."), field="new")
    if len(set(new.casefold())) < FEWEST_SIGNS:
        raise Refused(
            gettext_noop("Dit is te makkelijk te raden. Gebruik meer verschillende tekens."),
            field="new",
        )
    if CALLED in new.casefold():
        raise Refused(
            gettext_noop("Dit is te makkelijk te raden. Laat het woord Houvast weg."), field="new"
        )


def took_two_steps(amr: Collection[str], acr: str, strong: Collection[str]) -> bool:
    """Whether somebody who signed in elsewhere took a second step there.

    Either the ways of signing in say so (`amr` holds `mfa`, RFC 8176), or the level (`acr`) is one
    that the municipality calls `strong`. Who says neither takes the second step here.
    """
    return "mfa" in amr or acr in strong


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The working days (werkdagen) of a municipality around some day, in order.

    Rules get it as an argument; triggers read the same table. Raises LookupError outside its range,
    because a promise must not be kept by a calendar that has run out.
    """

    days: tuple[date, ...]

    def after(self, day: date, number: int) -> date:
        """The working day that comes `number` working days after `day` (number ≥ 1)."""
        at = bisect_right(self.days, day) + number - 1
        if number < 1 or at >= len(self.days) or day < self.days[0]:
            raise LookupError(f"No {number} working days known after {day}.")
        return self.days[at]

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`; 0 if none."""
        if not self.days or end > self.days[-1]:
            raise LookupError(f"No working days known up to {end}.")
        return max(0, bisect_right(self.days, end) - bisect_right(self.days, start))
