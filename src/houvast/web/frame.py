"""What every page shows around its content: who you are, in which role, and where you can go."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from houvast.accounts.rules import COACHES, Role
from houvast.web.addresses import OF_TEAM, STREET, address_if_any
from houvast.web.staying import two_steps_taken

UNDO = "undo="
"""How a message carries the address of its undo form: messages keep plain text only."""

TABS = 5
"""How many places the tab bar of a phone has."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the menu. It is current on its own screen and on those in `covers`."""

    to: str
    icon: str
    words: str | Promise
    covers: tuple[str, ...] = ()
    main: bool = False
    """The act of this role: the round button in the tab bar, the main button on a desktop."""


TODAY = Entry("today", "calendar-check", _("Vandaag"))
YOUNG_PEOPLE = Entry(
    "young_people",
    "users",
    _("Jongeren"),
    (
        *("own_find", "own_lines", "track", "moment", "scan", "closing", "reopen"),
        "resume",
        "door",
        "propose",
        "wishes",
        "places_for",
        "compare_places",
        "place_for",
        "choice",
        "placement",
        "ask_yes",
        "yes",
        "hand_over",
        "work_coach",
        "details",
        "absence",
        "correct_contact",
        "undo_contact",
        "undo_move",
        "plan",
        "add_step",
        "future_plan",
        "support_plan",
        "measure",
        *("informing", "told", "tell_later"),
        *("ask_companion", "companion_met", "end_companion", "private", "close_file"),
        *("sharing", "share", "refuse_share", "work_fact", "stop_sharing", "put_right"),
        *("allowed", "ask_partner", "restrict_fact", "use_restricted"),
    ),
)
TASKS = Entry("tasks", "list-checks", _("Taken"), ("step",))
CONTACT = Entry("contact", "plus", _("Contact"), ("log_contact", *STREET), main=True)
EMPLOYERS = Entry(
    "employers",
    "handshake",
    _("Werkgevers"),
    (
        *("employer", "new_employer", "change_employer", "new_contact_person", "contact_person"),
        *("know", "talk", "correct_talk", "promise", "promise_broken", "broker"),
    ),
)
WORKPLACES = Entry(
    "workplaces",
    "briefcase",
    _("Werkplekken"),
    ("workplace", "new_workplace", "change_workplace", "condition", "missing", "to_code"),
)
WORK_DAY = Entry("work_day", "calendar-check", _("Vandaag"))
QUESTIONS = Entry("questions", "messages-square", _("Vragen"), ("ask",))
BROKER_HOME = Entry("broker_home", "messages-square", _("Vragen"))
BESIDE = Entry("beside", "briefcase", _("Naast de coach"))
AFTERCARE = Entry("aftercare", "heart-handshake", _("Nazorg"), ("check_in",))
COLLEAGUES = Entry("colleagues", "users", _("Collega's"), ("suspend", "contract", "new_guest"))
TABLES = Entry(
    "case_tables",
    "messages-square",
    _("Casusoverleg"),
    (
        "new_case_table",
        "case_table",
        "table_case",
        "ask_along",
        "case_people",
        "agree_at_table",
        "invitation",
    ),
)
LATE = Entry("late", "clock", _("Te laat"))
REGIE = Entry("steering", "flag", _("Regie"), ("zvh_cases", "zvh", "zvh_step"))
TOGETHER = Entry("cooperation", "handshake", _("Samenwerken"))
TEAM = Entry("team", "users", _("Team"), OF_TEAM)
CHAIN = Entry("chain", "eye", _("Logboek"))
OVERVIEW = Entry("overview", "chart-no-axes-column", _("Overzicht"))
OF_AREAS = ("area", "relations", "relation", "citations", "citation")
AREAS = Entry("areas", "map", _("Wijken"), OF_AREAS)
SETTINGS = Entry(
    "settings",
    "settings",
    _("Afspraken"),
    ("set_terms", "new_criterion", "end_criterion", "closed_days", "device_names"),
)
SIGNALS = Entry("signals", "bell", _("Aanmeldingen"), ("signal", "take_up", "turn_down", "refer"))
KNOWN = Entry("known_here", "search", _("Bekend hier?"))
MERGES = Entry("merges", "users", _("Samenvoegen"), ("merge",))
COMPANION = Entry("companion_home", "list-checks", _("Taken"))
MET = Entry("companion_contact", "plus", _("Contact"), ("log_session",), main=True)
EXPERTS = Entry("experts", "heart-handshake", _("Ervaring"), ("check_expert",))
IMPORTS = Entry("imports", "table", _("Inlezen"), ("upload",))
WORK_IMPORTS = Entry("work_imports", "table", _("Inlezen"), ("work_upload",))
ASKED = Entry("known_asked", "eye", _("Gevraagd"))
DUTIES = Entry("duties", "message-circle", _("Informeren"), ("hold", "letter_sender"))
ACCESS = Entry("access", "eye", _("Wie ziet wat"))
FILE_DEMANDS = Entry(
    "demands",
    "flag",
    _("Vorderingen"),
    ("new_demand", "demand", "demand_step", "demand_piece"),
)
SAFETY = Entry("safety_signals", "bell", _("Signalen"), ("safety_signal", "safety_step"))
NEW_SAFETY = Entry("new_safety_signal", "plus", _("Signaal"), main=True)
PROCESSING = Entry("processing", "file-text", _("Verwerkingen"), ("processing_fields",))
GROUNDS = Entry("grounds", "shield", _("Grondslagen"), ("ground", "change_ground"))
GIVEN = Entry("given", "send", _("Met jou gedeeld"))
USES = Entry("restricted_uses", "lock", _("Beperkt"))
ALONG = Entry("along", "eye", _("Meekijken"), ("refuse_along",))
PARTNERS = Entry(
    "partners", "handshake", _("Partners"), ("partner", "new_partner", "change_partner")
)
THE_QUESTION = Entry("question", "message-circle", _("De vraag"), ("guest_question",))
GUESTS = Entry("guests", "users", _("Gasten"), ("stop_guest",))
BREACHES = Entry("breaches", "triangle-alert", _("Datalekken"), ("breach", "new_breach"))
LIMITS = ("limits", "new_limit", "new_hours")
EVENTS = Entry("events", "eye", _("Blikken"), ("event", "agreement", "honey", *LIMITS))
TIES = Entry("ties", "lock", _("Dicht"))
EMERGENCIES = Entry(
    "emergencies",
    "life-buoy",
    _("Noodtoegang"),
    ("emergency", "emergency_file", "review_emergency"),
)
POST_BOX = Entry("post_box", "message-circle", _("Postvak"))
"""Exists in the demo only; elsewhere the name does not resolve and the entry is left out."""
NEW_SIGNAL = Entry("new_signal", "plus", _("Aanmelden"), main=True)
SEND_IN = Entry("new_signal", "send", _("Aanmelden"))
"""For who has another act as the round button."""

