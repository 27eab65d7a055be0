"""Everything that changes an employer or a workplace. One verb, one transaction each.

An action that adds takes a `key`, the primary key that a form was given when it was drawn: the same
form sent twice by one maker is one row, and the second time answers quietly with its id.
"""

from houvast.employers.actions.contacts import (
    acquaintance_back,
    add_contact,
    change_contact,
    contact_back,
    contact_left,
    end_acquaintance,
    note_acquaintance,
)
from houvast.employers.actions.employers import (
    add_employer,
    change_employer,
    end_broker_link,
    link_broker,
    relink_broker,
)
from houvast.employers.actions.questions import (
    answer_question,
    ask_brokers,
    close_question,
    missing_again,
    missing_found,
    note_missing,
    reopen_question,
    take_back_answer,
)
from houvast.employers.actions.talks import (
    answer_promise,
    correct_conversation,
    log_conversation,
    make_promise,
    reopen_promise,
)
from houvast.employers.actions.workplaces import (
    add_condition,
    add_workplace,
    change_workplace,
    choose_district,
    confirm_workplace,
    drop_condition,
    give_back_place,
    offer_workplace,
    restore_condition,
    restore_workplace,
    take_place,
    unconfirm_workplace,
    withdraw_workplace,
)

__all__ = [
    "acquaintance_back",
    "add_condition",
    "add_contact",
    "add_employer",
    "add_workplace",
    "answer_promise",
    "answer_question",
    "ask_brokers",
    "change_contact",
    "change_employer",
    "change_workplace",
    "choose_district",
    "close_question",
    "confirm_workplace",
    "contact_back",
    "contact_left",
    "correct_conversation",
    "drop_condition",
    "end_acquaintance",
    "end_broker_link",
    "give_back_place",
    "link_broker",
    "log_conversation",
    "make_promise",
    "missing_again",
    "missing_found",
    "note_acquaintance",
    "note_missing",
    "offer_workplace",
    "relink_broker",
    "reopen_promise",
    "reopen_question",
    "restore_condition",
    "restore_workplace",
    "take_back_answer",
    "take_place",
    "unconfirm_workplace",
    "withdraw_workplace",
]
