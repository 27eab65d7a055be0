"""What later reports are held against, as somebody sets it; and a figure from a report."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from houvast.plans.reads.yardsticks import Goal, Reported, Stick
from houvast.plans.rules.yardsticks import LONGEST_PART, LONGEST_REASON, Measure, half_years
from houvast.web.fields import ChipsSelect, DayInput, DomainForm, Textarea
from houvast.web.forms import choices, key_field
from houvast.web.plan_check_words import amount_words

READERS = _("Beleidsmedewerkers en programmamanagers van deze gemeente.")
BACK, AHEAD = 6, 4
"""Years of which a half year can be chosen."""


def _amount() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Hoeveel jongeren?"),
        help_text=_("Zoals het in het plan staat. Klopt dat niet, verander het dan."),
    )


def _due() -> forms.DateField:
    return forms.DateField(
        label=_("Op welke dag moet dit er zijn?"),
        widget=DayInput(),
        help_text=_("Zegt het plan “eind 2027”, kies dan 31 december 2027."),
    )


def _part() -> forms.CharField:
    return forms.CharField(
        label=_("Voor welk gebied of programma?"),
        max_length=LONGEST_PART,
        required=False,
        help_text=_("Laat dit leeg voor de hele gemeente. Voor een deel telt Houvast niet."),
    )


def _reason(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_REASON, widget=Textarea({"rows": 2}))


class YardstickForm(DomainForm):
    """What the number is about, how many, from which half year and before which day."""

    about_people = False
    readers = {"part": READERS}

    key = key_field()
    measure = forms.TypedChoiceField(
        label=_("Waar gaat dit getal over?"),
        coerce=Measure,
        choices=choices(Measure),
        widget=ChipsSelect(),
        help_text=_(
            "Bereikt: er was een eerste echt gesprek. Of iemand nog werkt, vraagt de coach na zes"
            " maanden."
        ),
    )
    amount = _amount()
    since = forms.TypedChoiceField(
        label=_("Vanaf welke dag telt het?"),
        coerce=date.fromisoformat,
        help_text=_("Houvast telt per half jaar."),
    )
    due = _due()
    part = _part()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = half_years(today.year - BACK, today.year + AHEAD)
        named = [(one.isoformat(), date_format(one, "j F Y")) for one in days]
        fields: Any = self.fields
        fields["since"].choices = [("", _("Kies een dag")), *named]

    @staticmethod
    def of(goal: Goal) -> dict[str, Any]:
        """The number of the plan, filled in to begin with; a person says all else."""
        whole = goal.amount == int(goal.amount)
        return {"amount": int(goal.amount)} if whole else {}


class ChangeYardstickForm(DomainForm):
    """Another number, day or part, and why."""

    about_people = False
    readers = {"reason": READERS}

    amount = _amount()
    due = _due()
    part = _part()
    reason = _reason(_("Waarom verandert dit?"))

    @staticmethod
    def of(stick: Stick) -> dict[str, Any]:
        """A yardstick as it stands."""
        return {"amount": stick.amount, "due": stick.due, "part": stick.part}


class DropYardstickForm(DomainForm):
    """Why a yardstick is let go."""

    about_people = False
    readers = {"reason": READERS}

    reason = _reason(_("Waarom vervalt deze meetlat?"))


class FigureForm(DomainForm):
    """A number that somebody accepted from a report, and of which day it is."""

    about_people = False

    fact_id = forms.TypedChoiceField(label=_("Welk getal uit welk stuk?"), coerce=UUID)
    on_day = forms.DateField(
        label=_("Tot en met welke dag is dit geteld?"),
        widget=DayInput(),
        help_text=_("Die dag staat in het verslag, of het is de laatste dag waar het over gaat."),
    )

    def __init__(self, *args: Any, reported: Iterable[Reported], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [
            (str(one.fact), f"{amount_words(one.amount)} · {one.period} · {one.place.title}")
            for one in reported
        ]
        fields: Any = self.fields
        fields["fact_id"].choices = [("", _("Kies een getal")), *named]
