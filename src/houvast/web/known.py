"""Bekend hier? Yes and whom to call, or no. And for who steers: who asked what for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from houvast.accounts.rules import Purpose
from houvast.tracks.actions.known import Answer, ask_known_here
from houvast.tracks.reads.known import asked_page, still_to_ask
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.forms.known import KnownForm

PAGE = "known/known.html"


@require_http_methods(["GET", "HEAD", "POST"])
def known_here(request: HttpRequest) -> HttpResponse:
    """Ask once; the answer stands on the page that comes back and nowhere else."""
    by = actor(request, Purpose.KNOWN_HERE)
    if request.method != "POST":
        return render(request, PAGE, {"form": KnownForm(), "still": still_to_ask(by)})
    form = KnownForm(request.POST)

    def shown(answer: Answer) -> HttpResponse:
        context = {"form": KnownForm(), "answer": answer, "still": answer.still}
        return render(request, PAGE, context)

    return answered(
        request,
        form,
        lambda: ask_known_here(by=by, question=form.question()),
        shown,
        PAGE,
        lambda: {"still": still_to_ask(by)},
    )


@require_safe
def known_asked(request: HttpRequest) -> HttpResponse:
    """Which questions were asked, by whom and what for; about whom stands in the trail only."""
    return render(request, "known/asked.html", {"page": asked_page(actor(request))})