FINDER_WORDS = {
    **dict.fromkeys(COACHES, _("Zoek in je eigen lijst, werkgevers of schermen")),
    **dict.fromkeys(
        (Role.TEAM_LEAD, Role.PROCESS_COORDINATOR), _("Zoek een roepnaam of een scherm")
    ),
    **dict.fromkeys((Role.ACCOUNT_MANAGER, Role.BROKER), _("Zoek een werkgever of een scherm")),
}
"""What the search window looks in; every other role finds screens."""

KEYS = {
    "today": "g v",
    "young_people": "g j",
    "tasks": "g t",
    "team": "g m",
    "late": "g l",
    "signals": "g a",
    "work_day": "g v",
    "employers": "g w",
    "workplaces": "g p",
}
"""Keys that go to a screen; each switch of single keys stops them (WCAG 2.1.4)."""
AWAY_SCREENS = ("leaves", "new_leave", "stand_in")
CAN_BE_AWAY = (*COACHES, Role.TEAM_LEAD, Role.PROCESS_COORDINATOR)
"""Who enters leave, for oneself or for a team; the screen stands under the own name."""

REGISTERS = (GROUNDS, PARTNERS, GUESTS, PROCESSING, FILE_DEMANDS)
MENUS: dict[Role, tuple[Entry, ...]] = {
    Role.OUTREACH_COACH: (
        TODAY,
        YOUNG_PEOPLE,
        CONTACT,
        TASKS,
        SIGNALS,
        WORKPLACES,
        EMPLOYERS,
        AFTERCARE,
        TABLES,
        KNOWN,
        EMERGENCIES,
    ),
    Role.WORK_COACH: (
        TODAY,
        YOUNG_PEOPLE,
        CONTACT,
        TASKS,
        BESIDE,
        GIVEN,
        SIGNALS,
        WORKPLACES,
        EMPLOYERS,
        AFTERCARE,
        TABLES,
        KNOWN,
        EMERGENCIES,
    ),
    Role.ACCOUNT_MANAGER: (WORK_DAY, EMPLOYERS, WORKPLACES, QUESTIONS, WORK_IMPORTS),
    Role.TEAM_LEAD: (
        TEAM,
        LATE,
        SIGNALS,
        NEW_SIGNAL,
        REGIE,
        TABLES,
        MERGES,
        ASKED,
        EMERGENCIES,
        EXPERTS,
        IMPORTS,
    ),
    Role.PROCESS_COORDINATOR: (
        TEAM,
        LATE,
        SIGNALS,
        NEW_SIGNAL,
        REGIE,
        TABLES,
        KNOWN,
        MERGES,
        ASKED,
        EMERGENCIES,
        EXPERTS,
        IMPORTS,
        OVERVIEW,
        TOGETHER,
        SETTINGS,
    ),
    Role.POLICY_OFFICER: (AREAS,),
    Role.PROGRAMME_MANAGER: (
        OVERVIEW,
        AREAS,
        TOGETHER,
        SETTINGS,
        CHAIN,
        GROUNDS,
        PARTNERS,
        FILE_DEMANDS,
    ),
    Role.BROKER: (BROKER_HOME, EMPLOYERS, WORKPLACES, WORK_IMPORTS),
    Role.FUNCTIONAL_ADMIN: (COLLEAGUES, CHAIN),
    Role.STANDING_PARTNER: (SIGNALS, NEW_SIGNAL, TABLES),
    Role.PARTNER_GUEST: (THE_QUESTION,),
    Role.EXPERIENCE_EXPERT: (COMPANION, MET, SIGNALS, SEND_IN),
    Role.TRIAGE_MEMBER: (SIGNALS, NEW_SIGNAL, TABLES, KNOWN),
    Role.SAFETY_TRIAGE: (SAFETY, NEW_SAFETY),
    Role.SECURITY_OFFICER: (EVENTS, BREACHES),
    Role.PRIVACY_OFFICER: (
        DUTIES,
        ACCESS,
        EVENTS,
        BREACHES,
        EMERGENCIES,
        ALONG,
        USES,
        TIES,
        *REGISTERS,
    ),
    Role.FG: (DUTIES, ACCESS, EMERGENCIES, USES, *REGISTERS),
}
"""Where each role can go, in order, the first is where it starts. A missing screen is left out."""


