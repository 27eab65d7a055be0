"""A municipality begins: its first administrator, and a programme with the agreements to start on.

Only a municipality without people begins so; the database refuses it for any other.
"""

from secrets import token_urlsafe

from django.db import transaction

from houvast.accounts.models import Municipality, Programme, User
from houvast.accounts.rules import check_username
from houvast.audit.actions import recorded
from houvast.errors import Refused, gettext_noop
from houvast.sharing.actions import found_municipality
from houvast.sharing.rules.joining import PASSWORD_BYTES, TAKEN
from houvast.tracks.models import EntryCriterion, Promise

LONGEST = 100
FIRST_GROUND = gettext_noop("Vraagt zelf om een coach of om werk")
"""The ground that no municipality leaves out; the programme manager adds its own (T-12)."""
NAMED = gettext_noop("Schrijf een naam van 1 tot 100 tekens.")
THERE = gettext_noop("Deze gemeente is er al.")


def begin(*, name: str, programme: str, admin: str) -> str:
    """Start a municipality. Gives the first password of its administrator, which is kept nowhere.

    Raises Refused when it is there already, or when a name will not do.
    """
    name, programme = " ".join(name.split()), " ".join(programme.split())
    for words, field in ((name, "name"), (programme, "programme")):
        if not 0 < len(words) <= LONGEST:
            raise Refused(NAMED, field=field)
    check_username(admin)
    if Municipality.objects.filter(name__iexact=name).exists():
        raise Refused(THERE, field="name")
    if User.objects.filter(username=admin).exists():
        raise Refused(TAKEN, field="admin")
    password = token_urlsafe(PASSWORD_BYTES)
    with transaction.atomic():
        by = found_municipality(name, admin, password)
        with recorded(by, "tracks.programme_begun") as act:
            made = Programme.objects.create(municipality_id=by.municipality_id, name=programme)
            act.about = made.pk
            Promise.objects.create(programme=made, valid_from=act.today)
            EntryCriterion.objects.create(programme=made, text=FIRST_GROUND, valid_from=act.today)
    return password
