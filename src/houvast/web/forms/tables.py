"""Forms of case tables: plan one, ask somebody along, and agree on something in a few keys."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.meetings.actions.tables import TablePlan
from houvast.meetings.reads.tables import TableChoices
from houvast.meetings.rules.agreements import AgreementVerb
from houvast.meetings.rules.tables import LONGEST_PLACE
from houvast.meetings.rules.together import Sitter
from houvast.web.fields import ChipsSelectMultiple, ClockInput, DayInput, DomainForm
from houvast.web.forms import UNCHOSEN, choices
from houvast.web.short_days import ShortDayField
from houvast.web.words import word

LONGEST_NAME = 100


class TableForm(DomainForm):
    """A case table: where, when, of which team, and who is asked."""

    team = forms.TypedChoiceField(label=gettext_lazy("Van welk team?"), coerce=UUID)
    place = forms.CharField(label=gettext_lazy("Waar is het?"), max_length=LONGEST_PLACE)
    day = forms.DateField(label=gettext_lazy("Welke dag?"), widget=DayInput())
    begins = forms.TimeField(label=gettext_lazy("Hoe laat?"), widget=ClockInput())
    deputy = forms.TypedChoiceField(
        label=gettext_lazy("Wie leidt het als jij er niet bent?"),
        coerce=UUID,
        empty_value=None,
        required=False,
    )
    seats = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Wie vraag je?"),
        coerce=UUID,
        required=False,
        widget=ChipsSelectMultiple(),
        help_text=gettext_lazy(
            "Een coach ziet aan tafel alleen wie hij of zij begeleidt. Kies per jongere wie er"
            " nog bij hoort."
        ),
    )

    def __init__(self, *args: Any, options: TableChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        teams = [(str(pk), name) for pk, name in options.teams]
        fields["team"].choices = [("", _("Kies een team")), *teams]
        steer = [(str(pk), name) for pk, name in options.coordinators]
        fields["deputy"].choices = [("", _("Niemand")), *steer]
        fields["seats"].choices = [
            (str(pk), f"{name} · {word(role)}, {team}") for pk, name, role, team in options.people
        ]

    def plan(self) -> TablePlan:
        """What was filled in."""
        data = self.cleaned_data
        return TablePlan(
            team_id=data["team"],
            place=data["place"],
            day=data["day"],
            begins=data["begins"],
            deputy_id=data["deputy"],
            asked=data["seats"],
        )


def labels_of(sitters: Iterable[Sitter]) -> dict[str, UUID]:
    """The people of a table by what one types to find them; namesakes with their role."""
    every = list(sitters)
    names = [one.name for one in every]
    found: dict[str, UUID] = {}
    for one in every:
        label = one.name if names.count(one.name) == 1 else f"{one.name}, {word(one.role)}"
        found[label if label not in found else f"{label} {len(found) + 1}"] = one.user_id
    return found


class AgreementForm(DomainForm):
    """Who does what before which day: three fields, and Enter. There is no field for words."""

    asked = ("verb", "owner", "due")

    verb = forms.TypedChoiceField(
        label=gettext_lazy("Wat"),
        coerce=AgreementVerb,
        choices=[UNCHOSEN, *choices(AgreementVerb)],
    )
    owner = forms.CharField(
        label=gettext_lazy("Wie"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"list": "owners", "autocomplete": "off"}),
    )
    due = ShortDayField(
        label=gettext_lazy("Voor welke dag"),
        help_text=gettext_lazy("vr, +7, morgen of 27-11"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, sitters: Iterable[Sitter], today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.labels = labels_of(sitters)
        fields: Any = self.fields
        fields["due"].today = today

    def clean_owner(self) -> UUID:
        """The one of the table whose name begins with what was typed."""
        typed = str(self.cleaned_data["owner"]).strip().casefold()
        named = {label.casefold(): user for label, user in self.labels.items()}
        if typed in named:
            return named[typed]
        fits = [label for label in self.labels if label.casefold().startswith(typed)]
        if len(fits) == 1:
            return self.labels[fits[0]]
        if fits:
            raise ValidationError(
                _("Dit past bij {names}. Typ nog een letter.").format(names=", ".join(fits[:4]))
            )
        raise ValidationError(_("Zo heet niemand aan deze tafel. Kies iemand van dit overleg."))


class SeatForm(DomainForm):
    """One more colleague at the table."""

    who = forms.TypedChoiceField(label=gettext_lazy("Wie komt erbij?"), coerce=UUID)

    def __init__(self, *args: Any, people: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        rest = [(str(pk), name) for pk, name in people]
        fields["who"].choices = [("", _("Kies een collega")), *rest]


class PeopleForm(DomainForm):
    """Who of the table takes part in one case."""

    seats = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Wie hoort bij deze jongere?"),
        coerce=UUID,
        widget=ChipsSelectMultiple(),
        help_text=gettext_lazy("Wie hier niet bij hoort, ziet aan tafel niets van deze jongere."),
    )

    def __init__(self, *args: Any, sitters: Iterable[Sitter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["seats"].choices = [
            (str(one.seat_id), f"{one.name} · {word(one.role)}") for one in sitters
        ]
