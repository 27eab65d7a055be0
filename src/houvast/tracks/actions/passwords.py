"""Another password for oneself: it ends every session and every key of before."""

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from houvast.accounts.models import User
from houvast.accounts.rules import check_password_text
from houvast.audit.actions import recorded
from houvast.database.actor import Actor
from houvast.errors import NotAllowed, Refused, gettext_noop
from houvast.tracks.actions.notices import tell
from houvast.tracks.rules.notices import NoticeKind

WRONG = gettext_noop("Dit is niet je wachtwoord van nu. Probeer het opnieuw.")
SAME = gettext_noop("Dit is je wachtwoord van nu. Kies een ander.")
COMMON = gettext_noop("Dit staat op een lijst van wachtwoorden die veel mensen hebben.")
NAMED = gettext_noop("Dit lijkt op je naam of je e-mailadres. Kies iets anders.")
SAYS = {"password_too_common": COMMON, "password_too_similar": NAMED}


def change_password(*, by: Actor, present: str | None, new: str) -> None:
    """Change the own password; `present` is None for who took a second step a moment ago.

    The database ends the keys in the same transaction; sessions end because they hold another
    password (accounts 0017).
    """
    with recorded(by, "tracks.password_changed", by.user_id) as act:
        if by.token is not None:
            raise NotAllowed("token")
        user = User.objects.select_for_update(no_key=True).get(pk=by.user_id)
        if present is not None and not check_password(present, user.password):
            raise Refused(WRONG, field="present")
        _check_new(new, user)
        user.password, user.signed_out_at = make_password(new), act.now
        user.save(update_fields=["password", "signed_out_at"])
        tell(by.municipality_id, by.user_id, NoticeKind.KEY_CHANGED, act)


def _check_new(new: str, user: User) -> None:
    check_password_text(new)
    try:
        validate_password(new, user)
    except ValidationError as wrong:
        raise Refused(SAYS[wrong.error_list[0].code or ""], field="new") from wrong
    if check_password(new, user.password):
        raise Refused(SAME, field="new")
