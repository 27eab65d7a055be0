"""Rollen: what lapses soon, and who says that it stays. No young person is ever shown here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from houvast.tracks.actions.role_reviews import review_roles
from houvast.tracks.reads.role_reviews import role_reviews_page
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.role_reviews import RoleReviewsForm
from houvast.web.frame import tell

PAGE = "colleagues/role_reviews.html"


@require_http_methods(["GET", "HEAD", "POST"])
def role_reviews(request: HttpRequest) -> HttpResponse:
    """The roles that end soon or lapsed lately, and one form for all of them."""
    by = actor(request)
    page = role_reviews_page(by)
    if request.method != "POST":
        return render(request, PAGE, {"page": page, "form": RoleReviewsForm(page=page)})
    form = RoleReviewsForm(request.POST, page=page)

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Vastgelegd. Wat twee personen vraagt, wacht nog op de tweede."))
        return redirect("role_reviews")

    return answered(
        request,
        form,
        lambda: review_roles(by=by, answers=form.answers()),
        away,
        PAGE,
        lambda: {"page": page},
    )
