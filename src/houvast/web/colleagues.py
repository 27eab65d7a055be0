"""Beheer: colleagues and their access. No young person is ever shown here."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.errors import NotFound
from houvast.tracks.actions.leaving import deactivate, restore_access, suspend_access
from houvast.tracks.reads.leaving import colleagues_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.signals import SuspendForm
from houvast.web.frame import tell


@require_safe
def colleagues(request: HttpRequest) -> HttpResponse:
    """Everybody with an account here."""
    return render(request, "colleagues/colleagues.html", {"page": colleagues_page(actor(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def suspend(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """End someone's access at once, with a reason."""
    by = actor(request)
    page = colleagues_page(by)
    who = next((one for one in page.colleagues if one.id == user_id), None)
    if who is None:
        raise NotFound
    if request.method != "POST":
        context = {"who": who, "user_id": user_id, "form": SuspendForm()}
        return render(request, "colleagues/suspend.html", context)
    form = SuspendForm(request.POST)

    def away(_done: Any) -> HttpResponse:
        said = _("De toegang is meteen beëindigd. Een ander bewaakt de momenten.")
        tell(request, said, undo=reverse("restore", args=[user_id]))
        return redirect("colleagues")

    return answered(
        request,
        form,
        lambda: suspend_access(by=by, user_id=user_id, why=form.cleaned_data["why"]),
        away,
        "colleagues/suspend.html",
        lambda: {"who": who, "user_id": user_id},
    )


@require_POST
def restore(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Let someone in again."""
    restore_access(by=actor(request), user_id=user_id)
    tell(request, _("Deze collega kan weer inloggen. Wie de momenten bewaakt, blijft dat doen."))
    return redirect("colleagues")


@require_POST
def close_account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Close an account; refused while somebody is held."""
    deactivate(by=actor(request), user_id=user_id)
    tell(request, _("Het account is afgesloten."))
    return redirect("colleagues")
