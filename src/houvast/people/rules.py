"""Age and ways to reach someone. Age is asked for by law and programme, never for a judgement."""

import re
from datetime import date
from enum import StrEnum

from houvast.errors import Refused, gettext_noop

AGE_UNKNOWN = gettext_noop("De geboortedatum is nog niet bekend.")


class PreferredChannel(StrEnum):
    """How a young person likes to be reached."""

    MESSAGE = "message"
    PHONE = "phone"
    IN_PERSON = "in_person"


DUTCH, ABROAD = re.compile(r"\+31[1-9][0-9]{8}"), re.compile(r"\+(?!31)[1-9][0-9]{7,14}")
"""Numbers as they are kept (ITU-T E.164); a Dutch one has nine digits after +31."""


def phone_number(text: str, *, field: str = "phone") -> str:
    """A number as somebody writes it ('06 12 34 56 78') in E.164 ('+31612345678'); empty is none.

    Without a country it is a Dutch number. Raises Refused for what nobody can ring.
    """
    digits = re.sub(r"\(0\)|[\s().\-/\u2010-\u2015]", "", text)
    if not digits:
        return ""
    number = re.sub(r"^00", "+", digits)
    if re.fullmatch(r"0[1-9][0-9]*", number):
        number = f"+31{number[1:]}"
    if not (DUTCH.fullmatch(number) or ABROAD.fullmatch(number)):
        raise Refused(
            gettext_noop("Dit nummer klopt niet. Schrijf het als 06 12345678 of +49 151 2345678."),
            field=field,
        )
    return number


def age_on(birth_date: date, day: date) -> int:
    """Whole years on a day. Who was born on 29 February has a birthday on 1 March."""
    had_it = (day.month, day.day) >= (birth_date.month, birth_date.day)
    return day.year - birth_date.year - (0 if had_it else 1)


def check_age(birth_date: date | None, today: date, *, age_from: int, age_below: int) -> None:
    """Refuse a track outside the ages of the programme; an unknown date is not refused here."""
    if birth_date is None:
        return
    if birth_date > today:
        raise Refused(
            gettext_noop("Deze geboortedatum ligt in de toekomst. Kijk het jaar na."),
            field="birth_date",
        )
    age = age_on(birth_date, today)
    if age < age_from:
        raise Refused(
            gettext_noop(
                "Iemand van {age} jaar is te jong voor dit programma (vanaf {age_from})."
                " Overleg met de privacy officer."
            ),
            field="birth_date",
            age=age,
            age_from=age_from,
        )
    if age >= age_below:
        raise Refused(
            gettext_noop(
                "Iemand van {age} jaar is te oud voor dit programma (tot {age_below})."
                " Kijk welk loket kan helpen."
            ),
            field="birth_date",
            age=age,
            age_below=age_below,
        )
