"""How a line that an employer may be told reads: a number one can dial, and an age in years."""

from django.utils.translation import gettext as _

from houvast.placements.rules.states import Told


def dialled(phone: str) -> str:
    """'06 12 34 56 78' and '0201234567' for Dutch numbers; others as they are kept."""
    if not phone.startswith("+31"):
        return phone
    local = f"0{phone[3:]}"
    if local.startswith("06"):
        return " ".join(local[at : at + 2] for at in range(0, len(local), 2))
    return local


def told_words(line: Told, text: str) -> str:
    """The text of a line on screen and in the message to the employer."""
    if line is Told.AGE and text.isdecimal():
        return _("{age} jaar").format(age=text)
    return dialled(text) if line is Told.PHONE else text
