"""Whether one knows a young person in private, and for whom a file is closed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from houvast.accounts.reads import Colleague
from houvast.web.fields import ChipsSelect, DomainForm
from houvast.web.words import word


class PrivateForm(DomainForm):
    """One answer, which is kept."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Ken je deze jongere privé?"),
        choices=[("no", gettext_lazy("Nee")), ("yes", gettext_lazy("Ja"))],
        widget=ChipsSelect(),
    )

    def is_private(self) -> bool:
        """Whether the answer is yes."""
        return bool(self.cleaned_data["answer"] == "yes")


class CloseForm(DomainForm):
    """For which colleague the file is closed; why is not asked."""

    colleague = forms.TypedChoiceField(
        label=gettext_lazy("Voor welke collega?"), coerce=UUID, empty_value=None
    )

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["colleague"].choices = [
            ("", _("Kies een collega")),
            *((str(one.id), f"{one.name}, {word(one.role)}, {one.team}") for one in colleagues),
        ]
