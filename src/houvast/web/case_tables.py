"""Casusoverleg: plan it, lead it, and what somebody who is there sees of one young person."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houvast.accounts.rules import Purpose, Role
from houvast.database.actor import Actor
from houvast.errors import NotAllowed
from houvast.meetings.actions.agenda import choose_people
from houvast.meetings.actions.agreements import answer_agreement, drop_agreement, make_agreement
from houvast.meetings.actions.tables import (
    add_seat,
    close_table,
    come,
    leave,
    make_agenda,
    open_table,
    plan_table,
)
from houvast.meetings.reads.agreements import tables_page
from houvast.meetings.reads.cases import CasePage, case_page, people_page, table_page
from houvast.meetings.reads.invitations import invitation
from houvast.meetings.reads.tables import table_choices
from houvast.meetings.rules.agreements import AgreementStep
from houvast.web.acting import actor
from houvast.web.answers import answered
from houvast.web.case_rows import rows_of
from houvast.web.fields import DomainForm
from houvast.web.forms.tables import AgreementForm, PeopleForm, SeatForm, TableForm
from houvast.web.frame import tell


def _at_table(request: HttpRequest) -> Actor:
    """Who leads acts for steering, everybody else for the table itself."""
    leads = getattr(request, "role", None) is Role.PROCESS_COORDINATOR
    return actor(request, Purpose.PROCESS_STEERING if leads else Purpose.CASE_TABLE)


@require_safe
def case_tables(request: HttpRequest) -> HttpResponse:
    """The case tables to which one is asked, and the own agreements of them."""
    return render(request, "tables/tables.html", {"page": tables_page(_at_table(request))})


@require_http_methods(["GET", "HEAD", "POST"])
def new_case_table(request: HttpRequest) -> HttpResponse:
    """Plan a case table; its agenda makes itself."""
    by = actor(request, Purpose.PROCESS_STEERING)
    options = table_choices(by)
    if request.method != "POST":
        form = TableForm(options=options, initial={"day": options.today, "begins": "10:00"})
        return render(request, "tables/new.html", {"form": form})
    form = TableForm(request.POST, options=options)

    def away(meeting_id: UUID) -> HttpResponse:
        tell(request, _("Het overleg staat. De agenda is gemaakt."))
        return redirect("case_table", meeting_id)

    return answered(
        request,
        form,
        lambda: plan_table(by=by, plan=form.plan()),
        away,
        "tables/new.html",
        dict,
    )


@require_safe
def case_table(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One case table: the agenda, who is there, and each case that the reader may see."""
    return render(
        request, "tables/table.html", _table_context(request, _at_table(request), meeting_id)
    )


def _table_context(request: HttpRequest, by: Actor, meeting_id: UUID) -> dict[str, Any]:
    page = table_page(by, meeting_id)
    return {"page": page, "rows": rows_of(page), "table": page.table}


STEPS = {"agenda": make_agenda, "openen": open_table, "sluiten": close_table}
STEP_WORDS = {
    "openen": gettext_noop("Het overleg is open. Wie binnenkomt, ziet zijn eigen jongeren."),
    "sluiten": gettext_noop("Het overleg is voorbij. De afspraken staan bij Taken."),
}


@require_POST
def case_table_step(request: HttpRequest, meeting_id: UUID, step: str) -> HttpResponse:
    """Make the agenda anew, open the table, or close it."""
    if step not in STEPS:
        raise Http404
    by = actor(request, Purpose.PROCESS_STEERING)
    left_out = STEPS[step](by=by, table_id=meeting_id)
    words = _(STEP_WORDS[step]) if step in STEP_WORDS else _("De agenda is van nu.")
    if left_out:
        words += " " + _("{many} pasten er niet op.").format(many=left_out)
    tell(request, words)
    return redirect("case_table", meeting_id)


@require_safe
def invite(request: HttpRequest, meeting_id: UUID, user_id: UUID) -> HttpResponse:
    """Invitation and agenda of one participant to print, with the own agreements alone."""
    by = actor(request, Purpose.PROCESS_STEERING)
    page = invitation(by, meeting_id, user_id)
    return render(request, "tables/invitation.html", {"page": page})