@dataclass(frozen=True, slots=True)
class Place:
    """A menu entry as the page draws it."""

    url: str
    icon: str
    words: str | Promise
    active: bool
    main: bool
    key: str = ""
    """The keys that go there, as `g v`."""
    to: str = ""
    """The name of the screen."""


@dataclass(frozen=True, slots=True)
class Me:
    """The one who is signed in, as the frame names him or her."""

    name: str
    function: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A message above the page; `undo` is the address that takes the act back, or empty."""

    words: str
    tone: str
    undo: str


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor. It reads the session and the user at hand, and asks the database nothing.

    `request.today` is the day of the one clock; the view layer sets it, this never reads a clock.
    """
    shown = {"demo": settings.DEMO, "today": getattr(request, "today", None)}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return shown
    role: Role | None = getattr(request, "role", None)
    places = menu(request, role)
    return shown | {
        "me": Me(user.name, user.function),
        "role": role,
        # The key of the user where contacts may wait on the device; elsewhere nothing.
        "captures": str(user.pk) if role in COACHES and two_steps_taken(request) else "",
        "is_guest": role is Role.PARTNER_GUEST,
        "roles": getattr(request, "roles", ()),
        "away": address_if_any("leaves") if role in CAN_BE_AWAY else "",
        "away_here": _here(request) in AWAY_SCREENS,
        "municipality": user.municipality.name,
        "menu": places,
        "main_act": next((place for place in places if place.main), None),
        "tabs": places if len(places) <= TABS else places[: TABS - 1],
        "more": [] if len(places) <= TABS else places[TABS - 1 :],
        "finder_words": _finds(role),
        # Called only where a page shows them: a part of a page must not use them up.
        "notices": partial(notices, request),
    }


def _finds(role: Role | None) -> str | Promise:
    """What the search window looks in; a guest of a partner has nothing to search."""
    if role is None or role is Role.PARTNER_GUEST:
        return ""
    return FINDER_WORDS.get(role, _("Zoek een scherm"))


def menu(request: HttpRequest, role: Role | None) -> list[Place]:
    """The places of a role whose screens exist."""
    here = _here(request)
    found = []
    for entry in (*MENUS.get(role, ()), POST_BOX) if role else ():
        url = address_if_any(entry.to)
        if not url:
            continue
        active = here == entry.to or here in entry.covers
        key = KEYS.get(entry.to, "")
        found.append(Place(url, entry.icon, str(entry.words), active, entry.main, key, entry.to))
    return found


def _here(request: HttpRequest) -> str | None:
    """The name of the screen of this request."""
    match = request.resolver_match
    return match.url_name if match else None


def start_of(role: Role) -> str:
    """The name of the screen where a role begins its day."""
    entries = MENUS.get(role, ())
    return entries[0].to if entries else "no_role"


def tell(
    request: HttpRequest, words: str | Promise, *, tone: str = "green", undo: str = ""
) -> None:
    """Show a sentence on the next page; with `undo`, a button that posts to that address."""
    tags = f"{tone} {UNDO}{undo}" if undo else tone
    messages.info(request, str(words), extra_tags=tags)


def notices(request: HttpRequest) -> list[Notice]:
    """What was told and not yet shown."""
    told = []
    for message in messages.get_messages(request):
        tone, _space, rest = (message.extra_tags or "green").partition(" ")
        told.append(Notice(str(message), tone, rest.removeprefix(UNDO)))
    return told
