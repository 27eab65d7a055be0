"""What hangs on an employer: contact persons, who knows whom, talks, promises, brokers."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from houvast.database.actor import Actor
from houvast.employers import actions
from houvast.employers.reads.sheets import (
    EmployerSheet,
    contact_sheet,
    employer_sheet,
    promise_sheet,
    talk_sheet,
)
from houvast.employers.rules.roles import Act
from houvast.web.acting import actor
from houvast.web.forms.employers import (
    AcquaintanceForm,
    AnswerPromiseForm,
    ContactPersonForm,
    CorrectTalkForm,
    LinkBrokerForm,
    NewContactPersonForm,
    PromiseForm,
    TalkForm,
)
from houvast.web.frame import tell
from houvast.web.sheets import Sheet, answer

sheet_view = require_http_methods(["GET", "HEAD", "POST"])


def _page(employer: EmployerSheet) -> str:
    return reverse("employer", args=[employer.id])


@sheet_view
def new_contact_person(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """Add someone who works at an employer."""
    by = actor(request)
    about = employer_sheet(by, employer_id, Act.KEEP_CONTACTS)
    sheet = Sheet(
        title=_("Contactpersoon toevoegen"),
        about=about.name,
        submit=_("Toevoegen"),
        back=_page(about),
        told=_("Contactpersoon toegevoegd."),
        form=NewContactPersonForm,
        initial={"is_fixed": not about.contacts},
        note=_("Wie bel je als het spannend wordt? Vraag ook een nummer voor de avond."),
    )

    def act(form: Any) -> UUID:
        key = form.cleaned_data["key"]
        return actions.add_contact(by=by, employer_id=employer_id, facts=form.facts(), key=key)

    return answer(request, sheet, act)


@sheet_view
def contact_person(request: HttpRequest, contact_person_id: UUID) -> HttpResponse:
    """Write someone who works there anew."""
    by = actor(request)
    one = contact_sheet(by, contact_person_id)
    sheet = Sheet(
        title=one.facts.name,
        about=one.employer.name,
        submit=_("Bewaren"),
        back=_page(one.employer),
        told=_("Bewaard."),
        form=ContactPersonForm,
        initial={name: getattr(one.facts, name) for name in one.facts.__slots__},
    )

    def act(form: Any) -> None:
        actions.change_contact(by=by, contact_id=contact_person_id, facts=form.facts())

    return answer(request, sheet, act)


@sheet_view
def know(request: HttpRequest, contact_person_id: UUID) -> HttpResponse:
    """Note that one of us knows someone who works there."""
    by = actor(request)
    one = contact_sheet(by, contact_person_id, Act.NOTE_ACQUAINTANCE)
    sheet = Sheet(
        title=_("Wie van ons kent {name}?").format(name=one.facts.name),
        about=one.employer.name,
        submit=_("Bewaren"),
        back=_page(one.employer),
        told=_("Bewaard. Collega's zien nu wie de kortste weg is."),
        form=AcquaintanceForm,
        initial={"user": str(by.user_id)},
        given={"sheet": one.employer},
    )

    def act(form: Any) -> UUID:
        data = form.cleaned_data
        return actions.note_acquaintance(
            by=by,
            contact_id=contact_person_id,
            how=data["how"],
            since=data["since"],
            user_id=data["user"],
            key=data["key"],
        )

    return answer(request, sheet, act)


@sheet_view
def talk(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """Note a talk with an employer."""
    by = actor(request)
    about = employer_sheet(by, employer_id, Act.LOG_CONVERSATION)
    sheet = Sheet(
        title=_("Gesprek vastleggen"),
        about=about.name,
        submit=_("Opslaan"),
        back=_page(about),
        told=_("Gesprek bewaard."),
        form=TalkForm,
        initial={"on": about.today},
        given={"sheet": about},
    )

    def act(form: Any) -> UUID:
        return actions.log_conversation(by=by, employer_id=employer_id, **form.talk())

    return answer(request, sheet, act)


@sheet_view
def correct_talk(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Write one's own talk anew, and say what was wrong."""
    by = actor(request)
    one = talk_sheet(by, conversation_id)
    said = {"on": one.on, "about": one.about, "next_on": one.next_on, "contact": one.contact_id}
    sheet = Sheet(
        title=_("Gesprek verbeteren"),
        about=one.employer.name,
        submit=_("Bewaren"),
        back=_page(one.employer),
        told=_("Gesprek verbeterd."),
        form=CorrectTalkForm,
        initial=said,
        given={"sheet": one.employer},
    )

    def act(form: Any) -> UUID:
        return actions.correct_conversation(by=by, conversation_id=conversation_id, **form.talk())

    return answer(request, sheet, act)


