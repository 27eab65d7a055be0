"""Who may do what with employers and workplaces: one table. What is not in it is nothing.

No persons stand in this domain but staff of employers, so a role and a purpose are enough here;
a broker needs a live link to the employer as well, and the database looks at that.
"""

from enum import StrEnum

from houvast.accounts.rules import PURPOSES_OF, Purpose, Role

PURPOSES = (Purpose.GUIDANCE, Purpose.WORK_INCOME, Purpose.PLACEMENT, Purpose.WORK_EXCHANGE)
"""For which purposes employers are looked at: to guide someone, or to bring someone to work."""

KEEPERS = (Role.ACCOUNT_MANAGER, Role.WORK_COACH)
"""Who keeps up employers: makes links, changes what is written, offers and withdraws places."""

STAFF = (*KEEPERS, Role.OUTREACH_COACH)
"""Who sees all employers of the municipality, and adds to them."""

WITH_BROKER = (*STAFF, Role.BROKER)
"""The broker only where a live link ties him to the employer."""


BRINGERS = (Role.BROKER, Role.LINKED_SYSTEM)
"""Who brings workplaces as drafts and mends those; what is offered stays with people of ours."""


class Act(StrEnum):
    """What someone wants to do."""

    SEE = "see"
    SEE_NAMES = "see_names"
    """Of colleagues and of who works at an employer: a linked system reaches no person at all."""
    ADD_EMPLOYER = "add_employer"
    CHANGE_EMPLOYER = "change_employer"
    KEEP_CONTACTS = "keep_contacts"
    LINK_BROKER = "link_broker"
    NOTE_ACQUAINTANCE = "note_acquaintance"
    LOG_CONVERSATION = "log_conversation"
    KEEP_PROMISES = "keep_promises"
    ADD_WORKPLACE = "add_workplace"
    CHANGE_WORKPLACE = "change_workplace"
    CODE_WORKPLACE = "code_workplace"
    """Say which occupation it is about; a broker of the drafts that he made himself."""
    OFFER_WORKPLACE = "offer_workplace"
    CONFIRM_WORKPLACE = "confirm_workplace"
    TAKE_PLACE = "take_place"
    ASK_BROKER = "ask_broker"
    ANSWER_QUESTION = "answer_question"
    NOTE_MISSING = "note_missing"
    IMPORT_EMPLOYERS = "import_employers"
    IMPORT_WORKPLACES = "import_workplaces"
    TAKE_OUT = "take_out"
    """Download the employers and workplaces of one's own organisation."""


MAY: dict[Act, tuple[Role, ...]] = {
    Act.SEE: (*WITH_BROKER, Role.LINKED_SYSTEM),
    Act.SEE_NAMES: WITH_BROKER,
    Act.ADD_EMPLOYER: (*STAFF, Role.LINKED_SYSTEM),
    Act.CHANGE_EMPLOYER: KEEPERS,
    Act.KEEP_CONTACTS: STAFF,
    Act.LINK_BROKER: KEEPERS,
    Act.NOTE_ACQUAINTANCE: STAFF,
    Act.LOG_CONVERSATION: WITH_BROKER,
    Act.KEEP_PROMISES: STAFF,
    Act.ADD_WORKPLACE: (*WITH_BROKER, Role.LINKED_SYSTEM),
    Act.CHANGE_WORKPLACE: KEEPERS,
    Act.CODE_WORKPLACE: (*KEEPERS, Role.BROKER),
    Act.OFFER_WORKPLACE: KEEPERS,
    Act.CONFIRM_WORKPLACE: STAFF,
    Act.TAKE_PLACE: STAFF,
    Act.ASK_BROKER: KEEPERS,
    Act.ANSWER_QUESTION: (Role.BROKER,),
    Act.NOTE_MISSING: STAFF,
    Act.IMPORT_EMPLOYERS: KEEPERS,
    Act.IMPORT_WORKPLACES: (*KEEPERS, Role.BROKER),
    Act.TAKE_OUT: KEEPERS,
}


def why_not(role: str, purpose: str, act: Act) -> str:
    """The code of the reason why this role may not do this for this purpose; empty for a yes."""
    if role not in MAY[act]:
        return f"role_{act.value}"
    if purpose not in PURPOSES or purpose not in PURPOSES_OF[Role(role)]:
        return "purpose"
    return ""
