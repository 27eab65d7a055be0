"""The words on screen for employers and workplaces; `words.py` takes them in."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from houvast.employers.rules.words import WORDS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WORK_WORDS: "dict[type[StrEnum], dict[str, _StrPromise]]" = {
    kind: {code.value: gettext_lazy(words) for code, words in said.items()}
    for kind, said in WORDS.items()
}
