"""Values in templates, looked up as Django does, without its detours for the usual case.

Nine of ten are a field of a frozen value: no key, nothing to call, and there. Django tries a key
first, and asks of each value on the way whether it is to be called. Whatever is not the usual case
is left to Django, from the start.
"""

from collections.abc import Iterator
from typing import Any

from django.template.base import FilterExpression, Node, Variable
from django.template.defaulttags import TemplateLiteral
from django.template.smartif import TokenBase
from django.templatetags.i18n import TranslateNode

UNUSUAL = object()
"""Django knows what this is."""
HAS_MORE = ("__getitem__", "__call__")
PLAIN: set[type] = set()
"""Kinds of values, met so far, that have fields only: no keys, and nothing to call."""


class Lookup(Variable):
    """`one.line.name`."""

    __slots__ = ("first", "rest")

    def __init__(self, named: str) -> None:
        super().__init__(named)
        self.first, *rest = self.lookups or [named]
        self.rest = tuple(rest)

    def resolve(self, context: Any) -> Any:
        """The value; raises VariableDoesNotExist when the template names what is not there."""
        value = self.usual(context)
        return super().resolve(context) if value is UNUSUAL else value

    def usual(self, context: Any) -> Any:
        """The value when it is as most are."""
        for scope in reversed(context.dicts):
            if self.first in scope:
                value = scope[self.first]
                break
        else:
            return UNUSUAL
        try:
            for name in self.rest:
                kind = type(value)
                if kind in PLAIN or _is_plain(kind):
                    value = getattr(value, name)
                elif kind is dict:
                    value = value[name]
                else:
                    return UNUSUAL
        except Exception:
            return UNUSUAL
        return UNUSUAL if callable(value) else value


def _is_plain(kind: type) -> bool:
    plain = not any(name in vars(one) for one in kind.__mro__ for name in HAS_MORE)
    if plain:
        PLAIN.add(kind)
    return plain


class Value(FilterExpression):
    """What stands between `{{` and `}}`, or is given to a tag."""

    __slots__ = ()

    def resolve(self, context: Any, ignore_failures: bool = False) -> Any:
        """The value; an empty text, or None, when it is not there."""
        if not self.filters:
            value = self.var.usual(context)
            if value is not UNUSUAL:
                return value
        return super().resolve(context, ignore_failures)


class Asked(TemplateLiteral):
    """A value in a condition."""

    value: Any

    def eval(self, context: Any) -> Any:
        """The value, or None when it is not there."""
        value = self.value.var.usual(context)
        return self.value.resolve(context, True) if value is UNUSUAL else value


def quicken(piece: Node) -> None:
    """Look up what this piece names the quick way."""
    if isinstance(piece, TranslateNode):  # tells its value to speak another language
        return
    for holder, said in _expressions(piece, vars(piece)):
        if _is_lookup(said.var):
            said.var = Lookup(said.var.var)
            said.__class__ = Value
            if isinstance(holder, TemplateLiteral) and not said.filters:
                holder.__class__ = Asked
        said.filters = [(act, [_given(*one) for one in given]) for act, given in said.filters]


def _expressions(holder: Any, thing: Any) -> Iterator[tuple[Any, FilterExpression]]:
    match thing:
        case FilterExpression():
            yield holder, thing
        case TokenBase():
            yield from _expressions(thing, vars(thing))
        case dict():
            for one in thing.values():
                yield from _expressions(holder, one)
        case list() | tuple():
            for one in thing:
                yield from _expressions(holder, one)


def _given(named: bool, value: Any) -> tuple[bool, Any]:
    return named, Lookup(value.var) if named and _is_lookup(value) else value


def _is_lookup(named: Any) -> bool:
    return type(named) is Variable and named.lookups is not None and not named.translate
