"""Enter a signal and answer it: observed behaviour, apart from opinion."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.accounts.rules import SuspendReason
from houvast.tracks.actions.signals import Observation, Who
from houvast.tracks.actions.tracks import Proposal
from houvast.tracks.reads.signals import EntryChoices, SignalPage
from houvast.tracks.rules.contacts import Ahead
from houvast.tracks.rules.signals import Necessity
from houvast.tracks.rules.states import FactKind, Source
from houvast.web.fields import ChipsSelect, DayInput, DomainForm, Textarea
from houvast.web.forms import UNCHOSEN, choices, coach_to_choose, key_field
from houvast.web.forms.known import AsksFirst

LONG, SHORT = 2000, 300
NOTICED = [one for one in Source if one is not Source.SAFETY]
"""Who can have noticed it; what Veiligheid offers nobody enters here."""


class SignalForm(DomainForm):
    """What was noticed, by whom, and about whom as far as known."""

    readers = {
        "behaviour": _("De triage leest dit. Als iemand het oppakt ook de coach en de jongere."),
        "opinion": _("De triage leest dit. Als iemand het oppakt ook de coach en de jongere."),
    }

    key = key_field()
    behaviour = forms.CharField(
        label=_("Wat was er te zien?"),
        max_length=LONG,
        widget=Textarea({"rows": 4}),
        help_text=_("Alleen gedrag. Geen oordeel, geen namen van anderen."),
    )
    observed_on = forms.DateField(label=_("Wanneer was dat?"), widget=DayInput())
    kind = forms.TypedChoiceField(
        label=_("Hoe weet je dit?"), coerce=FactKind, choices=[UNCHOSEN, *choices(FactKind)]
    )
    source = forms.TypedChoiceField(
        label=_("Wie merkte het op?"), coerce=Source, choices=[UNCHOSEN, *choices(NOTICED)]
    )
    criterion = forms.TypedChoiceField(label=_("Waarom past dit bij het programma?"), coerce=UUID)
    opinion = forms.CharField(
        label=_("Wat denk jij ervan?"),
        required=False,
        max_length=LONG,
        widget=Textarea({"rows": 2}),
        help_text=_("Je mening staat apart van wat je zag."),
    )
    nickname = forms.CharField(
        label=_("Roepnaam"),
        required=False,
        max_length=60,
        help_text=_("Weet je niet wie het is? Laat dit leeg."),
    )
    given_name = forms.CharField(label=_("Voornaam"), required=False, max_length=60)
    family_name = forms.CharField(label=_("Achternaam"), required=False, max_length=80)
    birth_date = forms.DateField(label=_("Geboortedatum"), required=False, widget=DayInput())
    phone = forms.CharField(label=_("Telefoonnummer"), required=False, max_length=20)

    def __init__(self, *args: Any, offered: EntryChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        criterion: Any = self.fields["criterion"]
        grounds = [(str(one.id), one.text) for one in offered.criteria]
        criterion.choices = [("", _("Kies een reden")), *grounds] if len(grounds) > 1 else grounds

    def observation(self) -> Observation:
        """What was noticed."""
        data = self.cleaned_data
        return Observation(
            behaviour=data["behaviour"],
            kind=data["kind"],
            source=data["source"],
            observed_on=data["observed_on"],
            criterion_id=data["criterion"],
            opinion=data["opinion"],
        )

    def who(self) -> Who:
        """About whom."""
        data = self.cleaned_data
        return Who(
            nickname=data["nickname"],
            given_name=data["given_name"],
            family_name=data["family_name"],
            birth_date=data["birth_date"],
            phone=data["phone"],
        )


class OwnFindForm(AsksFirst, SignalForm):
    """What a coach saw himself, about whom, and when they meet again."""

    readers = {
        "behaviour": _("Jij, je vervanger en de jongere kunnen dit lezen."),
        "opinion": _("Jij, je vervanger en de jongere kunnen dit lezen."),
    }

    next_on = forms.DateField(label=_("Volgend moment"), widget=DayInput())
    what = forms.CharField(label=_("Wat gaan jullie doen?"), required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["birth_date"].help_text = _(
            "Met de achternaam erbij kijkt Houvast of iemand hier al bekend is. Dat wordt bewaard."
        )
        self.fields["nickname"].required = True
        self.fields["nickname"].help_text = _("Zo noem je de jongere.")

    def next_moment(self) -> Ahead:
        """The first moment, as asked for."""
        return Ahead(self.cleaned_data["next_on"], what=self.cleaned_data["what"])


class TakeUpForm(AsksFirst):
    """The three answers of the law, who holds the track, and which coach is asked."""

    readers = dict.fromkeys(
        ("necessity", "proportionality", "subsidiarity"),
        _("Wie het aanmeldde, de coach en de jongere kunnen dit lezen."),
    )

    necessity = forms.CharField(
        label=_("Waarom is een traject nodig?"), max_length=LONG, widget=Textarea({"rows": 2})
    )
    proportionality = forms.CharField(
        label=_("Waarom weegt dit op tegen de inbreuk?"),
        max_length=LONG,
        widget=Textarea({"rows": 2}),
    )
    subsidiarity = forms.CharField(
        label=_("Waarom kan het niet met minder?"), max_length=LONG, widget=Textarea({"rows": 2})
    )
    criterion = forms.TypedChoiceField(
        label=_("Wat is jullie eigen reden om te helpen?"),
        coerce=UUID,
        help_text=_("Veiligheid zei niet waarom. Kies waarom dit bij jullie programma past."),
    )
    nickname = forms.CharField(
        label=_("Roepnaam"), max_length=60, help_text=_("Zo weet de coach wie hij zoekt.")
    )
    holder = forms.TypedChoiceField(
        label=_("Wie houdt het vast tot een coach ja zegt?"), coerce=UUID
    )
    coach = forms.TypedChoiceField(label=_("Welke coach vraag je?"), coerce=UUID)
    reason = forms.CharField(
        label=_("Waarom deze coach?"),
        max_length=SHORT,
        help_text=_("De coach leest dit voordat hij ja zegt."),
    )

    def __init__(self, *args: Any, page: SignalPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if page.line.person_id:
            del fields["nickname"]
        if page.is_offered:
            fields["criterion"].choices = [
                ("", _("Kies een reden")),
                *((str(one.id), one.text) for one in page.criteria),
            ]
        else:
            del fields["criterion"]
        holders = [(str(one.id), one.name) for one in page.coordinators]
        fields["holder"].choices = [UNCHOSEN, *holders] if len(holders) > 1 else holders
        fields["coach"].choices = coach_to_choose(page.coaches)

    def answers(self) -> Necessity:
        """The three answers."""
        data = self.cleaned_data
        return Necessity(data["necessity"], data["proportionality"], data["subsidiarity"])

    def proposal(self) -> Proposal:
        """Who holds it and who is asked."""
        data = self.cleaned_data
        return Proposal(data["holder"], data["coach"], data["reason"])

    def who(self) -> Who:
        """The name for someone who was unknown so far."""
        return Who(nickname=self.cleaned_data.get("nickname", ""))


class TurnDownForm(DomainForm):
    """Why nothing is done."""

    readers = {"reason": _("Wie het aanmeldde, kan dit lezen.")}

    reason = forms.CharField(
        label=_("Waarom pakken we dit niet op?"), max_length=LONG, widget=Textarea()
    )


class ReferForm(DomainForm):
    """To whom it is passed on, and why."""

    readers = {"reason": _("Wie het aanmeldde, kan dit lezen.")}

    to = forms.CharField(
        label=_("Wie neemt het over?"),
        max_length=120,
        help_text=_("Naam en organisatie van wie je gesproken hebt."),
    )
    reason = forms.CharField(label=_("Waarom daarheen?"), max_length=LONG, widget=Textarea())


class SuspendForm(DomainForm):
    """Why someone's access ends: of a list, so that nothing is written about a colleague."""

    why = forms.TypedChoiceField(
        label=_("Waarom?"),
        coerce=SuspendReason,
        choices=choices(SuspendReason),
        widget=ChipsSelect(),
        help_text=_("Alleen beheerders zien deze reden, zolang het duurt."),
    )


class OfferForm(DomainForm):
    """Ask another coach for a proposed track."""

    coach = forms.TypedChoiceField(label=_("Welke coach vraag je?"), coerce=UUID)
    reason = forms.CharField(
        label=_("Waarom deze coach?"),
        max_length=SHORT,
        help_text=_("De coach leest dit voordat hij ja zegt."),
    )

    def __init__(self, *args: Any, coaches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["coach"].choices = coach_to_choose(coaches)
