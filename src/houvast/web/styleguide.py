"""The style guide: every part in each of its states, with long names, errors and emptiness."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from houvast.errors import Refused, gettext_noop
from houvast.web.fields import (
    ChipsSelect,
    ChipsSelectMultiple,
    ClockInput,
    DayInput,
    DomainForm,
    Textarea,
    TilesSelect,
)

LONG = "Shanice Alexandrina van Wijngaarden-Kowalczyk"
SAMPLE_DAY = date(2026, 11, 24)

HOW = {
    "street": (_("Op straat"), "footprints"),
    "phone": (_("Gebeld"), "phone"),
    "message": (_("Bericht"), "message-circle"),
    "office": (_("Op kantoor"), "building-2"),
    "home": (_("Thuis"), "home"),
    "work": (_("Op het werk"), "briefcase"),
}
OUTCOME = {
    "spoke": (_("Gesproken"), "circle-check"),
    "not_reached": (_("Niet bereikt"), "user-x"),
    "worried": (_("Zorgen"), "triangle-alert"),
}


def _tiles(options: dict[str, tuple[Any, str]], **kwargs: Any) -> forms.ChoiceField:
    widget = TilesSelect(icons={key: glyph for key, (_words, glyph) in options.items()}, **kwargs)
    return forms.ChoiceField(
        choices=[(key, words) for key, (words, _glyph) in options.items()], widget=widget
    )


class SampleForm(DomainForm):
    """A contact, in the way every form of Houvast looks."""

    who = forms.ChoiceField(
        label=_("Wie?"),
        choices=[("a", "Shanice D."), ("b", LONG)],
        widget=TilesSelect(columns=2, notes={"a": "Oosterpark", "b": "Havenkwartier"}),
    )
    how = _tiles(HOW)
    outcome = _tiles(OUTCOME, amber=["worried"])
    when = forms.ChoiceField(
        label=_("Volgend contact"),
        choices=[("1", _("Morgen")), ("3", _("3 dagen")), ("7", _("1 week"))],
        widget=ChipsSelect(),
    )
    day = forms.DateField(label=_("Andere dag"), widget=DayInput(), required=False)
    clock = forms.TimeField(label=_("Tijd"), widget=ClockInput(), required=False)
    topics = forms.MultipleChoiceField(
        label=_("Waar ging het over?"),
        choices=[("work", _("Werk")), ("home", _("Wonen")), ("money", _("Inkomen"))],
        widget=ChipsSelectMultiple(),
        required=False,
    )
    hours = forms.IntegerField(label=_("Uren per week"), min_value=1, max_value=40, required=False)
    coach = forms.ChoiceField(
        label=_("Coach"), choices=[("", _("Kies een coach")), ("s", "Samira Bouzid")]
    )
    note = forms.CharField(
        label=_("Notitie"),
        help_text=_("Schrijf alleen op wat nodig is. De jongere mag dit lezen."),
        max_length=600,
        widget=Textarea(),
        required=False,
    )
    agreed = forms.BooleanField(label=_("Dit moment is samen afgesproken"), required=False)
    readers = {"note": _("Jij, je vervanger en de jongere kunnen dit lezen.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].label = _("Hoe?")
        self.fields["outcome"].label = _("Gelukt?")


class LongForm(DomainForm):
    """A short form of which the text is too long."""

    what = forms.CharField(label=_("Wat ga je doen?"), max_length=60)


@login_not_required
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show all parts. It exists in the demo and in tests only."""
    if not (settings.DEMO or settings.TESTING):
        raise Http404
    return render(request, "styleguide.html", _samples())


def _samples() -> dict[str, Any]:
    wrong = SampleForm({"how": "smoke", "day": "2026-12-01", "hours": "80", "note": "n" * 612})
    wrong.refuse(
        Refused(gettext_noop("Er is al een moment op {day}."), field="day", day="di 1 dec")
    )
    wrong.refuse(
        Refused(gettext_noop("Deze jongere heeft nu een andere coach. Vraag de teamleider."))
    )
    filled = {"who": "b", "how": "street", "outcome": "worried", "when": "7", "agreed": True}
    return {
        "sample_day": SAMPLE_DAY,
        "seen": date(2026, 11, 15),
        "moment_at": datetime(2026, 11, 27, 13, 0, tzinfo=UTC),
        "long_name": LONG,
        "tones": [
            ("red", _("6 dagen te laat")),
            ("amber", _("Past bijna")),
            ("green", _("Klaar")),
            ("blue", _("Proefdag gepland")),
            ("grey", _("Concept")),
        ],
        "states": [
            (_("Voorgesteld"), "done"),
            (_("Jongere wil"), "done"),
            (_("Kennisgemaakt"), "now"),
            (_("Startdatum afgesproken"), "next"),
            (_("Gestart"), "next"),
        ],
        "free": SampleForm(initial=filled),
        "wrong": wrong,
        "long": LongForm({"what": "w" * 61}, prefix=None, auto_id="long_%s"),
    }