@sheet_view
def promise(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """Note what the employer promised us, or we the employer."""
    by = actor(request)
    about = employer_sheet(by, employer_id, Act.KEEP_PROMISES)
    sheet = Sheet(
        title=_("Afspraak vastleggen"),
        about=about.name,
        submit=_("Opslaan"),
        back=_page(about),
        told=_("Afspraak bewaard."),
        form=PromiseForm,
        initial={"promised_by": "employer"},
        note=_("Een afspraak gaat over werk, nooit over een jongere."),
    )

    def act(form: Any) -> UUID:
        return actions.make_promise(by=by, employer_id=employer_id, **form.cleaned_data)

    return answer(request, sheet, act)


@require_POST
def promise_kept(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Say in one tap that a promise was kept."""
    by = actor(request)
    one = promise_sheet(by, promise_id)
    actions.answer_promise(by=by, promise_id=promise_id, kept=True)
    tell(request, _("Mooi: nagekomen."), undo=reverse("promise_open", args=[promise_id]))
    from_day = request.POST.get("from") == "day"
    return redirect("work_day" if from_day else _page(one.employer))


@sheet_view
def promise_broken(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Say that a promise was not kept, and what came in between."""
    by = actor(request)
    one = promise_sheet(by, promise_id)
    sheet = Sheet(
        title=_("Niet nagekomen"),
        about=one.employer.name,
        submit=_("Bewaren"),
        back=_page(one.employer),
        told=_("Bewaard. Maak een nieuwe afspraak als het alsnog kan."),
        form=AnswerPromiseForm,
        note=one.text,
    )

    def act(form: Any) -> None:
        reason = form.cleaned_data["reason"]
        actions.answer_promise(by=by, promise_id=promise_id, kept=False, reason=reason)

    return answer(request, sheet, act, lambda _done: reverse("promise_open", args=[promise_id]))


@require_POST
def promise_open(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Take back today's answer to a promise."""
    by = actor(request)
    one = promise_sheet(by, promise_id)
    actions.reopen_promise(by=by, promise_id=promise_id)
    tell(request, _("De afspraak staat weer open."))
    return redirect(_page(one.employer))


@sheet_view
def broker(request: HttpRequest, employer_id: UUID) -> HttpResponse:
    """Let a broker see this employer for a year."""
    by = actor(request)
    about = employer_sheet(by, employer_id, Act.LINK_BROKER)
    sheet = Sheet(
        title=_("Bemiddelaar koppelen"),
        about=about.name,
        submit=_("Koppelen"),
        back=_page(about),
        told=_("Gekoppeld, voor een jaar."),
        form=LinkBrokerForm,
        given={"sheet": about},
        note=_("Hij ziet deze werkgever en zijn werkplekken, en nooit een jongere."),
    )

    def act(form: Any) -> UUID:
        data = form.cleaned_data
        return actions.link_broker(
            by=by, employer_id=employer_id, user_id=data["user"], key=data["key"]
        )

    return answer(request, sheet, act)


Verb = Callable[[Actor, UUID], object]
STEPS: dict[str, dict[str, tuple[Verb, str | Promise, str]]] = {
    "contactpersoon": {
        "weg": (
            lambda by, key: actions.contact_left(by=by, contact_id=key),
            gettext_lazy("Bewaard: deze persoon werkt hier niet meer."),
            "terug",
        ),
        "terug": (
            lambda by, key: actions.contact_back(by=by, contact_id=key),
            gettext_lazy("Teruggezet. Kies opnieuw wie je eerst belt."),
            "",
        ),
    },
    "kennis": {
        "weg": (
            lambda by, key: actions.end_acquaintance(by=by, acquaintance_id=key),
            gettext_lazy("Weggehaald."),
            "terug",
        ),
        "terug": (
            lambda by, key: actions.acquaintance_back(by=by, acquaintance_id=key),
            gettext_lazy("Teruggezet."),
            "",
        ),
    },
    "bemiddelaar": {
        "stop": (
            lambda by, key: actions.end_broker_link(by=by, link_id=key),
            gettext_lazy("De koppeling is gestopt. Deze ondernemer ziet de werkgever niet meer."),
            "terug",
        ),
        "terug": (
            lambda by, key: actions.relink_broker(by=by, link_id=key),
            gettext_lazy("Opnieuw gekoppeld, voor een jaar."),
            "",
        ),
    },
}
"""What can be done in one tap with what hangs on an employer, what is told, and what undoes it."""


@require_POST
def part_step(request: HttpRequest, employer_id: UUID, part: str, key: UUID, step: str) -> Any:
    """One tap on a contact person, an acquaintance or a broker; each can be undone that day."""
    if step not in STEPS.get(part, {}):
        raise Http404
    act, told, back = STEPS[part][step]
    act(actor(request), key)
    undo = reverse("part_step", args=[employer_id, part, key, back]) if back else ""
    tell(request, told, undo=undo)
    return redirect("employer", employer_id)
