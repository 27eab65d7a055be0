"""Beheer lets a guest of a partner in: an account that opens nothing until a question comes."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from houvast.sharing.actions.guests import NewGuest, let_in_guest
from houvast.sharing.actions.tokens import Made
from houvast.sharing.reads.guests import guest_choices
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.new_guests import GuestForm
from houvast.web.systems import away_with, shown_once

PAGE = "colleagues/new_guest.html"


@require_http_methods(["GET", "HEAD", "POST"])
def new_guest(request: HttpRequest) -> HttpResponse:
    """Make the account; the first password stands on the page that follows, once."""
    by = actor(request)
    page = guest_choices(by)
    if request.method != "POST":
        form = GuestForm(initial={"key": uuid4()}, page=page)
        return shown_once(request, PAGE, {"page": page, "form": form})
    form = GuestForm(request.POST, page=page)

    def act() -> Made:
        data = dict(form.cleaned_data)
        key: UUID = data.pop("key")
        return let_in_guest(by=by, guest=NewGuest(**data), key=key)

    def away(made: Made) -> HttpResponse:
        return away_with(request, made, "new_guest")

    return answered(request, form, act, away, PAGE, lambda: {"page": page})
