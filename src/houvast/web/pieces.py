"""The pieces of a folded template: what Django's do, each without what our pages never need.

They take the place of Django's in `folding.py`. Whatever is not the usual case is left to Django.
"""

from typing import Any
from uuid import UUID

from django.template import Template
from django.template.base import (
    NodeList,
    VariableDoesNotExist,
    VariableNode,
    render_value_in_context,
)
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode, IfNode
from django.template.engine import Engine
from django.template.library import InclusionNode, SimpleNode
from django.template.loader_tags import IncludeNode
from django.templatetags.i18n import BlockTranslateNode
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from houvast.web.escaping import escaped, markup

BUILT_IN = {"True": True, "False": False, "None": None}
"""What Django puts at the bottom of each context."""


TEXTS = (str, UUID, Promise)
"""Kinds that are printed as their text: words, values of enumerations, keys, lazy sentences."""
FIELD = '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'


def shown(value: Any, context: Context) -> str:
    """A value in a page, as Django prints it; most hold nothing to escape."""
    if type(value) is SafeString:
        return value
    if context.autoescape and isinstance(value, TEXTS):
        return escaped(value if type(value) is str else str(value))
    return render_value_in_context(value, context)


class Pieces(NodeList):
    """Pieces that stand in a row."""

    def render(self, context: Context) -> SafeString:
        """Their text."""
        return SafeString("".join([piece.render(context) for piece in self]))


class Words(NodeList):
    """Text alone: what stands between most tags."""

    said: SafeString

    def render(self, context: Context) -> SafeString:
        """The text."""
        return self.said


class Printed(VariableNode):
    """`{{ value }}`."""

    def render(self, context: Context) -> str:
        """The value as text."""
        return shown(self.filter_expression.resolve(context), context)

    render_annotated = render


class Answer(SimpleNode):
    """A tag of ours that makes markup of what it is given."""

    def render(self, context: Context) -> str:
        """The markup."""
        made = self.func(*[one.resolve(context) for one in self.args])
        return escaped(made) if context.autoescape else made

    render_annotated = render


class FormKey(CsrfTokenNode):
    """`{% csrf_token %}`: a page of Team has thirty small forms."""

    def render(self, context: Context) -> SafeString:
        """The field, when there is a key."""
        key = str(context.get("csrf_token") or "NOTPROVIDED")
        return SafeString("") if key == "NOTPROVIDED" else markup(FIELD, key)

    render_annotated = render


class Sentence(BlockTranslateNode):
    """`{% blocktranslate %}` without a number to count: the words are looked up once."""

    words: str
    names: list[str]

    def prepare(self) -> None:
        """Find the words, in the language that is spoken now."""
        sentence, self.names = self.render_token_list(self.singular)
        self.words = gettext(sentence)

    def render(self, context: Context, nested: bool = False) -> str:
        """The words, with the values in their places."""
        given = {name: one.resolve(context) for name, one in self.extra_context.items()}
        values = {
            name: shown(given[name] if name in given else context.get(name, ""), context)
            for name in self.names
        }
        try:
            said = self.words % values
        except (KeyError, ValueError):  # a translation names what is not there
            return super().render(context, nested)
        if not self.asvar:
            return said
        context[self.asvar] = SafeString(said)
        return ""


class Part:
    """Stands in the place of the name of a template, and gives the template itself."""

    def __init__(self, name: str, engine: Engine) -> None:
        self.name, self.engine = name, engine
        self.found: Template | None = None

    def resolve(self, context: Context) -> Template:
        """The template, from the first time it is asked for: a part may hold itself."""
        if self.found is None:
            self.found = self.engine.get_template(self.name)
        return self.found


class Included(IncludeNode):
    """`{% include "…" %}` of a part that is always the same one."""

    def render(self, context: Context) -> SafeString:
        """The part, with what it is given."""
        values = {name: one.resolve(context) for name, one in self.extra_context.items()}
        scopes = [BUILT_IN] if self.isolated_context else context.dicts
        return _drawn(self.template.resolve(context), context, [*scopes, values])


class Row(InclusionNode):
    """A tag of ours that draws a part: a row of a list."""

    part: Part

    def render(self, context: Context) -> str:
        """The part, with what the tag makes of what it is given, and the key of its forms."""
        given, named = self.get_resolved_arguments(context)
        values = self.func(*given, **named)
        values["csrf_token"] = context.get("csrf_token")
        return _drawn(self.part.resolve(context), context, [BUILT_IN, values])

    render_annotated = render


def _drawn(part: Template, context: Context, scopes: list[Any]) -> SafeString:
    """The part, with other values in reach for as long as it takes."""
    state, around = context.render_context, context.dicts
    above, state.template = state.template, part
    state.dicts.append({})
    context.dicts = scopes
    try:
        return part.nodelist.render(context)
    finally:
        context.dicts = around
        state.dicts.pop()
        state.template = above


class Choice(IfNode):
    """`{% if %}`."""

    conditions_nodelists: Any

    def render(self, context: Context) -> str:
        """The first of which the condition holds."""
        for condition, inside in self.conditions_nodelists:
            try:
                holds = condition is None or condition.eval(context)
            except VariableDoesNotExist:
                continue
            if holds:
                said: str = inside.render(context)
                return said
        return ""

    render_annotated = render
