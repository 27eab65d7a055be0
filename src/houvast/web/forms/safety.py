"""Signals of Veiligheid: what somebody fills in to enter one, to answer it and to offer help."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from houvast.cooperation.reads.safety import SafetyChoices, SafetySignalPage
from houvast.cooperation.rules.safety import (
    KINDS,
    LONGEST,
    NAMES,
    SHORT,
    Given,
    Mend,
    Noticed,
    PoliceArticle,
    Reach,
    SafetySource,
)
from houvast.tracks.actions.signals import Who
from houvast.tracks.rules.informing import Language, TellChannel
from houvast.tracks.rules.signals import Necessity
from houvast.tracks.rules.states import FactKind
from houvast.web.fields import ChipsSelect, ChipsSelectMultiple, DayInput, DomainForm, Textarea
from houvast.web.forms import UNCHOSEN, choices, key_field
from houvast.web.safety_words import SAFETY_WORDS

ONLY_HERE = _("Alleen de triage van Veiligheid leest dit. Het gaat nooit mee naar een ander.")


class SafetySignalForm(DomainForm):
    """What Veiligheid heard, from whom, and about whom."""

    readers = {"behaviour": ONLY_HERE}

    key = key_field()
    behaviour = forms.CharField(
        label=_("Wat was er te zien?"),
        max_length=LONGEST,
        widget=Textarea({"rows": 4}),
        help_text=_("Alleen gedrag. Geen oordeel, geen namen van anderen."),
    )
    observed_on = forms.DateField(label=_("Wanneer was dat?"), widget=DayInput())
    kind = forms.TypedChoiceField(
        label=_("Hoe weet je dit?"), coerce=FactKind, choices=[UNCHOSEN, *choices(KINDS)]
    )
    source = forms.TypedChoiceField(
        label=_("Van wie komt het?"), coerce=SafetySource, choices=[UNCHOSEN]
    )
    article = forms.TypedChoiceField(
        label=_("Op welk artikel gaf de politie dit?"),
        coerce=PoliceArticle,
        required=False,
        empty_value=None,
    )
    officer = forms.CharField(
        label=_("Wie van de politie gaf het?"),
        max_length=SHORT,
        required=False,
        help_text=_("De functie. Geen naam."),
    )
    keep_until = forms.DateField(
        label=_("Tot wanneer mag je dit van de politie bewaren?"),
        required=False,
        widget=DayInput(),
    )
    may_go_on = forms.BooleanField(
        label=_("De politie vindt goed dat we hierop hulp aanbieden."), required=False
    )
    criterion = forms.TypedChoiceField(label=_("Welke reden past hierbij?"), coerce=UUID)
    nickname = forms.CharField(label=_("Roepnaam"), required=False, max_length=60)
    given_name = forms.CharField(label=_("Voornaam"), required=False, max_length=60)
    family_name = forms.CharField(label=_("Achternaam"), required=False, max_length=80)
    birth_date = forms.DateField(label=_("Geboortedatum"), required=False, widget=DayInput())
    phone = forms.CharField(label=_("Telefoonnummer"), required=False, max_length=20)
    asked = ("nickname",)

    def __init__(self, *args: Any, offered: SafetyChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        reasons = [(str(one.id), one.text) for one in offered.criteria]
        fields["criterion"].choices = [("", _("Kies een reden")), *reasons]
        fields["source"].choices = [UNCHOSEN, *choices(SafetySource)]
        fields["article"].choices = [UNCHOSEN, *choices(PoliceArticle)]
        if not offered.police:
            for name in ("article", "officer", "keep_until", "may_go_on"):
                del fields[name]

    def noticed(self) -> Noticed:
        """What was noticed."""
        data = self.cleaned_data
        return Noticed(
            behaviour=data["behaviour"],
            kind=data["kind"],
            source=data["source"],
            observed_on=data["observed_on"],
            criterion_id=data["criterion"],
        )

    def who(self) -> Who:
        """About whom."""
        data = self.cleaned_data
        named = ("nickname", "given_name", "family_name", "birth_date", "phone")
        return Who(*(data[one] for one in named))

    def given(self) -> Given | None:
        """What came along with something of the police, when it is all filled in."""
        data = self.cleaned_data
        if not data.get("article"):
            return None
        until = data["keep_until"] or data["observed_on"]
        return Given(data["article"], data["officer"], until, not data["may_go_on"])


class NearForm(DomainForm):
    """Whether the asker knows the young person in private; asked before the first look."""

    near = forms.TypedChoiceField(
        label=_("Ken je deze jongere privé?"),
        coerce=lambda value: value == "yes",
        choices=[("no", _("Nee")), ("yes", _("Ja"))],
        widget=ChipsSelect(),
        help_text=_("Familie, vriend, buur of ex. Bij ja gaat dit signaal voor jou dicht."),
    )


def holds_police() -> forms.TypedChoiceField:
    """Beside what police gave: whether the text holds something of it (trust T-22)."""
    return forms.TypedChoiceField(
        label=_("Staat hier iets in dat de politie gaf?"),
        coerce=lambda value: value == "yes",
        choices=[("no", _("Nee")), ("yes", _("Ja"))],
        widget=ChipsSelect(),
        error_messages={"required": _("Kies een antwoord.")},
        help_text=_(
            "Ook in andere woorden. Bij ja staat het bij wat de politie gaf: even kort bewaard, en"
            " het gaat niet verder."
        ),
    )


class OfferHelpForm(DomainForm):
    """Why help is needed, and what the college gets: how to reach somebody, and nothing else."""

    readers = dict.fromkeys(("necessity", "proportionality", "subsidiarity"), ONLY_HERE)

    necessity = forms.CharField(
        label=_("Waarom is hulp nodig?"), max_length=LONGEST, widget=Textarea({"rows": 2})
    )
    proportionality = forms.CharField(
        label=_("Waarom weegt dit op tegen de inbreuk?"),
        max_length=LONGEST,
        widget=Textarea({"rows": 2}),
    )
    subsidiarity = forms.CharField(
        label=_("Waarom kan het niet met minder?"), max_length=LONGEST, widget=Textarea({"rows": 2})
    )
    what = forms.TypedMultipleChoiceField(
        label=_("Wat geef je om de jongere te bereiken?"),
        coerce=Reach,
        widget=ChipsSelectMultiple(),
        help_text=_("Niet meer dan nodig. Waarom je dit aanbiedt, gaat nooit mee."),
    )

    def __init__(self, *args: Any, page: SafetySignalPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        what: Any = self.fields["what"]
        what.choices = [(one.value, SAFETY_WORDS[Reach][one]) for one in page.known]
        first = next((one for one in NAMES if one in page.known), None)
        what.initial = [one.value for one in (first, Reach.PHONE) if one in page.known]
        if page.of_police:
            self.fields["holds_police"] = holds_police()
            self.order_fields([*self.readers, "holds_police", "what"])

    def answers(self) -> Necessity:
        """The three answers."""
        data = self.cleaned_data
        return Necessity(data["necessity"], data["proportionality"], data["subsidiarity"])


class WhyNotForm(DomainForm):
    """Why nothing is done, or why the second person wants it otherwise."""

    readers = {"reason": ONLY_HERE}

    reason = forms.CharField(label=_("Waarom?"), max_length=LONGEST, widget=Textarea({"rows": 3}))

    def __init__(self, *args: Any, page: SafetySignalPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if page.of_police:
            self.fields["holds_police"] = holds_police()


class AgreeForm(DomainForm):
    """The second person read it, and says so."""

    read = forms.BooleanField(label=_("Ik heb alles gelezen en ik ken deze jongere niet privé."))


class PoliceYesForm(DomainForm):
    """When police said yes, and who there."""

    on = forms.DateField(label=_("Wanneer vond de politie het goed?"), widget=DayInput())
    officer = forms.CharField(
        label=_("Wie zei dat?"), max_length=SHORT, help_text=_("De functie. Geen naam.")
    )


class MendForm(DomainForm):
    """What is the matter with an offer: from a list, so that no word of the reason goes along."""

    why = forms.TypedChoiceField(label=_("Wat is er?"), coerce=Mend, widget=ChipsSelect())
    wrong = forms.TypedMultipleChoiceField(
        label=_("Wat klopt niet?"),
        coerce=Reach,
        widget=ChipsSelectMultiple(),
        required=False,
        help_text=_("Alleen als een gegeven niet klopt."),
    )

    def __init__(self, *args: Any, page: SafetySignalPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        sent = page.offer is not None and page.offer.sent_on is not None
        said = [*Mend] if sent else [Mend.MISTAKEN, Mend.LAPSED]
        fields["why"].choices = [(one.value, SAFETY_WORDS[Mend][one]) for one in said]
        given = page.offer.what if page.offer and sent else ()
        fields["wrong"].choices = [(one.value, SAFETY_WORDS[Reach][one]) for one in given]
        if not sent:
            del fields["wrong"]


class HelpToldForm(DomainForm):
    """How and when the young person heard it."""

    how = forms.TypedChoiceField(
        label=_("Hoe ging het?"),
        coerce=TellChannel,
        choices=choices(TellChannel),
        widget=ChipsSelect(),
    )
    language = forms.TypedChoiceField(
        label=_("In welke taal?"), coerce=Language, choices=choices(Language)
    )
    on = forms.DateField(label=_("Wanneer vertelde je het?"), widget=DayInput())
