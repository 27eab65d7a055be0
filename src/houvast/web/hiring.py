"""Until when a coach is hired: Beheer fills it in, and the roles end with it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from houvast.tracks.actions.hiring import set_contract
from houvast.tracks.reads.hiring import contract_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.hiring import ContractForm
from houvast.web.frame import tell


@require_http_methods(["GET", "HEAD", "POST"])
def contract(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Enter the contract of a hired coach, or the newer term of one."""
    by = actor(request)
    page = contract_page(by, user_id)
    if request.method != "POST":
        start = {
            "starts_on": page.starts_on or page.today,
            "ends_on": page.ends_on,
            "processing_until": page.processing_until,
        }
        context = {"page": page, "form": ContractForm(initial=start)}
        return render(request, "colleagues/contract.html", context)
    form = ContractForm(request.POST)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Het contract staat erin. De toegang eindigt op de laatste dag."))
        return redirect("colleagues")

    def act() -> UUID:
        return set_contract(by=by, user_id=user_id, **form.cleaned_data)

    return answered(request, form, act, away, "colleagues/contract.html", lambda: {"page": page})
