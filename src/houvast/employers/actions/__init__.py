"""Everything that changes an employer or a workplace. One verb, one transaction each.

An action that adds takes a `key`, the primary key that a form was given when it was drawn: the same
form sent twice by one maker is one row, and the second time answers quietly with its id.
"""

from houvast.employers.actions.employers import (
    add_contact,
    add_employer,
    change_contact,
    change_employer,
    end_broker_link,
    link_broker,
    note_acquaintance,
)
from houvast.employers.actions.talks import answer_promise, log_conversation, make_promise
from houvast.employers.actions.workplaces import (
    add_condition,
    add_workplace,
    change_workplace,
    confirm_workplace,
    drop_condition,
    give_back_place,
    offer_workplace,
    take_place,
    withdraw_workplace,
)

__all__ = [
    "add_condition",
    "add_contact",
    "add_employer",
    "add_workplace",
    "answer_promise",
    "change_contact",
    "change_employer",
    "change_workplace",
    "confirm_workplace",
    "drop_condition",
    "end_broker_link",
    "give_back_place",
    "link_broker",
    "log_conversation",
    "make_promise",
    "note_acquaintance",
    "offer_workplace",
    "take_place",
    "withdraw_workplace",
]
