"""Where each role can go: the entries of its menu, in order, and the keys that lead there."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from houvast.accounts.rules import COACHES, Role
from houvast.web.addresses import OF_TEAM, STREET


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
        *("allowed", "ask_partner", "restrict_fact", "use_restricted", "care", "shield"),
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
    (
        *("workplace", "new_workplace", "change_workplace", "condition", "workplace_district"),
        *("missing", "to_code"),
    ),
)
WORK_DAY = Entry("work_day", "calendar-check", _("Vandaag"))
QUESTIONS = Entry("questions", "messages-square", _("Vragen"), ("ask",))
BROKER_HOME = Entry("broker_home", "messages-square", _("Vragen"))
BESIDE = Entry("beside", "briefcase", _("Naast de coach"))
AFTERCARE = Entry("aftercare", "heart-handshake", _("Nazorg"), ("check_in",))
COLLEAGUES = Entry("colleagues", "users", _("Collega's"), ("suspend", "contract", "new_guest"))
ROLES = Entry("role_reviews", "circle-check", _("Rollen"))
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
OF_AREAS = (
    *("area", "need_and_offer", "relations", "relation", "citations", "citation", "programmes"),
    *("country", "programme_place", "link_place", "unlink_place"),
)
AREAS = Entry("areas", "map", _("Wijken"), OF_AREAS)
PLANS = Entry(
    "plan_checks",
    "file-text",
    _("Plannen"),
    (
        *("plan_arrival", "plan_check", "plan_question", "plan_action"),
        *("plan_facts", "plan_scheme", "plan_versions", "plan_report", "plan_matrix"),
        *("plan_questions", "own_plan_question", "new_plan_question", "change_plan_question"),
        *("plan_yardsticks", "new_plan_yardstick", "plan_yardstick", "change_plan_yardstick"),
        *("drop_plan_yardstick", "figure_plan_yardstick", "plan_others", "plan_other"),
    ),
)
EVIDENCE = Entry(
    "evidence",
    "graduation-cap",
    _("Bewijs"),
    ("evidence_card", "new_evidence_card", "change_evidence_card"),
)
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
ASKED = Entry("known_asked", "eye", _("Gevraagd"), ("shields",))
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
        ROLES,
    ),
    Role.POLICY_OFFICER: (AREAS, PLANS, EVIDENCE),
    Role.PROGRAMME_MANAGER: (
        OVERVIEW,
        AREAS,
        PLANS,
        EVIDENCE,
        TOGETHER,
        SETTINGS,
        CHAIN,
        ROLES,
        GROUNDS,
        PARTNERS,
        FILE_DEMANDS,
    ),
    Role.BROKER: (BROKER_HOME, EMPLOYERS, WORKPLACES, WORK_IMPORTS),
    Role.FUNCTIONAL_ADMIN: (COLLEAGUES, ROLES, CHAIN),
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
        ROLES,
        *REGISTERS,
    ),
    Role.FG: (DUTIES, ACCESS, EMERGENCIES, USES, *REGISTERS),
}
"""Where each role can go, in order, the first is where it starts. A missing screen is left out."""