@require_POST
def presence(request: HttpRequest, meeting_id: UUID, user_id: UUID, step: str) -> HttpResponse:
    """Somebody comes in or leaves: the one who leads notes it, or one says so oneself."""
    if step not in ("komt", "gaat"):
        raise Http404
    act = come if step == "komt" else leave
    act(by=_at_table(request), table_id=meeting_id, user_id=user_id)
    return redirect("case_table", meeting_id)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_along(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Ask one more colleague to the table."""
    by = actor(request, Purpose.PROCESS_STEERING)
    page, options = table_page(by, meeting_id), table_choices(by)
    there = {one.user_id for one in page.table.sitters}
    others = [(pk, name) for pk, name, *_rest in options.people if pk not in there]
    others += [one for one in options.coordinators if one[0] not in there]
    context = {"table": page.table}
    if request.method != "POST":
        form = SeatForm(people=others)
        return render(request, "tables/ask_along.html", context | {"form": form})
    form = SeatForm(request.POST, people=others)

    def act() -> None:
        add_seat(by=by, table_id=meeting_id, user_id=form.cleaned_data["who"])

    def away(_done: Any) -> HttpResponse:
        tell(request, _("Gevraagd. Kies nog bij welke jongeren deze collega hoort."))
        return redirect("case_table", meeting_id)

    return answered(request, form, act, away, "tables/ask_along.html", lambda: context)


@require_safe
def table_case(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """One young person at an open table: what all who are there may see, or the reader alone."""
    by = actor(request, Purpose.CASE_TABLE)
    page = _case(request, by, meeting_id, item_id)
    form = AgreementForm(sitters=page.table.sitters, today=page.today)
    return render(request, "tables/case.html", _case_context(page, by, form))


def _case(request: HttpRequest, by: Actor, meeting_id: UUID, item_id: UUID) -> CasePage:
    """On the screen of who leads, what everybody may see; on all others what the reader may."""
    leads = by.role == Role.PROCESS_COORDINATOR
    alone = request.GET.get("scherm") == "eigen"
    return case_page(by, meeting_id, item_id, shared=leads and not alone)


def _case_context(page: CasePage, by: Actor, form: DomainForm) -> dict[str, Any]:
    leads = by.role == Role.PROCESS_COORDINATOR
    return {"page": page, "table": page.table, "case": page.case, "leads": leads, "form": form}


@require_POST
def agree_at_table(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Keep an agreement: verb, owner, day."""
    by = actor(request, Purpose.CASE_TABLE)
    if by.role != Role.PROCESS_COORDINATOR:
        raise NotAllowed("coordinator")
    page = _case(request, by, meeting_id, item_id)
    form = AgreementForm(request.POST, sitters=page.table.sitters, today=page.today)

    def act() -> UUID:
        data = form.cleaned_data
        return make_agreement(
            by=by, item_id=item_id, verb=data["verb"], owner_id=data["owner"], due=data["due"]
        )

    def away(_made: Any) -> HttpResponse:
        tell(request, _("Afgesproken."))
        return redirect("table_case", meeting_id, item_id)

    return answered(
        request, form, act, away, "tables/case.html", lambda: _case_context(page, by, form)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def case_people(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Say who of the table takes part in a case."""
    by = actor(request, Purpose.PROCESS_STEERING)
    page = people_page(by, item_id)
    sitters = page.table.sitters
    if request.method != "POST":
        form = PeopleForm(sitters=sitters, initial={"seats": [str(one) for one in page.joined]})
        return render(request, "tables/people.html", {"page": page, "form": form})
    form = PeopleForm(request.POST, sitters=sitters)

    def act() -> UUID:
        return choose_people(by=by, item_id=item_id, seats=form.cleaned_data["seats"])

    def away(meeting_id: UUID) -> HttpResponse:
        tell(request, _("Zo doen deze mensen mee."))
        return redirect("case_table", meeting_id)

    return answered(request, form, act, away, "tables/people.html", lambda: {"page": page})


ANSWERS = {
    "ja": AgreementStep.ACCEPT,
    "nee": AgreementStep.DECLINE,
    "klaar": AgreementStep.FINISH,
    "terug": AgreementStep.PUT_BACK,
}


@require_POST
def agreement_step(request: HttpRequest, agreement_id: UUID, step: str) -> HttpResponse:
    """Say yes or no to an agreement, that it is done, or that it is dropped."""
    back = "tasks" if request.POST.get("back") == "tasks" else "case_tables"
    if step == "vervalt":
        drop_agreement(by=actor(request, Purpose.PROCESS_STEERING), agreement_id=agreement_id)
        tell(request, _("De afspraak vervalt."))
        return redirect(back)
    if step not in ANSWERS:
        raise Http404
    by = actor(request, Purpose.CASE_TABLE)
    answer_agreement(by=by, agreement_id=agreement_id, step=ANSWERS[step])
    tell(request, _("Het staat zo genoteerd. Wat niet klaar is, komt terug op de agenda."))
    return redirect(back)
