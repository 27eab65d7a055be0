"""What the domain says when the answer is no. Each door turns these into words in one place."""

from typing import Any


def gettext_noop(message: str) -> str:
    """Mark a sentence for the catalogues without translating it: rules stay free of Django."""
    return message


class DomainError(Exception):
    """The answer is no, for a reason that belongs to the work and not to the machine."""


class NotFound(DomainError):
    """It is not there, or the asker may not know that it is: the two are one answer."""


class NotAllowed(DomainError):
    """The asker may see it and may not do this; the text is the code of the reason."""


class Refused(DomainError):
    """A rule says no. `reason` is a Dutch message id; `values` fill its {names}.

    `field` names the field of the form that the sentence belongs to; None is the whole form.
    """

    def __init__(self, reason: str, *, field: str | None = None, **values: Any) -> None:
        super().__init__(reason)
        self.reason, self.field, self.values = reason, field, values

    def __str__(self) -> str:
        return self.reason.format(**self.values)
